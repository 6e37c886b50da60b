/** Operator roles: each is a set of admin API scopes. It grants nothing itself. */

const views = [
  'parley:statistics.read',
  'parley:sessions.read',
  'parley:accounts.read',
  'parley:clients.read',
  'parley:policies.read',
  'parley:revocations.list',
  'parley:notices.read',
  'parley:keys.read',
  'parley:audit.read',
  'parley:settings.read',
] as const

/** Helps one person at a time: ends their sessions, gets them back into their account. */
const supports = [...views, 'parley:sessions.end', 'parley:accounts.help'] as const

const operates = [
  ...supports,
  'parley:accounts.write',
  'parley:clients.write',
  'parley:policies.write',
  'parley:revocations.make',
  'parley:notices.resend',
] as const

/** Manages operators and signing keys. */
const owns = [
  ...operates,
  'parley:operators.read',
  'parley:operators.write',
  'parley:api_keys.read',
  'parley:api_keys.write',
  'parley:keys.write',
] as const

const scopesByRole = {
  viewer: views,
  support: supports,
  operator: operates,
  owner: owns,
} as const

export type OperatorRole = keyof typeof scopesByRole

/** Every scope of the admin API. */
export const operatorScopes: readonly string[] = owns

/** The scope that creates API keys. No API key can have it. */
export const keyMakingScope = 'parley:api_keys.write'

/** From least to most powerful. */
export const operatorRoles: readonly OperatorRole[] = ['viewer', 'support', 'operator', 'owner']

/** The additional rights of each role over the one before it. */
export const roleWords: Readonly<Record<OperatorRole, string>> = {
  viewer: 'Sees everything, and changes nothing.',
  support: 'Also ends the sessions of one person, and helps them back into their account.',
  operator: 'Also changes accounts, clients and policies, and revokes anything.',
  owner: 'Also says who operates, makes API keys, and changes the keys that sign.',
}

/** The scopes a role has beyond the one before it. */
export function scopesAddedBy(role: OperatorRole): readonly string[] {
  const before = operatorRoles[operatorRoles.indexOf(role) - 1]
  const had: readonly string[] = before === undefined ? [] : scopesByRole[before]
  return scopesByRole[role].filter((scope) => !had.includes(scope))
}

/** True if changing from `before` to `after` takes something away. */
export function isLess(after: OperatorRole | null, before: OperatorRole | null): boolean {
  const rankOf = (role: OperatorRole | null) => (role === null ? -1 : operatorRoles.indexOf(role))
  return rankOf(after) < rankOf(before)
}

export function isOperatorRole(role: string): role is OperatorRole {
  return operatorRoles.some((known) => known === role)
}

/** The scopes of an account's roles. Other roles contribute none. */
export function scopesOfRoles(roles: readonly string[]): readonly string[] {
  return [...new Set(roles.filter(isOperatorRole).flatMap((role) => scopesByRole[role]))]
}
