/** The migrator: one, four at once, against a changed history, and with Prisma as the judge. */

import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import pg from 'pg'
import { migrate, pendingMigrations } from '../../src/store/migrate.ts'
import { createEmptyDatabase, type TestDatabase } from '../support/database.ts'
import { type PrismaEngine, withPrismaEngine } from '../support/prisma-engine.ts'

const ownFolder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))
const ownSchema = fileURLToPath(new URL('../../prisma/schema.prisma', import.meta.url))

let database: TestDatabase
let folder = ''

beforeEach(async () => {
  database = await createEmptyDatabase()
  folder = await mkdtemp(join(tmpdir(), 'parley-migrations-'))
})

afterEach(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})

test('migrations are applied in order, once', async () => {
  await write('20260101000000_first', 'CREATE TABLE notes (id int);')
  await write(
    '20260102000000_second',
    'ALTER TABLE notes ADD text text; INSERT INTO notes VALUES (1);',
  )
  expect(await pending()).toEqual(['20260101000000_first', '20260102000000_second'])
  expect(await run()).toEqual(['20260101000000_first', '20260102000000_second'])
  expect(await pending()).toEqual([])
  expect(await run()).toEqual([])
  expect(await rows('SELECT * FROM notes')).toEqual([{ id: 1, text: null }])
})

test('when four nodes start at once on nothing, each migration is applied by one', async () => {
  const names = ['20260101000000_a', '20260102000000_b', '20260103000000_c']
  for (const name of names) {
    await write(name, `CREATE TABLE "${name}" (); SELECT pg_sleep(0.05);`)
  }
  const applied = await Promise.all([run(), run(), run(), run()])
  expect(applied.flat().sort()).toEqual(names)
  expect(await history()).toHaveLength(3)
})

test('the history has the rows that Prisma writes', async () => {
  await write('20260101000000_first', 'SELECT 1;')
  await run()
  expect(await rows('SELECT * FROM _prisma_migrations')).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      // The output of sha256sum for the file.
      checksum: '17db4fd369edb9244b9f91d9aeed145c3d04ad8ba6e95d06247f07a63527d11a',
      migration_name: '20260101000000_first',
      started_at: expect.anything(),
      finished_at: expect.anything(),
      rolled_back_at: null,
      logs: null,
      applied_steps_count: 1,
    },
  ])
})

test('Prisma has nothing to do after us', async () => {
  await migrate({ connectionString: database.url })
  await withPrisma(async (engine) => {
    expect(await engine.diagnose(ownFolder)).toEqual({
      editedMigrationNames: [],
      failedMigrationNames: [],
      hasMigrationsTable: true,
      history: null,
    })
    expect(await engine.deploy(ownFolder)).toEqual([])
  })
})

test('we have nothing to do after Prisma, and both histories have the same columns', async () => {
  await write('20260101000000_first', 'CREATE TABLE notes (id int);')
  await withPrisma((engine) => engine.deploy(folder))
  expect(await run()).toEqual([])
  const byPrisma = await columnsOfHistory()
  await rows('DROP TABLE notes, _prisma_migrations')
  await run()
  expect(await columnsOfHistory()).toEqual(byPrisma)
})

test('a later migration is applied by Prisma, and by us', async () => {
  await cp(ownFolder, folder, { recursive: true })
  await run()
  await write('29990101000000_next', 'CREATE TABLE by_prisma ();')
  expect(await withPrisma((engine) => engine.deploy(folder))).toEqual(['29990101000000_next'])
  await write('29990102000000_later', 'CREATE TABLE by_us ();')
  expect(await run()).toEqual(['29990102000000_later'])
})

test('while Prisma deploys, we wait', async () => {
  await write('20260101000000_first', 'CREATE TABLE notes (id int);')
  await withClient(async (prisma) => {
    await prisma.query('SELECT pg_advisory_lock(72707369)')
    const waiting = run()
    await untilActive("wait_event_type = 'Lock'")
    expect(await rows("SELECT to_regclass('notes') AS notes")).toEqual([{ notes: null }])
    await prisma.query('SELECT pg_advisory_unlock(72707369)')
    expect(await waiting).toEqual(['20260101000000_first'])
  })
})

test('a node that dies in a migration leaves nothing of it', async () => {
  await write('20260101000000_first', 'CREATE TABLE notes (id int); SELECT pg_sleep(60);')
  const dying = expect(run()).rejects.toThrow(/20260101000000_first failed and was rolled back/)
  await untilActive("wait_event = 'PgSleep'")
  await rows(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${ofMigrator}`)
  await dying
  await write('20260101000000_first', 'CREATE TABLE notes (id int);')
  expect(await run()).toEqual(['20260101000000_first'])
  expect(await history()).toHaveLength(1)
})

test('a failed migration leaves only its reason, and can be repaired', async () => {
  await write('20260101000000_first', 'CREATE TABLE notes (id int);')
  await run()
  await write('20260102000000_broken', 'DROP TABLE notes;\nSELECT 1 FROM nowhere;')
  const message =
    'Migration 20260102000000_broken failed and was rolled back: ' +
    'relation "nowhere" does not exist (SQLSTATE 42P01, line 2).'
  await expect(run()).rejects.toThrow(message)
  // A node that is restarted again and again does not fill the history.
  await expect(run()).rejects.toThrow(message)

  expect(await rows('SELECT * FROM notes')).toEqual([])
  expect(await history()).toEqual([
    { name: '20260101000000_first', applied: true, rolled_back: false, logs: null },
    {
      name: '20260102000000_broken',
      applied: false,
      rolled_back: true,
      logs: 'relation "nowhere" does not exist (SQLSTATE 42P01, line 2)',
    },
  ])
  const diagnosis = await withPrisma((engine) => engine.diagnose(folder))
  expect(diagnosis.failedMigrationNames).toEqual([])

  await write('20260102000000_broken', 'ALTER TABLE notes ADD text text;')
  expect(await run()).toEqual(['20260102000000_broken'])
})

test('pending migrations are applied as a whole or not at all', async () => {
  await write('20260101000000_first', 'CREATE TABLE notes (id int);')
  await write('20260102000000_broken', 'SELECT 1 FROM nowhere;')
  await expect(run()).rejects.toThrow(/20260102000000_broken failed/)
  expect(await rows("SELECT to_regclass('notes') AS notes")).toEqual([{ notes: null }])
  await write('20260102000000_broken', 'SELECT 1;')
  expect(await run()).toEqual(['20260101000000_first', '20260102000000_broken'])
})

test('a migration that was changed after it was applied is refused by name', async () => {
  await write('20260101000000_first', 'SELECT 1;')
  await run()
  await write('20260101000000_first', 'SELECT 2;')
  const refusal = /20260101000000_first was changed after it was applied/
  await expect(run()).rejects.toThrow(refusal)
  await expect(pending()).rejects.toThrow(refusal)
})

test('a migration that another program left unfinished is refused by name', async () => {
  await write('20260101000000_first', 'SELECT 1;')
  await run()
  await rows('UPDATE _prisma_migrations SET finished_at = NULL')
  await expect(run()).rejects.toThrow(/20260101000000_first was begun by another program/)
})

test('an older node runs on a newer schema, but not on one of another branch', async () => {
  await write('20260101000000_first', 'SELECT 1;')
  await write('20260102000000_second', 'SELECT 1;')
  await write('20260103000000_third', 'SELECT 1;')
  await run()
  await rm(join(folder, '20260103000000_third'), { recursive: true })
  expect(await run()).toEqual([])
  await rm(join(folder, '20260101000000_first'), { recursive: true })
  await expect(run()).rejects.toThrow(/20260101000000_first was applied, but this version/)
})

test('an unreachable database is reported in a sentence about DATABASE_URL', async () => {
  const urls = ['postgresql://localhost:1/parley', 'postgresql://[', missing()]
  for (const connectionString of urls) {
    await expect(migrate({ connectionString })).rejects.toThrow(
      /^The database cannot be reached \(.+\): check DATABASE_URL\.$/,
    )
  }
})

function missing(): string {
  const url = new URL(database.url)
  url.pathname = '/no_such_database'
  return url.href
}

async function write(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true })
  await writeFile(join(folder, name, 'migration.sql'), sql)
}

async function run(): Promise<string[]> {
  return (await migrate({ connectionString: database.url, folder })).applied
}

function pending(): Promise<string[]> {
  return pendingMigrations({ connectionString: database.url, folder })
}

function history() {
  return rows(`SELECT migration_name AS name, finished_at IS NOT NULL AS applied,
    rolled_back_at IS NOT NULL AS rolled_back, logs FROM _prisma_migrations ORDER BY 1`)
}

function columnsOfHistory() {
  return rows(
    `SELECT column_name, data_type, character_maximum_length, is_nullable, column_default
     FROM information_schema.columns WHERE table_name = '_prisma_migrations'
     ORDER BY ordinal_position`,
  )
}

function withPrisma<T>(work: (engine: PrismaEngine) => Promise<T>): Promise<T> {
  return withPrismaEngine({ url: database.url, schemaPath: ownSchema }, work)
}

function rows(sql: string): Promise<unknown[]> {
  return withClient(async (client) => (await client.query(sql)).rows)
}

async function withClient<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const ofMigrator = "datname = current_database() AND application_name = 'parley migrate'"

async function untilActive(condition: string): Promise<void> {
  while (
    (await rows(`SELECT FROM pg_stat_activity WHERE ${ofMigrator} AND ${condition}`)).length === 0
  ) {
    await sleep(20)
  }
}
