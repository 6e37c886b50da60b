/** The rules a session lives under, and how a client's own rules tighten them. Pure values. */

export const onLimits = ['evict_oldest', 'evict_idle', 'refuse', 'ask'] as const
export type OnLimit = (typeof onLimits)[number]

export const onRefreshReuses = ['family', 'session'] as const
export type OnRefreshReuse = (typeof onRefreshReuses)[number]

export type Policy = {
  readonly name: string
  /** Seconds without activity after which the browser part ends; null: no such end. */
  readonly idleSeconds: number | null
  /** Seconds after which it ends whatever happens; null: no such end. One of the two there is. */
  readonly absoluteSeconds: number | null
  /** Whether activity moves the idle end. */
  readonly sliding: boolean
  readonly refreshCountsAsActivity: boolean
  /** Whether the cookie survives the browser. */
  readonly remember: boolean
  readonly maxSessions: number
  readonly onLimit: OnLimit
  /** How long before its end a session is warned of; null: not at all. */
  readonly warnBeforeSeconds: number | null
  readonly accessTokenSeconds: number
  /** How long after a rotation the former refresh token is answered with the same successor. */
  readonly reconnectGraceSeconds: number
  readonly refreshIdleSeconds: number
  readonly refreshAbsoluteSeconds: number
  /** What a stolen refresh token takes with it. */
  readonly onRefreshReuse: OnRefreshReuse
}

export type PolicySetting = Exclude<keyof Policy, 'name'>

/** What is wrong with a policy: the setting, and the rule that it breaks. */
export type PolicyFault = { readonly setting: PolicySetting; readonly rule: string }

const year = 366 * 86_400

/** How long any access token lives at the most, whatever a policy says. */
export const longestTokenSeconds = 3600

const ranges = [
  ['idleSeconds', 30, year],
  ['absoluteSeconds', 60, year],
  ['maxSessions', 1, 1000],
  ['warnBeforeSeconds', 10, 86_400],
  ['accessTokenSeconds', 30, longestTokenSeconds],
  ['reconnectGraceSeconds', 0, 3600],
  ['refreshIdleSeconds', 60, year],
  ['refreshAbsoluteSeconds', 60, year],
] as const

const contradictions: readonly (PolicyFault & { readonly breaks: (policy: Policy) => boolean })[] =
  [
    {
      setting: 'absoluteSeconds',
      rule: 'a session must end: set an idle end, an absolute end or both',
      breaks: ({ idleSeconds, absoluteSeconds }) =>
        idleSeconds === null && absoluteSeconds === null,
    },
    {
      setting: 'idleSeconds',
      rule: 'not longer than the absolute end',
      breaks: ({ idleSeconds, absoluteSeconds }) =>
        idleSeconds !== null && absoluteSeconds !== null && idleSeconds > absoluteSeconds,
    },
    {
      setting: 'warnBeforeSeconds',
      rule: 'shorter than the time until the first end',
      breaks: (policy) => (policy.warnBeforeSeconds ?? 0) >= firstDueSeconds(policy),
    },
    {
      setting: 'refreshIdleSeconds',
      rule: 'not longer than the absolute end of refreshing',
      breaks: ({ refreshIdleSeconds, refreshAbsoluteSeconds }) =>
        refreshIdleSeconds > refreshAbsoluteSeconds,
    },
    {
      setting: 'reconnectGraceSeconds',
      rule: 'not longer than an access token lives',
      breaks: ({ reconnectGraceSeconds, accessTokenSeconds }) =>
        reconnectGraceSeconds > accessTokenSeconds,
    },
  ]

/** All that is wrong, not the first thing alone; empty for a policy that can be used. */
export function faultsOf(policy: Policy): readonly PolicyFault[] {
  const outOfRange = ranges
    .filter(([setting, least, most]) => !isWithin(policy[setting], least, most))
    .map(([setting, least, most]) => ({
      setting,
      rule: `a whole number from ${least} to ${most}`,
    }))
  const contradicting = contradictions
    .filter(({ breaks }) => breaks(policy))
    .map(({ setting, rule }) => ({ setting, rule }))
  return [...outOfRange, ...contradicting]
}

function isWithin(value: number | null, least: number, most: number): boolean {
  return value === null || (Number.isInteger(value) && value >= least && value <= most)
}

/** Why a setting has its value: whose policy decided. */
export type Reason = 'account' | 'client'

export type EffectivePolicy = {
  readonly policy: Policy
  readonly reasons: Readonly<Record<PolicySetting, Reason>>
}

/** The shorter of two times; null stands for no end. */
function shorter(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b)
}

/**
 * The account's policy, tightened for what is done through one client, never loosened. What a
 * session is once for all its clients (its ends, its limit, its cookie) stays the account's.
 */
export function tighten(account: Policy, client: Policy | null): EffectivePolicy {
  const own = client ?? account
  const policy: Policy = {
    ...account,
    accessTokenSeconds: Math.min(account.accessTokenSeconds, own.accessTokenSeconds),
    reconnectGraceSeconds: Math.min(account.reconnectGraceSeconds, own.reconnectGraceSeconds),
    refreshIdleSeconds: Math.min(account.refreshIdleSeconds, own.refreshIdleSeconds),
    refreshAbsoluteSeconds: Math.min(account.refreshAbsoluteSeconds, own.refreshAbsoluteSeconds),
    onRefreshReuse: own.onRefreshReuse === 'session' ? 'session' : account.onRefreshReuse,
  }
  const reason = (setting: PolicySetting): Reason =>
    policy[setting] === account[setting] ? 'account' : 'client'
  return {
    policy,
    reasons: {
      idleSeconds: reason('idleSeconds'),
      absoluteSeconds: reason('absoluteSeconds'),
      sliding: reason('sliding'),
      refreshCountsAsActivity: reason('refreshCountsAsActivity'),
      remember: reason('remember'),
      maxSessions: reason('maxSessions'),
      onLimit: reason('onLimit'),
      warnBeforeSeconds: reason('warnBeforeSeconds'),
      accessTokenSeconds: reason('accessTokenSeconds'),
      reconnectGraceSeconds: reason('reconnectGraceSeconds'),
      refreshIdleSeconds: reason('refreshIdleSeconds'),
      refreshAbsoluteSeconds: reason('refreshAbsoluteSeconds'),
      onRefreshReuse: reason('onRefreshReuse'),
    },
  }
}

/** When the session itself ends at the latest, from its start; null: only idling ends it. */
export function firstDueSeconds({ idleSeconds, absoluteSeconds }: Policy): number {
  return shorter(idleSeconds, absoluteSeconds) ?? year
}

export type OpenSession = { readonly id: string; readonly idleSince: Date }

/** What a sign-in beyond the limit leads to. `live` is oldest first. */
export type LimitDecision =
  | { readonly kind: 'allow' }
  | { readonly kind: 'evict'; readonly ids: readonly string[] }
  | { readonly kind: 'refuse' | 'ask' }

export function decideLimit(live: readonly OpenSession[], policy: Policy): LimitDecision {
  const surplus = live.length - policy.maxSessions + 1
  if (surplus <= 0) return { kind: 'allow' }
  switch (policy.onLimit) {
    case 'refuse':
    case 'ask':
      return { kind: policy.onLimit }
    case 'evict_oldest':
      return { kind: 'evict', ids: live.slice(0, surplus).map(({ id }) => id) }
    case 'evict_idle':
      return { kind: 'evict', ids: longestIdle(live, surplus) }
  }
}

function longestIdle(live: readonly OpenSession[], most: number): readonly string[] {
  const byIdleness = live.toSorted((a, b) => a.idleSince.getTime() - b.idleSince.getTime())
  return byIdleness.slice(0, most).map(({ id }) => id)
}
