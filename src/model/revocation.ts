/** What can be revoked at once, and what a revocation says of itself. Pure values. */

import type { Actor } from './event.ts'
import type { FilterDocument, SessionFilter } from './session-filter.ts'

/** From one token to everything. What is issued after the moment of a revocation is untouched. */
export type RevocationScope =
  /** One access token, by its id; its grant stands. */
  | { readonly kind: 'token'; readonly jti: string }
  | { readonly kind: 'grant'; readonly grantId: string }
  | { readonly kind: 'session'; readonly sessionId: string }
  /** All sessions of an account, or all but the one that asks. */
  | { readonly kind: 'account'; readonly accountId: string; readonly exceptSession?: string }
  /** What an account allowed a client; the consent itself stands. */
  | { readonly kind: 'account_client'; readonly accountId: string; readonly clientId: string }
  | { readonly kind: 'client'; readonly clientId: string }
  /** Sessions that began in this network, as CIDR. */
  | { readonly kind: 'network'; readonly network: string }
  | { readonly kind: 'everything' }

/** Whatever an operator searched for; the others are what a row is judged by where it is read. */
export type SearchedSessions = { readonly kind: 'sessions'; readonly filter: SessionFilter }

export const revocationScopes = [
  'token',
  'grant',
  'session',
  'account',
  'account_client',
  'client',
  'network',
  'everything',
] as const satisfies readonly RevocationScope['kind'][]

export function isRevocationScope(kind: string): kind is RevocationScope['kind'] {
  return revocationScopes.some((known) => known === kind)
}

/** Whether it is told from when on: one thing by itself ends whatever its age. */
export function hasMoment(kind: RevocationScope['kind']): boolean {
  return kind !== 'token' && kind !== 'grant' && kind !== 'session'
}

export type Revocation = {
  readonly id: string
  readonly scope: (RevocationScope | SearchedSessions)['kind']
  readonly jti: string | null
  readonly sessionId: string | null
  readonly grantId: string | null
  readonly accountId: string | null
  readonly clientId: string | null
  readonly network: string | null
  readonly exceptSession: string | null
  readonly filter: FilterDocument | null
  /** Whatever was issued by then is dead. */
  readonly before: Date
  readonly reason: string
  readonly actorKind: Actor['kind']
  readonly actorId: string | null
  readonly createdAt: Date
  /** When every row was marked; until then the reads judge by the cut-off. */
  readonly sweptAt: Date | null
  readonly sessionsEnded: number
  readonly grantsEnded: number
}

/** Within so many seconds every verifier that keeps to the feed refuses, or fails closed. */
export const propagationSeconds = 1
