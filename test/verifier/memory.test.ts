/** The verifier's knowledge of revocations and its age: pure, with clocks that the test turns. */

import { describe, expect, test } from '@jest/globals'
import { openFreshness } from '../../src/verifier/freshness.ts'
import { openRevocations } from '../../src/verifier/revocations.ts'

const token = {
  ...{ sub: 'ada', clientId: 'app', sid: 'grant', kid: 'k', jti: 'one' },
  ...{ issuedAt: 100, signedInAt: null },
}
const account = { kind: 'account', sub: 'ada', except: [], exp: 1000 } as const

describe('a cut-off', () => {
  test('covers the whole second in which it was made: iat has no smaller unit', () => {
    for (const [before, isDead] of [
      [99.9, false],
      [100, true],
      [100.4, true],
    ] as const) {
      const revocations = openRevocations()
      revocations.add([{ ...account, before }])
      expect(revocations.find(token)).toBe(isDead ? 'account' : null)
    }
  })

  test('that comes out of order, or twice, reverts nothing', () => {
    const revocations = openRevocations()
    revocations.add([{ ...account, before: 200 }])
    revocations.add([{ ...account, before: 50 }])
    revocations.add([{ ...account, before: 200, except: ['grant'] }])
    expect(revocations.find(token)).toBe('account')
    expect(revocations.size()).toBe(1)
  })

  test('with exceptions coexists with one with other exceptions', () => {
    const revocations = openRevocations()
    revocations.add([{ ...account, before: 200, except: ['grant'] }])
    expect(revocations.find(token)).toBeNull()
    expect(revocations.find({ ...token, sid: null })).toBe('account')
    revocations.add([{ ...account, before: 150, except: ['another'] }])
    expect(revocations.find(token)).toBe('account')
    expect(revocations.find({ ...token, issuedAt: 180 })).toBeNull()
  })

  test('of one width hides none of another: every combination cuts what any of them cuts', () => {
    const widths = [
      account,
      { kind: 'client', clientId: 'app', exp: 1000 },
      { kind: 'account_client', sub: 'ada', clientId: 'app', exp: 1000 },
      { kind: 'everything', exp: 1000 },
    ] as const
    for (let bits = 0; bits < 16; bits += 1) {
      const isCutting = (i: number) => (bits & (1 << i)) !== 0
      const revocations = openRevocations()
      // The others stand there too, and are too early to matter.
      revocations.add(widths.map((entry, i) => ({ ...entry, before: isCutting(i) ? 150 : 50 })))
      expect([bits, revocations.find(token) !== null]).toEqual([bits, bits !== 0])
      expect(revocations.find({ ...token, issuedAt: 160 })).toBeNull()
    }
  })

  test('with a name that looks like another kind of thing cuts only that name', () => {
    const revocations = openRevocations()
    revocations.add([
      { kind: 'client', clientId: 'ada', before: 200, exp: 1000 },
      { kind: 'account_client', sub: 'ada","app', clientId: '', before: 200, exp: 1000 },
    ])
    expect(revocations.find(token)).toBeNull()
  })
})

test('entries that no live token needs are deleted, and the rest is kept', () => {
  const revocations = openRevocations()
  revocations.add([
    { kind: 'grant', sid: 'old', exp: 10 },
    { kind: 'grant', sid: 'grant', exp: 1000 },
    { kind: 'token', jti: 'x', exp: 10 },
    { kind: 'key', kid: 'k', exp: 10 },
    { ...account, before: 5, exp: 10 },
  ])
  expect(revocations.size()).toBe(5)
  revocations.forget(500)
  expect(revocations.size()).toBe(1)
  expect(revocations.find(token)).toBe('grant')
})

describe('knowledge', () => {
  const opened = () => {
    let now = 1000
    const freshness = openFreshness(() => now)
    return { freshness, pass: (seconds: number) => (now += seconds) }
  }

  test('is infinitely old before the first answer, and then as old as the server says', () => {
    const { freshness, pass } = opened()
    expect(freshness.age()).toBe(Number.POSITIVE_INFINITY)
    freshness.advance(5)
    expect(freshness.age()).toBe(Number.POSITIVE_INFINITY)
    // The server's clock is a year ahead: it does not matter.
    pass(0.2)
    freshness.synchronize(31_536_000, 1000)
    expect(freshness.age()).toBeCloseTo(0.2)
    pass(1)
    freshness.advance(31_536_001)
    expect(freshness.age()).toBeCloseTo(0.2)
  })

  test('that was delayed keeps its age, whenever it arrives', () => {
    const { freshness, pass } = opened()
    freshness.synchronize(50, 1000)
    pass(9)
    freshness.advance(51)
    expect(freshness.age()).toBeCloseTo(8)
    freshness.advance(50.5)
    expect(freshness.age()).toBeCloseTo(8)
  })

  test('is not refreshed when the server sets its clock forward', () => {
    const { freshness, pass } = opened()
    freshness.synchronize(50, 1000)
    freshness.advance(500)
    pass(7)
    expect(freshness.age()).toBeCloseTo(7)
  })
})
