/** Which refresh token of a family is good, which is an honest repeat, and which is stolen. */

import { expect, test } from '@jest/globals'
import { judge } from '../../src/model/token-family.ts'

test('without a grace nothing is a repeat, though a rotation may seem to be yet to come', () => {
  // Rows keep milliseconds, so a rotation of this very moment may have been rounded up.
  for (const rotatedSecondsAgo of [-0.0004, 0, 0.0004]) {
    const family = { generation: 3, rotatedSecondsAgo, graceSeconds: 0 }
    expect([3, 2, 1, 4].map((presented) => judge(presented, family))).toEqual([
      'fresh',
      'reused',
      'reused',
      'reused',
    ])
  }
})

test('inside the grace the direct predecessor is a repeat, and no other', () => {
  const family = { generation: 3, rotatedSecondsAgo: 30, graceSeconds: 30 }
  expect([2, 1, 4].map((presented) => judge(presented, family))).toEqual([
    'repeated',
    'reused',
    'reused',
  ])
  expect(judge(2, { ...family, rotatedSecondsAgo: 30.001 })).toBe('reused')
})
