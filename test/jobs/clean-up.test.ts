/** Expired things go away in small steps, and partitions turn without anyone's help. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { forgetOldLinks } from '../../src/accounts/find-link.ts'
import { forgetOldSessions, turnPartitions } from '../../src/sessions/sweep.ts'
import { forgetAnswers } from '../../src/store/answers.ts'
import { openStore, type Store } from '../../src/store/database.ts'
import { read, write } from '../../src/store/db.ts'
import { forgetFailedTries } from '../../src/throttle/forget.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { sql } from '../support/sql.ts'

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

test('partitions exist days ahead, expired ones are dropped whole, and two concurrent turns agree', async () => {
  await store.rows(write('test_past', "SELECT ensure_partitions(now() - interval '9 days')"))
  const before = await names()
  const dropped = await Promise.all([turnPartitions(store), turnPartitions(store)])
  const after = await names()
  expect(dropped.flat().length).toBe(before.length - after.length)
  expect(after.length).toBeGreaterThanOrEqual(8)
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')
  expect(after.every((name) => name.slice(-8) >= yesterday)).toBe(true)
})

test('ended sessions are deleted after their retention, a few at a time, and live ones never', async () => {
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

/** Rows that were over so many days ago; null: they are not over. All of them began long before. */
async function addGrant(id: string, endedDaysAgo: number | null): Promise<void> {
  await sql(
    { store },
    `INSERT INTO grants (id, session_id, account_id, client_id, allowed, created_at, updated_at,
         ended_at, end_reason)
       SELECT $1, gen_random_uuid(), gen_random_uuid(), 'any', '{}', now() - interval '900 days',
         now() - interval '900 days', at, CASE WHEN at IS NOT NULL THEN 'revoked' END
       FROM (SELECT now() - make_interval(days => $2::int) AS at) AS past`,
    [id, endedDaysAgo],
  )
}

async function addFamily(id: string, expiredDaysAgo: number): Promise<void> {
  await sql(
    { store },
    `INSERT INTO token_families (id, session_id, grant_id, account_id, client_id, offline,
         idle_seconds, created_at, rotated_at, expires_at, grace_seconds, payload)
       VALUES ($1, gen_random_uuid(), 'any', gen_random_uuid(), 'any', true, 1,
         now() - interval '900 days', now() - interval '900 days',
         now() - make_interval(days => $2::int), 0, '{}')`,
    [id, expiredDaysAgo],
  )
}

async function addSession(name: string, endedDaysAgo: number | null): Promise<void> {
  await sql(
    { store },
    `INSERT INTO sessions (id, account_id, secret_hash, state, policy, amr, auth_time, created_at,
         last_seen_at, idle_seconds, absolute_expires_at, due_at, user_agent, ended_at, end_reason)
       SELECT gen_random_uuid(), gen_random_uuid(), sha256(convert_to($1::text, 'UTF8')),
         CASE WHEN at IS NULL THEN 'live' ELSE 'ended' END, 'default', '{}', old, old, old, 1, old,
         old, $1, at, CASE WHEN at IS NOT NULL THEN 'logout' END
       FROM (SELECT now() - make_interval(days => $2::int) AS at, now() - interval '900 days' AS old)`,
    [name, endedDaysAgo],
  )
}

async function addDevice(name: string, seenDaysAgo: number): Promise<void> {
  await sql(
    { store },
    `INSERT INTO devices (id, account_id, device_hash, name, first_seen_at, last_seen_at)
       VALUES (gen_random_uuid(), gen_random_uuid(), sha256(convert_to($1::text, 'UTF8')), $1,
         now() - interval '900 days', now() - make_interval(days => $2::int))`,
    [name, seenDaysAgo],
  )
}

async function addLink(name: string, requestedHoursAgo: number): Promise<void> {
  await sql(
    { store },
    `INSERT INTO mailed_links (id, purpose, email, name, requested_at)
       VALUES (gen_random_uuid(), 'reset', 'someone@example.com', $1,
         now() - make_interval(hours => $2::int))`,
    [name, requestedHoursAgo],
  )
}

async function addTries(name: string, countedMinutesAgo: number): Promise<void> {
  await sql(
    { store },
    `INSERT INTO failed_tries (subject, device, standing, counted_at, free_at)
       VALUES (convert_to($1, 'UTF8'), '', 1, now() - make_interval(mins => $2::int), now())`,
    [name, countedMinutesAgo],
  )
}

async function addAnswer(name: string, createdMinutesAgo: number): Promise<void> {
  await sql(
    { store },
    `INSERT INTO answers (caller, key_hash, request_hash, created_at)
       VALUES ($1, '', '', now() - make_interval(mins => $2::int))`,
    [name, createdMinutesAgo],
  )
}

type Kept = {
  readonly what: string
  readonly names: string
  readonly clean: (db: Store, most: number) => Promise<number>
  readonly add: (name: string, age: number) => Promise<void>
  readonly goes: number
  readonly stays: number
}

const hour = 60

const kept: readonly Kept[] = [
  {
    what: 'a session that ended 31 days ago goes, one that ended 29 days ago stays',
    names: 'SELECT user_agent AS name FROM sessions',
    clean: forgetOldSessions,
    add: addSession,
    goes: 31,
    stays: 29,
  },
  {
    what: 'a grant that ended 31 days ago goes, one that ended 29 days ago stays',
    names: 'SELECT id AS name FROM grants',
    clean: forgetOldSessions,
    add: addGrant,
    goes: 31,
    stays: 29,
  },
  {
    what: 'a family whose time was over 31 days ago goes, one of 29 days ago stays',
    names: 'SELECT id AS name FROM token_families',
    clean: forgetOldSessions,
    add: addFamily,
    goes: 31,
    stays: 29,
  },
  {
    what: 'a device that was not seen for 401 days goes, one that was not for 399 days stays',
    names: 'SELECT name FROM devices',
    clean: forgetOldSessions,
    add: addDevice,
    goes: 401,
    stays: 399,
  },
  {
    what: 'a link that was asked for 25 hours ago goes, one of 23 hours ago stays',
    names: 'SELECT name FROM mailed_links',
    clean: forgetOldLinks,
    add: addLink,
    goes: 25,
    stays: 23,
  },
  {
    what: 'a failure of 361 minutes ago goes, one of 359 minutes ago stays',
    names: `SELECT convert_from(subject, 'UTF8') AS name FROM failed_tries`,
    clean: forgetFailedTries,
    add: addTries,
    goes: 6 * hour + 1,
    stays: 6 * hour - 1,
  },
  {
    what: 'an answer of 24 hours and a minute ago goes, one a minute younger than a day stays',
    names: 'SELECT caller AS name FROM answers',
    clean: forgetAnswers,
    add: addAnswer,
    goes: 24 * hour + 1,
    stays: 24 * hour - 1,
  },
]

test.each(kept)('$what', async ({ names: ofTable, clean, add, goes, stays }) => {
  const found = async () => {
    const rows = await sql<{ name: string | null }>({ store }, ofTable)
    return rows.map(({ name }) => name).filter((name) => name === 'old' || name === 'young')
  }
  await add('old', goes)
  await add('young', stays)
  expect(await clean(store, 100)).toBe(1)
  expect(await found()).toEqual(['young'])
})

test('nothing that is live is deleted, however long ago it began', async () => {
  await addSession('living', null)
  await addGrant('living', null)
  await addFamily('living', -1)
  expect(await forgetOldSessions(store, 100)).toBe(0)
  const left = await sql(
    { store },
    `SELECT 'session' AS what FROM sessions WHERE user_agent = 'living'
       UNION ALL SELECT 'grant' FROM grants WHERE id = 'living'
       UNION ALL SELECT 'family' FROM token_families WHERE id = 'living'`,
  )
  expect(left).toHaveLength(3)
})

test('the partitions of today and yesterday stay, and older ones go', async () => {
  await sql({ store }, "SELECT ensure_partitions(now() - interval '2 days')")
  const dayAgo = (days: number) =>
    new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')
  await turnPartitions(store)
  const left = (await names()).filter((name) => name.startsWith('authorization_codes'))
  const days = left.map((name) => name.slice(-8))
  expect([dayAgo(0), dayAgo(1), dayAgo(2)].map((day) => days.includes(day))).toEqual([
    true,
    true,
    false,
  ])
})
