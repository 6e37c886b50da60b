/** A stretch is verified by itself: a fault inside is named, and blocks outside are not read. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { uuidv7 } from '../../src/base/crypto.ts'
import { mostEvents } from '../../src/ledger/events.ts'
import { forgetAccount } from '../../src/ledger/forget.ts'
import { listLedgerKeys, sealOpener } from '../../src/ledger/keys.ts'
import { retainLedger } from '../../src/ledger/retain.ts'
import { verifyStretch } from '../../src/ledger/verify-stretch.ts'
import type { Db } from '../../src/store/db.ts'
import { testSecret } from '../support/cluster.ts'
import { sql } from '../support/sql.ts'
import { explaining, type Plan } from './explaining.ts'
import { type Ledger, openLedger } from './ledger.ts'

let ledger: Ledger
/** Blocks 2, 3 and 4: a full one between two small ones. */
const ids: string[][] = []

beforeAll(async () => {
  ledger = await openLedger()
  await ledger.seal()
  for (const times of [4, mostEvents, 3]) {
    ids.push(await ledger.append(times))
    await ledger.seal()
  }
})
afterAll(() => ledger.close())

const verify = async (to: number | null, most: number, db: Db = ledger.store) =>
  verifyStretch(db, { to, most, openSeal: sealOpener(await listLedgerKeys(db, testSecret)) })

/** The verdict on these changes, which are then rolled back. */
async function forged(
  stretch: readonly [to: number, most: number],
  text: string,
  values: unknown[],
) {
  const told = Promise.withResolvers<Awaited<ReturnType<typeof verify>>>()
  const undone = ledger.store.transaction(async (tx) => {
    const unguarded = 'SET LOCAL session_replication_role = replica'
    await tx.rows({ name: 'test_unguarded', kind: 'write', text: unguarded })
    await sql({ store: { ...ledger.store, ...tx } }, text, values)
    told.resolve(await verify(...stretch, tx))
    throw new Error('undone')
  })
  await undone.catch(told.reject)
  return told.promise
}

test('stretches can be the newest blocks, earlier ones, and the first ones', async () => {
  const good = { ok: true, dropped: 0, erased: 0, firstBad: null }
  expect(await verify(null, 2)).toEqual({
    ...good,
    from: 3,
    to: 4,
    next: 2,
    blocks: 2,
    events: mostEvents + 3,
  })
  expect(await verify(2, 100)).toEqual({
    ...good,
    from: 1,
    to: 2,
    next: null,
    blocks: 2,
    events: 5,
  })
  expect(await verify(5, 1)).toBeNull()
})

const at = (block: number, i: number) => ids[block - 2]?.[i] ?? ''

const copied = `INSERT INTO audit_events (id, xid, type, outcome, actor_kind, occurred_at)
  SELECT $2::bigint, xid, type, outcome, actor_kind, occurred_at FROM audit_events
  WHERE id = $1::bigint`

const earlier = 'UPDATE audit_events SET xid = (xid::text::bigint - 1)::text::xid8 WHERE id = $1'
const elsewhere = `UPDATE audit_events SET xid = (SELECT xid FROM audit_events WHERE id = $2)
  WHERE id = $1`

test.each([
  {
    what: 'changed',
    text: "UPDATE audit_events SET outcome = 'failure' WHERE id = $1",
    values: () => [at(3, 1)],
    block: 3,
  },
  {
    what: 'removed',
    text: 'DELETE FROM audit_events WHERE id = $1',
    values: () => [at(4, 0)],
    block: 4,
  },
  { what: 'inserted', text: copied, values: () => [at(4, 1), '900000000'], block: 4 },
  { what: 'reordered', text: earlier, values: () => [at(4, 2)], block: 4 },
  { what: 'moved', text: elsewhere, values: () => [at(3, 7), at(4, 1)], block: 3 },
  {
    what: 'changed',
    text: "UPDATE audit_blocks SET sealed_at = sealed_at - interval '1 s' WHERE number = $1",
    values: () => [3],
    block: 3,
  },
  {
    what: 'removed',
    text: 'DELETE FROM audit_blocks WHERE number = $1',
    values: () => [3],
    block: 3,
  },
])('$what in block $block: $text', async ({ what, text, values, block }) => {
  expect(await forged([4, 2], text, values())).toMatchObject({
    ok: false,
    firstBad: { what, block },
  })
})

test('an inserted event after a full block is found', async () => {
  const last = at(3, mostEvents - 1)
  const twin = `INSERT INTO audit_events (id, xid, type, outcome, actor_kind, occurred_at)
    SELECT id, xid, type, outcome, actor_kind, occurred_at + interval '1 s' FROM audit_events
    WHERE id = $1`
  expect(await forged([3, 1], twin, [last])).toMatchObject({
    ok: false,
    firstBad: { what: 'inserted', event: last, block: 3 },
  })
})

test('a stretch fails if the block before it was changed or removed', async () => {
  const other = "UPDATE audit_blocks SET hash = sha256('') WHERE number = $1"
  expect(await forged([4, 2], other, [2])).toMatchObject({
    firstBad: { what: 'changed', block: 3 },
  })
  const gone = 'DELETE FROM audit_blocks WHERE number = $1'
  expect(await forged([4, 2], gone, [2])).toMatchObject({ firstBad: { what: 'removed', block: 2 } })
})

test('a change outside of the stretch does not matter', async () => {
  const text = "UPDATE audit_events SET outcome = 'failure' WHERE id = $1"
  expect(await forged([4, 2], text, [at(2, 0)])).toMatchObject({ ok: true })
})

test('recorded erasures are accepted wherever their record is; unrecorded ones are a change', async () => {
  const accountId = uuidv7()
  await ledger.append(2, { accountId })
  await ledger.seal()
  await forgetAccount(ledger.store, { accountId, by: { kind: 'system' } })
  await ledger.seal()
  expect(await verify(5, 1)).toMatchObject({ ok: true, events: 2, erased: 2 })
  const untold = "DELETE FROM audit_events WHERE type = 'ledger.forgotten' AND account_id = $1"
  expect(await forged([5, 1], untold, [accountId])).toMatchObject({ firstBad: { what: 'changed' } })
})

test('a month dropped by retention is accepted if an event announced it', async () => {
  const old = await openLedger()
  await old.sql("SELECT ensure_partitions(now() - interval '3 months')")
  const gone = await old.append(3)
  await old.forge(
    `UPDATE audit_events SET occurred_at = occurred_at - interval '3 months'
     WHERE id = ANY ($1::bigint[])`,
    [gone],
  )
  await old.seal()
  // Transactions of other databases can split what is sealed here into several blocks.
  const [tip] = await old.sql<{ number: number }>(
    'SELECT max(number)::int AS number FROM audit_blocks',
  )
  const to = tip?.number ?? 0
  const openSeal = sealOpener(await listLedgerKeys(old.store, testSecret))
  const retain = () =>
    retainLedger(old.store, { months: 1, archive: null, openSeal: async () => openSeal })
  expect(await retain()).toBe('announced')
  await old.seal()
  expect(await retain()).toBe('dropped')
  const stretch = { to, most: to, openSeal }
  expect(await verifyStretch(old.store, stretch)).toMatchObject({ ok: true, dropped: 3 })
  await old.forge("DELETE FROM audit_events WHERE type = 'ledger.dropped'")
  expect(await verifyStretch(old.store, stretch)).toMatchObject({ firstBad: { what: 'removed' } })
  await old.close()
})

test('it reads only its own stretch, however long the ledger is', async () => {
  const plans: Plan[] = []
  await verify(2, 1, explaining(ledger.store, plans))
  const read = plans.filter(({ name }) => name === 'events_below')
  expect(read.length).toBeGreaterThan(0)
  expect(Math.max(...read.map(({ buffers }) => buffers))).toBeLessThan(20)
})
