/** What presenting a refresh token means, decided by its generation and the grace alone. */

import { expect, test } from '@jest/globals'
import { type FamilyState, judge } from '../../src/model/token-family.ts'

const family = (over: Partial<FamilyState>): FamilyState => ({
  generation: 3,
  rotatedSecondsAgo: 10,
  graceSeconds: 30,
  ...over,
})

test('the newest generation is fresh, its predecessor a repeat, every older one theft', () => {
  expect([0, 1, 2, 3].map((presented) => judge(presented, family({})))).toEqual([
    'reused',
    'reused',
    'repeated',
    'fresh',
  ])
})

test('a generation above the newest is no theft, at any distance and at any time', () => {
  for (const presented of [4, 5, 999_999_999]) {
    expect(judge(presented, family({}))).toBe('ahead')
    expect(judge(presented, family({ rotatedSecondsAgo: 1e6, graceSeconds: 0 }))).toBe('ahead')
  }
})

test('the grace ends to the second that the policy says', () => {
  expect(judge(2, family({ rotatedSecondsAgo: 30 }))).toBe('repeated')
  expect(judge(2, family({ rotatedSecondsAgo: 30.001 }))).toBe('reused')
})

test('no grace is none at all, even when the rotation seems to lie a rounding ahead', () => {
  for (const rotatedSecondsAgo of [-0.0005, 0, 0.0005]) {
    expect(judge(2, family({ rotatedSecondsAgo, graceSeconds: 0 }))).toBe('reused')
  }
})
