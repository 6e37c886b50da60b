/** What a request costs while many wait, by the plan that its connection keeps. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openStore, type Store } from '../../src/store/database.ts'
import { read } from '../../src/store/db.ts'
import { forgetPendingRequests, roomPart } from '../../src/tokens/pending-requests.ts'
import { createDatabase, patience, type TestDatabase } from '../support/database.ts'
import { planHeld } from '../support/generic-plans.ts'
import { sql } from '../support/sql.ts'

let database: TestDatabase
let store: Store

/** Plans are made while the table is empty, as on a fresh install. */
const room = roomPart({ source: '', most: 1, refuse: () => new Error() }, 'nothing')
const text = `WITH nothing AS (SELECT 1 WHERE false) ${room.text}`
const admission = read('test_admission', text)

beforeAll(async () => {
  database = await createDatabase()
  store = openStore({ url: database.url, poolSize: 1, ...patience })
  for (let n = 0; n < 10; n += 1) await store.rows(admission, ['198.18.0.0/24', 10])
  await forgetPendingRequests(store, 100)
  // What expired a while ago may have expired yesterday.
  await sql({ store }, `SELECT ensure_partitions(now() - interval '1 day')`)
  await sql(
    { store },
    `INSERT INTO artifacts (id_hash, kind, payload, expires_at, source)
     SELECT sha256(n::text::bytea), 'Interaction', '{}',
       now() + make_interval(secs => n / 10.0 - 1000), 'network ' || n % 20
     FROM generate_series(1, 30000) AS n`,
  )
})
afterAll(async () => {
  await store?.close()
  await database?.drop()
})

test('a network is counted by its own requests only, up to its limit', async () => {
  const { buffers, scans } = await planHeld(store, admission.name, ['network 3', 100])
  const read = scans.filter(({ table }) => table.startsWith('artifacts'))
  expect(read.filter(({ how }) => how === 'Seq Scan')).toEqual([])
  expect(Math.max(...read.map(({ rows }) => rows))).toBeLessThanOrEqual(100)
  expect(buffers).toBeLessThan(250)
})

test('a round removes so many that expired, and none that waits', async () => {
  const left = async () => {
    const count = 'SELECT count(*)::int AS n FROM artifacts WHERE expires_at < now()'
    const [row] = await sql<{ n: number }>({ store }, count)
    return row?.n ?? 0
  }
  const expired = await left()
  expect(expired).toBeGreaterThan(9_000)
  expect(await forgetPendingRequests(store, 1_000)).toBe(1_000)
  const plan = await planHeld(store, 'forget_pending_requests', [1_000])
  expect(plan.scans.filter(({ how }) => how === 'Seq Scan')).toEqual([])
  while ((await forgetPendingRequests(store, 1_000)) >= 1_000);
  expect(await left()).toBeLessThan(1_000)
  const [kept] = await sql<{ n: number }>({ store }, 'SELECT count(*)::int AS n FROM artifacts')
  expect(kept?.n).toBeGreaterThan(19_000)
})
