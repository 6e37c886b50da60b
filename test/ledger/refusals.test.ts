/** Refusals are recorded at a bounded rate, and recording never replaces the response. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { DomainError } from '../../src/base/errors.ts'
import { openRefusals, openRefusalWindow, type Refusals } from '../../src/ledger/refusals.ts'
import type { LedgerEvent } from '../../src/model/event.ts'
import type { Db } from '../../src/store/db.ts'
import { newWork, runWork } from '../../src/store/unit-of-work.ts'
import { type Ledger, openLedger, origin } from './ledger.ts'

let ledger: Ledger

beforeAll(async () => {
  ledger = await openLedger()
})
afterAll(() => ledger.close())
beforeEach(() => ledger.forge('DELETE FROM audit_events'))

const refused: LedgerEvent = {
  type: 'client.refused',
  outcome: 'failure',
  actor: { kind: 'nobody' },
}

const limits = { perSource: 5, sources: 10, altogether: 40 }

async function recordFrom(refusals: Refusals, network: string, times: number): Promise<void> {
  const one = () => runWork(newWork({ ...origin, network }), () => refusals.record(refused))
  await Promise.all(Array.from({ length: times }, one))
}

function written() {
  return ledger.sql<{ network: string; times: number }>(
    `SELECT host(network) AS network, count(*)::int AS times FROM audit_events
     WHERE type = 'client.refused' GROUP BY 1 ORDER BY 1`,
  )
}

function folded() {
  return ledger.sql<{ network: string | null; of: string; count: number }>(
    `SELECT network::text AS network, details ->> 'of' AS of, (details -> 'count')::int AS count
     FROM audit_events WHERE type = 'refusals.folded' ORDER BY network`,
  )
}

test('only so many refusals a minute from one network are recorded; the rest is counted, and the count recorded', async () => {
  const refusals = openRefusals(ledger.store, limits)
  await recordFrom(refusals, '203.0.113.9', 20)
  await recordFrom(refusals, '203.0.113.10', 3)
  await recordFrom(refusals, '198.51.100.1', 2)
  expect(await written()).toEqual([
    { network: '198.51.100.1', times: 2 },
    { network: '203.0.113.9', times: 5 },
  ])
  expect(await folded()).toEqual([])
  await refusals.turn()
  const expected = [{ network: '203.0.113.0/24', of: 'client.refused', count: 18 }]
  expect(await folded()).toEqual(expected)
  await recordFrom(refusals, '203.0.113.9', 1)
  await refusals.close()
  expect(await folded()).toEqual(expected)
  expect((await written()).find(({ network }) => network === '203.0.113.9')?.times).toBe(6)
})

test('many networks together get a bounded number of records and few counts', async () => {
  const refusals = openRefusals(ledger.store, limits)
  for (let i = 0; i < 100; i += 1) await recordFrom(refusals, `10.0.${i}.1`, 2)
  await refusals.close()
  const times = (await written()).reduce((sum, one) => sum + one.times, 0)
  const counts = await folded()
  expect(times).toBeLessThanOrEqual(limits.altogether)
  expect(counts.length).toBeLessThanOrEqual(limits.sources + 1)
  expect(times + counts.reduce((sum, { count }) => sum + count, 0)).toBe(200)
})

test('a ledger that cannot be written changes no response, and lost refusals are counted', async () => {
  let isAway = true
  const flaky: Db = {
    ...ledger.store,
    rows: (statement, values) => {
      if (isAway) throw new DomainError('store_unavailable', 'away')
      return ledger.store.rows(statement, values)
    },
  }
  const refusals = openRefusals(flaky, limits)
  const work = newWork({ ...origin, network: '203.0.113.9' })
  await runWork(work, async () => {
    for (let i = 0; i < 3; i += 1) await refusals.record(refused)
  })
  expect(work.failure).toBeNull()
  await refusals.turn()
  isAway = false
  await refusals.close()
  expect(await folded()).toEqual([{ network: '203.0.113.0/24', of: 'client.refused', count: 3 }])
})

test('a ledger that hangs delays a response only for a moment', async () => {
  const released = Promise.withResolvers<[]>()
  const hanging: Db = { ...ledger.store, rows: () => released.promise }
  const refusals = openRefusals(hanging, limits)
  await recordFrom(refusals, '203.0.113.9', 3)
  released.resolve([])
  await refusals.close()
})

describe('a window', () => {
  test('counts types and networks separately, up to its limit of networks', () => {
    const window = openRefusalWindow({ perSource: 1, sources: 2, altogether: 100 })
    expect(window.admits('client.refused', 'a')).toBe(true)
    expect(window.admits('client.refused', 'a')).toBe(false)
    expect(window.admits('access.refused', 'a')).toBe(true)
    expect(window.admits('client.refused', 'b')).toBe(true)
    for (let i = 0; i < 1_000; i += 1) window.admits('client.refused', `more ${i}`)
    const told = window.folded().map(({ type, network, count }) => [type, network, count])
    expect(told).toEqual([
      ['client.refused', 'a', 1],
      ['client.refused', null, 999],
    ])
  })
})
