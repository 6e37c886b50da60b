/** What a verifier can be told, and what it does when it is told nothing. */

import { checkAlgorithms } from './checks.ts'
import type { FeedAccess } from './feed-token.ts'
import { secureUrl } from './issuer.ts'

export type VerifierOptions = {
  /** The issuer, exactly as its tokens name it. https, but for this machine's own addresses. */
  readonly issuer: string
  /** What the tokens must be for: this resource server's identifier, or one of several. */
  readonly audience: string | readonly string[]
  /** Default: ES256, EdDSA, Ed25519, RS256 and PS256. Never `none`, never HMAC. */
  readonly algorithms?: readonly string[]
  /** How to follow the revocation feed. Absent: tokens are good until they expire. */
  readonly feed?: FeedAccess
  /** Seconds. Older knowledge of revocations is no knowledge. Default 5. */
  readonly staleAfter?: number
  /** What then: `refuse` throws `FeedStale` (default); `report` says so in `isStale`. */
  readonly onStale?: 'refuse' | 'report'
  /** Seconds by which clocks may differ, 300 at most. Default 10. */
  readonly clockTolerance?: number
  /** Told of every failure to reach the issuer. Default: nobody is. */
  readonly onFailure?: (error: unknown) => void
}

const strong = ['ES256', 'EdDSA', 'Ed25519', 'RS256', 'PS256']
const mostTolerance = 300

/** Every option with its value. */
export type Settled = Required<Omit<VerifierOptions, 'feed'>> & { readonly feed: FeedAccess | null }

/** Throws a TypeError or a RangeError for options that cannot be used. */
export function settle(options: VerifierOptions): Settled {
  const settled: Settled = {
    algorithms: strong,
    staleAfter: 5,
    onStale: 'refuse',
    clockTolerance: 10,
    onFailure: () => undefined,
    ...options,
    feed: options.feed ?? null,
  }
  secureUrl(settled.issuer)
  checkAlgorithms(settled.algorithms)
  const audience = [settled.audience].flat()
  const isNamed = audience.length > 0 && audience.every((one) => typeof one === 'string' && one)
  if (!isNamed) throw new TypeError('audience: who the tokens must be for')
  const { clockTolerance, staleAfter } = settled
  if (!(clockTolerance >= 0 && clockTolerance <= mostTolerance)) {
    throw new RangeError(`clockTolerance: from 0 to ${mostTolerance} seconds`)
  }
  if (!(staleAfter > 0)) throw new RangeError('staleAfter: more than 0 seconds')
  return settled
}
