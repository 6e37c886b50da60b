/** A token is shown as it is, whatever its content. */

import { expect, test } from '@jest/globals'
import { base64url } from 'jose'
import { openToken } from '../../src/demo/claims.ts'
import { formatSpan } from '../../src/demo/clock.ts'

const at = 1_800_000_000_000

function tokenOf(payload: object): string {
  const parts = [{ alg: 'ES256' }, payload].map((part) => base64url.encode(JSON.stringify(part)))
  return [...parts, 'signature'].join('.')
}

test('the remaining time counts down to the expiry and then says how long ago it was', () => {
  const exp = at / 1000 + 291
  const row = openToken(tokenOf({ exp }), 'access', at)?.payload[0]
  expect(row?.explanation).toContain('4 min 51 s left')
  const later = openToken(tokenOf({ exp }), 'access', at + 3_900_000)?.payload[0]
  expect(later?.explanation).toContain('expired 1 h ago')
})

test('well-known entries come in a reader’s order; unknown ones come last without an explanation', () => {
  const rows = openToken(tokenOf({ zebra: { a: 1 }, jti: 'j', iss: 'i' }), 'id', at)?.payload
  expect(rows?.map(({ name }) => name)).toEqual(['iss', 'jti', 'zebra'])
  expect(rows?.at(-1)).toEqual({ name: 'zebra', value: '{"a":1}', explanation: null })
})

test('an audience is explained as the one who reads the token', () => {
  const explain = (kind: 'access' | 'id') =>
    openToken(tokenOf({ aud: ['a', 'b'] }), kind, at)?.payload[0]
  expect(explain('access')).toMatchObject({ value: 'a, b' })
  expect(explain('access')?.explanation).not.toBe(explain('id')?.explanation)
})

test('an invalid token or an impossible time breaks nothing', () => {
  expect(openToken('opaque', 'access', at)).toBeNull()
  expect(openToken(tokenOf({ exp: 1e30 }), 'access', at)?.payload[0]?.value).toContain('beyond')
})

test('a span is given in its two largest units', () => {
  expect([0, 59_000, 7_500_000, 273_600_000].map(formatSpan)).toEqual([
    '0 s',
    '59 s',
    '2 h 5 min',
    '3 d 4 h',
  ])
})
