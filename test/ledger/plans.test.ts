/** The cost of sealing and proving does not grow with the ledger, because both use an index. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { uuidv7 } from '../../src/base/crypto.ts'
import { findBlockHolding } from '../../src/ledger/blocks.ts'
import { findEvent, mostEvents } from '../../src/ledger/events.ts'
import { forgetAccount } from '../../src/ledger/forget.ts'
import { proveEvent } from '../../src/ledger/proof.ts'
import { databaseRecords } from '../../src/ledger/records.ts'
import type { Db } from '../../src/store/db.ts'
import { explaining, type Plan, scanOf } from './explaining.ts'
import { type Ledger, openLedger } from './ledger.ts'

let ledger: Ledger
const account = uuidv7()

beforeAll(async () => {
  ledger = await openLedger()
  await grow(1_000)
})
afterAll(() => ledger.close())

/** Events of many accounts, a hundred a transaction, sealed. */
async function grow(events: number): Promise<void> {
  for (let done = 0; done < events; done += 500) {
    await ledger.sql(
      `INSERT INTO audit_events (type, outcome, actor_kind, account_id)
       SELECT 'session.begun', 'success', 'system', gen_random_uuid() FROM generate_series(1, 500)`,
    )
  }
  await ledger.seal()
  for (let blocks = 0; blocks < 150; blocks += 1) await ledger.sealOnce(ledger.store, 0)
  await ledger.sql('ANALYZE audit_events')
  await ledger.sql('ANALYZE audit_blocks')
}

/** Buffers by statement; the plans must not scan what grows. */
async function costsOf(work: (db: Db) => Promise<unknown>): Promise<Record<string, number>> {
  const plans: Plan[] = []
  await work(explaining(ledger.store, plans))
  for (const { name, text } of plans) {
    const scans = scanOf('audit_events', 'audit_blocks').test(text)
    expect({ name, scans }).toEqual({ name, scans: false })
  }
  return Object.fromEntries(plans.map(({ name, buffers }) => [name, buffers]))
}

async function measure() {
  await ledger.append(5, { accountId: account })
  await ledger.sql('SELECT pg_current_xact_id()')
  const sealing = await costsOf((db) => ledger.sealOnce(db, 0))
  await ledger.seal()
  const [id = ''] = await ledger.append(1, { accountId: account })
  await ledger.seal()
  const by = { kind: 'system' } as const
  const proving = await costsOf(async (db) => {
    const event = await findEvent(db, id)
    if (event === null) throw new Error('it is not there')
    await findBlockHolding(db, event)
    await proveEvent(db, { id, by, withPersonal: false })
  })
  await costsOf((db) => forgetAccount(db, { accountId: account, by }))
  return { ...sealing, ...proving }
}

test('sealing and proving read as much in a ledger of 1,000 events as in one of 30,000', async () => {
  const small = await measure()
  await grow(29_000)
  const large = await measure()
  expect(Object.keys(large).sort()).toEqual(Object.keys(small).sort())
  for (const [name, buffers] of Object.entries(large)) {
    // One more level of an index, and pages that are half full.
    expect({ name, grew: buffers - (small[name] ?? 0) > 20 }).toEqual({ name, grew: false })
  }
})

test('verifying reads page after page by the index, each at the same cost', async () => {
  const plans: Plan[] = []
  for await (const _ of databaseRecords(explaining(ledger.store, plans)));
  const pages = plans.filter(({ name }) => name === 'events_from')
  expect(pages.length).toBeGreaterThan(14)
  expect(pages.filter(({ text }) => scanOf('audit_events').test(text))).toEqual([])
  // A sort reads all its input first: the whole ledger, except near its end.
  expect(pages.slice(0, -3).filter(({ text }) => text.includes('"Node Type":"Sort"'))).toEqual([])
  expect(Math.max(...pages.map(({ buffers }) => buffers))).toBeLessThan(2 * mostEvents)
})
