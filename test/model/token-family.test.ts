/** The verdict on a refresh token depends only on its generation and the grace. */

import { expect, test } from '@jest/globals'
import { type FamilyState, judge } from '../../src/model/token-family.ts'

const family = (over: Partial<FamilyState>): FamilyState => ({
  generation: 3,
  rotatedSecondsAgo: 10,
  graceSeconds: 30,
  ...over,
})

test('the newest generation is fresh, its predecessor is a repeat, and every older one is theft', () => {
  expect([0, 1, 2, 3].map((presented) => judge(presented, family({})))).toEqual([
    'reused',
    'reused',
    'repeated',
    'fresh',
  ])
})

test('a generation above the newest is not theft, at any distance and any time', () => {
  for (const presented of [4, 5, 999_999_999]) {
    expect(judge(presented, family({}))).toBe('ahead')
    expect(judge(presented, family({ rotatedSecondsAgo: 1e6, graceSeconds: 0 }))).toBe('ahead')
  }
})

test('the grace ends at the exact second in the policy', () => {
  expect(judge(2, family({ rotatedSecondsAgo: 30 }))).toBe('repeated')
  expect(judge(2, family({ rotatedSecondsAgo: 30.001 }))).toBe('reused')
})

test('a grace of zero never accepts a repeat, even when rounding makes the rotation look later', () => {
  for (const rotatedSecondsAgo of [-0.0005, 0, 0.0005]) {
    expect(judge(2, family({ rotatedSecondsAgo, graceSeconds: 0 }))).toBe('reused')
  }
})
