/** The options of a verifier and their defaults. */

import { checkAlgorithms } from './checks.ts'
import type { FeedAccess } from './feed-token.ts'
import { secureUrl } from './issuer.ts'

export type VerifierOptions = {
  /** The issuer identifier, exactly as in `iss`. It must use https, except on this machine. */
  readonly issuer: string
  /** The accepted values of `aud`: this resource server's identifier, or several. */
  readonly audience: string | readonly string[]
  /** The accepted `alg` values. Default: ES256, EdDSA, Ed25519, RS256 and PS256. Never `none` or HMAC. */
  readonly algorithms?: readonly string[]
  /** Access to the revocation feed. Without it, tokens are good until they expire. */
  readonly feed?: FeedAccess
  /** The age in seconds from which the known revocations are stale. Default 5. */
  readonly staleAfter?: number
  /** When they are stale: `refuse` throws `FeedStale` (default); `report` sets `isStale`. */
  readonly onStale?: 'refuse' | 'report'
  /** The allowed difference between clocks in seconds, 0 to 300. Default 10. */
  readonly clockTolerance?: number
  /** Called after every failure to reach the issuer, for your log. Default: none. */
  readonly onFailure?: (error: unknown) => void
}

const strong = ['ES256', 'EdDSA', 'Ed25519', 'RS256', 'PS256']
const mostTolerance = 300

/** All options with defaults filled in. */
export type Settings = Required<Omit<VerifierOptions, 'feed'>> & {
  readonly feed: FeedAccess | null
}

/** Throws a TypeError or a RangeError for invalid options. */
export function resolveOptions(options: VerifierOptions): Settings {
  const settings: Settings = {
    algorithms: strong,
    staleAfter: 5,
    onStale: 'refuse',
    clockTolerance: 10,
    onFailure: () => undefined,
    ...options,
    feed: options.feed ?? null,
  }
  secureUrl(settings.issuer)
  checkAlgorithms(settings.algorithms)
  const audience = [settings.audience].flat()
  const isNamed = audience.length > 0 && audience.every((one) => typeof one === 'string' && one)
  if (!isNamed) throw new TypeError('audience: who the tokens must be for')
  const { clockTolerance, staleAfter } = settings
  if (!(clockTolerance >= 0 && clockTolerance <= mostTolerance)) {
    throw new RangeError(`clockTolerance: from 0 to ${mostTolerance} seconds`)
  }
  if (!(staleAfter > 0)) throw new RangeError('staleAfter: more than 0 seconds')
  return settings
}
