/**
 * The rules of every act of the admin API: the thing it touches, which the caller must have authority
 * over, and whether a person must have signed in recently. Acts only; reading needs a scope and no more.
 */

import type { OperationId } from './operations.ts'

/** The things that acts touch, as the table in docs/authorization.md names them. */
const touched = {
  nothing: 'nothing that belongs to anyone',
  new_client: 'the scopes that the client would get',
  client: 'the scopes that the client has, and would get',
  new_key: 'the scopes that the key would get',
  key: 'the scopes that the key has',
  resource: 'the scopes that the resource server offers, and would offer',
  account: 'the account',
  role: 'the account, and the role that it would get',
  session: "the session's account",
  grant: "the grant's account",
  reached: 'each account whose sessions would end',
  server: 'the server itself',
} as const

export type Touched = keyof typeof touched

/** `rights`: only if it gives scopes of this server. */
export type Freshness = 'always' | 'rights' | 'never'

export type OperationRule = { readonly touches: Touched; readonly fresh: Freshness }

/** `fresh`: cannot be undone, or gives more than before. */
const fresh = (touches: Touched): OperationRule => ({ touches, fresh: 'always' })
const anytime = (touches: Touched): OperationRule => ({ touches, fresh: 'never' })

const acts = {
  endSession: fresh('session'),
  endGrant: fresh('grant'),
  endSearchedSessions: fresh('reached'),
  createRevocation: fresh('reached'),
  createClient: { touches: 'new_client', fresh: 'rights' },
  updateClient: fresh('client'),
  disableClient: fresh('client'),
  enableClient: anytime('client'),
  deleteClient: fresh('client'),
  rotateSecret: fresh('client'),
  registerResourceServer: { touches: 'resource', fresh: 'rights' },
  removeResourceServer: fresh('resource'),
  createAccount: anytime('nothing'),
  updateAccount: fresh('account'),
  disableAccount: fresh('account'),
  enableAccount: anytime('account'),
  deleteAccount: fresh('account'),
  setTier: anytime('account'),
  sendPasswordReset: anytime('account'),
  liftSignInWait: anytime('account'),
  setRole: fresh('role'),
  savePolicy: anytime('server'),
  removePolicy: fresh('server'),
  createApiKey: fresh('new_key'),
  revokeApiKey: fresh('key'),
  rotateKeys: fresh('server'),
  retireKey: fresh('server'),
  resendNotice: anytime('nothing'),
} as const satisfies Partial<Record<OperationId, OperationRule>>

/** Null for an operation that only reads. */
export function ruleOf(operationId: string): OperationRule | null {
  return rules.get(operationId) ?? null
}

const rules = new Map<string, OperationRule>(Object.entries(acts))

/** The operations that change something. */
export type Act = keyof typeof acts

export const allActs: readonly Act[] = Object.keys(acts).filter(isAct)

function isAct(operationId: string): operationId is Act {
  return Object.hasOwn(acts, operationId)
}

export function touchedWords(touches: Touched): string {
  return touched[touches]
}
