/**
 * The life of a signing key: published before it signs, still published after it signed, then
 * retired. How long each stage lasts, and why. Pure.
 */

import { clockMarginSeconds } from './feed-entry.ts'
import { longestTokenSeconds } from './policy.ts'

/** ES256 is the default; RS256 is for clients that can verify nothing else. */
export const signingAlgorithms = ['ES256', 'RS256'] as const

export type SigningAlgorithm = (typeof signingAlgorithms)[number]

/**
 * `next` is published and does not sign yet. `published` no longer signs, and its signatures stay
 * valid. `retired` is removed from the JWKS, and its private part is destroyed.
 */
export const keyStates = ['next', 'signing', 'published', 'retired'] as const

export type KeyState = (typeof keyStates)[number]

/** The history of a key. */
export type KeyLife = {
  readonly signedFrom: Date | null
  readonly signedUntil: Date | null
  readonly retiredAt: Date | null
}

export function keyStateOf({ signedFrom, signedUntil, retiredAt }: KeyLife): KeyState {
  if (retiredAt !== null) return 'retired'
  if (signedFrom === null) return 'next'
  return signedUntil === null ? 'signing' : 'published'
}

/** `signing` keys sign tokens; `ledger` keys sign the seals of the ledger, which never expire. */
export type KeyUse = 'signing' | 'ledger'

export type ListedKey = KeyLife & {
  readonly kid: string
  readonly use: KeyUse
  readonly alg: string
  readonly publicJwk: object
  readonly createdAt: Date
  /** When it may start to sign, or when it started. */
  readonly signsFrom: Date
  /** When its successor may sign; null while it has none. */
  readonly followedAt: Date | null
  readonly isDistrusted: boolean
}

/** The `max-age` of the JWKS. */
export const jwksCacheSeconds = 300

/**
 * How long a new key is published before it signs. Some gateways cache a JWKS for two hours whatever
 * its header says, and do not fetch it again for an unknown key.
 */
export const leadSeconds = 3 * 3_600

/** The longest token lifetime plus a margin for clocks: after that no token needs the key. */
export const publishedSeconds = longestTokenSeconds + clockMarginSeconds

/**
 * How many days the public part of a retired key still verifies `id_token_hint`, and nothing else. An
 * ID token is a valid hint as long as its session, and no session is longer.
 */
export const hintDays = 366
