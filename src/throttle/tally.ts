/** Under what a try in vain is counted. Nothing of it says which account, client or network it is. */

import { elapsedSeconds } from '../base/clock.ts'
import { macOf } from '../base/crypto.ts'
import {
  type Guessed,
  type GuessRule,
  type GuessRules,
  type GuessSettings,
  guessRules,
} from '../model/guessing.ts'

export type Tally = {
  readonly of: Guessed
  readonly subject: Buffer
  /** The hash of the device cookie where it counts alone. */
  readonly device: Buffer
  readonly rule: GuessRule
  /** As how many failures this one counts. */
  readonly weight: number
}

export type Guessing = {
  /** Derived from PARLEY_SECRET: who has the database alone cannot ask it about an address. */
  readonly key: Uint8Array
  readonly rules: GuessRules
  /** As how many failures the next one counts in all; 0: it is counted with a later one. */
  readonly weightInAll: () => number
}

export const anyDevice = Buffer.alloc(0)

export function openGuessing(key: Uint8Array, settings: GuessSettings): Guessing {
  return { key, rules: guessRules(settings), weightInAll: weigher() }
}

/** A device counts under its account. */
export function subjectOf(key: Uint8Array, of: Exclude<Guessed, 'device'>, what: string): Buffer {
  return macOf(key, `${of} ${what}`)
}

/**
 * With what is counted in all. A device that the account knows answers for itself alone. The row
 * that most write comes last: it is held for the shortest time.
 */
export function withAll(
  { key, rules, weightInAll }: Guessing,
  tallies: readonly Tally[],
): readonly Tally[] {
  if (tallies.some(({ of }) => of === 'device')) return tallies
  const weight = weightInAll()
  if (weight === 0) return tallies
  const subject = subjectOf(key, 'everyone', '')
  const { everyone: rule } = rules
  return [...tallies, { of: 'everyone', subject, device: anyDevice, rule, weight }]
}

const mostUnwritten = 10

/** All nodes write one row: under a flood each of them writes it once for several failures. */
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
