/** The most that a guesser can achieve, computed without a server. */

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  isBeginning,
  mostStanding,
  type ThrottleRule,
  throttleRules,
  waitSeconds,
} from '../../src/model/throttle.ts'
import { forgottenAfterHours } from '../../src/throttle/forget.ts'
import { fail, guessModel } from '../support/guess-model.ts'
import { defaultGuesses } from '../support/guesses.ts'

const rules = throttleRules(defaultGuesses)
const day = 86_400

/** A guesser who tries again as soon as it is allowed. */
function triesIn(seconds: number, rule: ThrottleRule): number {
  const model = guessModel(rule)
  let tries = 0
  while (model.now < seconds) {
    if (fail(model)) tries += 1
    // Without a wait the guesser makes ten attempts a second.
    model.now = Math.max(model.freeAt, model.now + 0.1)
  }
  return tries
}

test('an account waits half a minute after five failures, then twice as long each time, up to fifteen minutes', () => {
  const waits = [1, 4, 5, 6, 7, 8, 9, 10, 11, 1_000].map((standing) =>
    waitSeconds(rules.account, standing),
  )
  expect(waits.map(Math.round)).toEqual([0, 0, 28, 56, 113, 225, 450, 900, 900, 900])
})

test.each([
  ['account', 110],
  ['device', 115],
  ['network', 10 * 24 * 60 + 110],
  ['strictNetwork', 24 * 6 + 10],
  ['client', 2 * 24 * 60 + 30],
] as const)(
  'the rule %s lets at most %i attempts through in a day of guessing without a pause',
  (name, most) => {
    expect(triesIn(day, rules[name])).toBeLessThanOrEqual(most)
  },
)

test('after a pause all tries are free again, and no wait is longer than the rule says', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.values(rules)),
      fc.array(fc.double({ min: 0, max: 5_000, noNaN: true }), { maxLength: 60 }),
      (rule, gaps) => {
        const model = guessModel(rule)
        for (const gap of gaps) {
          model.now += gap
          fail(model)
          expect(model.freeAt - model.now).toBeLessThanOrEqual(rule.longestWaitSeconds)
        }
        model.now += mostStanding(rule) * rule.forgetSeconds
        fail(model)
        expect(model.standing).toBe(1)
      },
    ),
  )
})

test('every rule has forgotten its failures before the rows are deleted', () => {
  for (const settings of [defaultGuesses, { perNetwork: 1, inAll: 1 }]) {
    for (const rule of Object.values(throttleRules(settings))) {
      const seconds = mostStanding(rule) * rule.forgetSeconds
      expect(seconds).toBeLessThan(forgottenAfterHours * 3_600)
    }
  }
})

describe('the beginning of a wait', () => {
  test('is the failure that causes the first wait', () => {
    const begins = [3, 3.99, 4.2, 5, 5.5, 6].filter((one) => isBeginning(rules.account, one, 1))
    expect(begins).toEqual([4.2, 5])
  })

  test('can be among several failures that are counted together', () => {
    const { free } = rules.everyone
    expect(isBeginning(rules.everyone, free - 1, 10)).toBe(false)
    expect(isBeginning(rules.everyone, free + 4, 10)).toBe(true)
    expect(isBeginning(rules.everyone, free + 10, 10)).toBe(false)
  })
})
