/** A revocation: what it reaches, and its progress. Pure values. */

import type { Actor } from './event.ts'
import type { FilterDocument, SessionFilter } from './session-filter.ts'

/** From one token to everything. Tokens issued after the cut-off are untouched. */
export type RevocationScope =
  /** One access token, by its id; its grant stays live. */
  | { readonly kind: 'token'; readonly jti: string }
  | { readonly kind: 'grant'; readonly grantId: string }
  | { readonly kind: 'session'; readonly sessionId: string }
  /** All sessions of an account, optionally except the caller's own. */
  | { readonly kind: 'account'; readonly accountId: string; readonly exceptSession?: string }
  /** An account's grants to a client; the consent itself stays. */
  | { readonly kind: 'account_client'; readonly accountId: string; readonly clientId: string }
  | { readonly kind: 'client'; readonly clientId: string }
  /** Sessions that began in this network, as CIDR. */
  | { readonly kind: 'network'; readonly network: string }
  | { readonly kind: 'everything' }

/** The sessions that a search found. Reads judge a row by the other kinds, never by this one. */
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

/** True if the kind has a cut-off. A single thing ends whatever its age. */
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
  /** The cut-off: everything issued by then is dead. */
  readonly before: Date
  readonly reason: string
  readonly actorKind: Actor['kind']
  readonly actorId: string | null
  readonly createdAt: Date
  /** When the sweep had marked every row; until then reads judge by the cut-off. */
  readonly sweptAt: Date | null
  readonly sessionsEnded: number
  readonly grantsEnded: number
}

/** Seconds within which every verifier that follows the feed refuses, or fails closed. */
export const propagationSeconds = 1
