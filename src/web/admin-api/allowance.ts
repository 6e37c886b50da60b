/**
 * How often one caller may ask: a bucket of tokens each, in the memory of this node. It knows no
 * request, and guards against a program gone wild, not against many machines.
 */

import { elapsedSeconds } from '../../base/clock.ts'

export type Rate = {
  /** How many requests a second, for as long as it lasts. */
  readonly perSecond: number
  /** How many at once, after a rest. */
  readonly burst: number
}

/** Takes one; 0, or after how many seconds there is one again. */
export type Allowance = (caller: string) => number

type Bucket = { left: number; at: number }

/** So many buckets before all begin anew: the memory has a bound, whoever calls. */
const mostBuckets = 10_000

export function allowanceOf({ perSecond, burst }: Rate): Allowance {
  const buckets = new Map<string, Bucket>()
  const filled = ({ left, at }: Bucket, now: number) =>
    Math.min(burst, left + (now - at) * perSecond)
  return (caller) => {
    const at = elapsedSeconds()
    if (buckets.size >= mostBuckets) buckets.clear()
    const known = buckets.get(caller)
    const left = known ? filled(known, at) : burst
    const isAllowed = left >= 1
    buckets.set(caller, { left: isAllowed ? left - 1 : left, at })
    return isAllowed ? 0 : Math.ceil((1 - left) / perSecond)
  }
}
