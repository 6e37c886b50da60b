/**
 * The rate limit of one caller: a token bucket in the memory of this node. It knows no request, and
 * guards against a runaway program, not against many machines.
 */

import { elapsedSeconds } from './clock.ts'

export type Rate = {
  /** Requests a second, sustained. */
  readonly perSecond: number
  /** Requests at once, after a rest. */
  readonly burst: number
}

/** Takes one token. Answers 0, or the seconds until there is a token again. */
export type RateLimit = (caller: string) => number

type Bucket = { left: number; at: number }

/** At this many buckets all are emptied, so that memory has a bound. */
const mostBuckets = 10_000

export function rateLimitOf({ perSecond, burst }: Rate): RateLimit {
  const buckets = new Map<string, Bucket>()
  const refill = ({ left, at }: Bucket, now: number) =>
    Math.min(burst, left + (now - at) * perSecond)
  return (caller) => {
    const at = elapsedSeconds()
    if (buckets.size >= mostBuckets) buckets.clear()
    const known = buckets.get(caller)
    const left = known ? refill(known, at) : burst
    const isAllowed = left >= 1
    buckets.set(caller, { left: isAllowed ? left - 1 : left, at })
    return isAllowed ? 0 : Math.ceil((1 - left) / perSecond)
  }
}
