/** How many requests may wait, and how long they may be: both sides of each limit. */

import { describe, expect, test } from '@jest/globals'
import {
  exceededLimit,
  mostBytesOf,
  mostPending,
  mostPendingInAll,
  mostRequestBytes,
} from '../../src/model/pending-request.ts'

const limits = { perNetwork: 1_000, inAll: 50_000 }

test('a network may leave its number of requests until too many wait in all, then a few', () => {
  const most = (pending: number) => mostPending(limits, { source: 'network', pending })
  expect([0, 49_999].map(most)).toEqual([1_000, 1_000])
  expect([50_000, 99_999].map(most)).toEqual([10, 10])
  expect([100_000, 100_001].map(most)).toEqual([0, 0])
  expect(mostPendingInAll(limits.inAll)).toBe(100_000)
})

test('a client that authenticates may push for many people, up to the limit of all', () => {
  const most = (pending: number) => mostPending(limits, { source: 'client', pending })
  expect([0, 50_000, 99_999, 100_000].map(most)).toEqual([5_000, 5_000, 5_000, 0])
})

test('the smallest setting still leaves each network one request', () => {
  const smallest = { perNetwork: 1, inAll: 1 }
  expect(mostPending(smallest, { source: 'network', pending: 1 })).toBe(1)
  expect(mostPending(smallest, { source: 'network', pending: 2 })).toBe(0)
})

describe('the length of a request', () => {
  const parameters = ['state', 'nonce', 'claims', 'scope', 'redirect_uri', 'login_hint', 'resource']

  test.each(parameters)('%s may be as long as its limit, and no longer', (name) => {
    const most = mostBytesOf(name)
    expect(exceededLimit({ [name]: 'a'.repeat(most) })).toBeNull()
    expect(exceededLimit({ [name]: 'a'.repeat(most + 1) })).toContain(`${name} `)
  })

  test('bytes count, not letters', () => {
    expect(exceededLimit({ state: 'é'.repeat(1024) })).toBeNull()
    expect(exceededLimit({ state: 'é'.repeat(1025) })).toContain('state ')
  })

  test('all parameters together have a limit, names included', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    const each = mostRequestBytes / names.length - 1
    const full = Object.fromEntries(names.map((name) => [name, 'x'.repeat(each)]))
    expect(exceededLimit(full)).toBeNull()
    expect(exceededLimit({ ...full, i: '' })).toContain('together')
  })

  test('a parameter that is sent twice counts twice, and an absent one not at all', () => {
    const half = 'r'.repeat(mostBytesOf('resource') / 2)
    expect(exceededLimit({ resource: [half, half] })).toContain('resource ')
    expect(exceededLimit({ state: undefined })).toBeNull()
  })
})
