/** Expired things go away in small steps, and partitions turn without anyone's help. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { forgetOldSessions, turnPartitions } from '../../src/sessions/sweep.ts'
import { openStore, type Store } from '../../src/store/database.ts'
import { read, write } from '../../src/store/db.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let store: Store

beforeAll(async () => {
  database = await createDatabase()
  store = openStore({ url: database.url, poolSize: 4 })
})
afterAll(async () => {
  await store?.close()
  await database?.drop()
})

const partitions = read(
  'test_partitions',
  `SELECT inhrelid::regclass::text AS name FROM pg_inherits
   WHERE inhparent IN ('artifacts'::regclass, 'authorization_codes'::regclass)`,
)

async function names(): Promise<string[]> {
  return (await store.rows<{ name: string }>(partitions)).map(({ name }) => name)
}

test('partitions stand days ahead, expired ones are dropped whole, and two turns agree', async () => {
  await store.rows(write('test_past', "SELECT ensure_partitions(now() - interval '9 days')"))
  const before = await names()
  const dropped = await Promise.all([turnPartitions(store), turnPartitions(store)])
  const after = await names()
  expect(dropped.flat().length).toBe(before.length - after.length)
  expect(after.length).toBeGreaterThanOrEqual(8)
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')
  expect(after.every((name) => name.slice(-8) >= yesterday)).toBe(true)
})

test('ended sessions are forgotten after their retention, a few at a time, and live ones never', async () => {
  const add = (state: string, ended: string) =>
    store.rows(
      write(
        `test_add_${state}`,
        `INSERT INTO sessions (id, account_id, secret_hash, state, policy, amr, auth_time,
           idle_seconds, absolute_expires_at, due_at, ended_at, end_reason)
         SELECT gen_random_uuid(), gen_random_uuid(), sha256(gen_random_uuid()::text::bytea),
           '${state}', 'default', '{}', now(), 1, now(), now(), ${ended},
           ${state === 'ended' ? "'logout'" : 'NULL'} FROM generate_series(1, 5)`,
      ),
    )
  await add('ended', "now() - interval '31 days'")
  await add('live', 'NULL')
  expect(await forgetOldSessions(store, 3)).toBe(3)
  expect(await forgetOldSessions(store, 3)).toBe(2)
  expect(await forgetOldSessions(store, 3)).toBe(0)
  const left = await store.rows<{ state: string }>(read('test_left', 'SELECT state FROM sessions'))
  expect(left.map(({ state }) => state)).toEqual(Array(5).fill('live'))
})
