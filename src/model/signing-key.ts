/**
 * The life of a signing key: published before it signs, believed for a while after it signed, then
 * gone. How long each part lasts, and why. It knows no clock.
 */

import { clockMarginSeconds } from './feed-entry.ts'
import { longestTokenSeconds } from './policy.ts'

/** ES256 signs; RS256 is there for the clients that can check nothing else. */
export const signingAlgorithms = ['ES256', 'RS256'] as const

export type SigningAlgorithm = (typeof signingAlgorithms)[number]

/**
 * `next` is published and does not sign yet; `published` signs no more, and what it signed is good;
 * `retired` is gone from the JWKS, and its private part is destroyed.
 */
export const keyStates = ['next', 'signing', 'published', 'retired'] as const

export type KeyState = (typeof keyStates)[number]

/** What happened to a key so far. */
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

/** How long anybody may keep the JWKS, as its header says. */
export const jwksCacheSeconds = 300

/**
 * A new key is published for so long before it signs. Some gateways keep a JWKS for two hours,
 * whatever its header says, and do not ask again for a key that they do not know.
 */
export const leadSeconds = 3 * 3_600

/** No token lives longer, and clocks differ: after that nothing it signed needs a key any more. */
export const publishedSeconds = longestTokenSeconds + clockMarginSeconds

/**
 * An ID token is a hint for as long as the session that it came from, and no session is longer. For
 * so many days the public part of a key that signs no more is believed of hints, and of nothing else.
 */
export const hintDays = 366
