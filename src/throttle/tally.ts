/** The counters of a failed try. Their keys are MACs and do not reveal account, client or network. */

import { elapsedSeconds } from '../base/clock.ts'
import { macOf } from '../base/crypto.ts'
import {
  type ThrottleRule,
  type ThrottleRules,
  type ThrottleScope,
  type ThrottleSettings,
  throttleRules,
} from '../model/throttle.ts'

export type Tally = {
  readonly of: ThrottleScope
  readonly subject: Buffer
  /** The hash of the device cookie if this device is counted separately. */
  readonly device: Buffer
  readonly rule: ThrottleRule
  /** How many failures this try counts for. */
  readonly weight: number
}

export type Throttle = {
  /** Derived from PARLEY_SECRET: the database only is not enough to look up an address. */
  readonly key: Uint8Array
  readonly rules: ThrottleRules
  /** The weight of the next failure in the total; 0: a later failure counts for it too. */
  readonly totalWeight: () => number
}

export const anyDevice = Buffer.alloc(0)

export function openThrottle(key: Uint8Array, settings: ThrottleSettings): Throttle {
  return { key, rules: throttleRules(settings), totalWeight: weigher() }
}

/** A device is counted under its account. */
export function subjectOf(
  key: Uint8Array,
  of: Exclude<ThrottleScope, 'device'>,
  what: string,
): Buffer {
  return macOf(key, `${of} ${what}`)
}

/**
 * Adds the total of everyone. A device that the account knows is counted only for itself. The row
 * that most tries write comes last, so that its lock is held for the shortest time.
 */
export function withTotal(
  { key, rules, totalWeight }: Throttle,
  tallies: readonly Tally[],
): readonly Tally[] {
  if (tallies.some(({ of }) => of === 'device')) return tallies
  const weight = totalWeight()
  if (weight === 0) return tallies
  const subject = subjectOf(key, 'everyone', '')
  const { everyone: rule } = rules
  return [...tallies, { of: 'everyone', subject, device: anyDevice, rule, weight }]
}

const mostUnwritten = 10

/** All nodes write one row. In a flood, each node writes it once for several failures. */
function weigher(): () => number {
  let unwritten = 0
  let writtenAt = -1
  return () => {
    unwritten += 1
    const at = elapsedSeconds()
    if (unwritten < mostUnwritten && at - writtenAt < 1) return 0
    const weight = unwritten
    unwritten = 0
    writtenAt = at
    return weight
  }
}
