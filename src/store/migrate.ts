/** Brings a database to this version's schema, in Prisma's own history. It never rolls back or edits. */

import { hash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { reasonOf } from './embedded/failure.ts'
import {
  ensureHistory,
  judgeHistory,
  type Migration,
  readHistory,
  recordApplied,
  recordFailed,
} from './migration-history.ts'
import { prepareQueue } from './queue-schema.ts'

export type MigrationTarget = {
  readonly connectionString: string
  readonly folder?: string
  readonly log?: (line: string) => void
}

/** The path is right from src and from dist. */
const ownFolder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

/** The lock of `prisma migrate deploy`, so that the two exclude each other too. */
const lock = 72_707_369
const oldestVersion = 150_000

/**
 * Any number of nodes may call it at once: one applies all that is pending, in one transaction, and
 * the others wait and then find it done. An older node may run on a newer schema, since migrations
 * only add.
 */
export async function migrate(target: MigrationTarget): Promise<{ readonly applied: string[] }> {
  const { folder = ownFolder, log = () => undefined } = target
  const migrations = await readMigrations(folder)
  return connected(target.connectionString, async (client) => {
    const applied = await applyPending(client, migrations)
    for (const name of applied) log(`applied migration ${name}`)
    await prepareQueue(target.connectionString)
    return { applied }
  })
}

/** The migrations that `migrate` would apply. Throws what it would throw; changes nothing. */
export async function pendingMigrations(target: MigrationTarget): Promise<string[]> {
  const migrations = await readMigrations(target.folder ?? ownFolder)
  return connected(target.connectionString, async (client) => {
    const { rows } = await client.query("SELECT to_regclass('_prisma_migrations') AS history")
    const history = rows[0]?.history === null ? [] : await readHistory(client)
    return judgeHistory(migrations, history).map(({ name }) => name)
  })
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  if (names.length === 0) throw new Error(`There is no migration in ${folder}.`)
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: hash('sha256', sql) }
    }),
  )
}

async function connected<T>(
  connectionString: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = await connect(connectionString)
  try {
    await requireVersion(client)
    return await work(client)
  } finally {
    await client.end()
  }
}

async function connect(connectionString: string): Promise<pg.Client> {
  try {
    const client = new pg.Client({
      connectionString,
      application_name: 'parley migrate',
      connectionTimeoutMillis: 10_000,
    })
    // A broken connection fails the running statement, whose error says more.
    client.on('error', () => undefined)
    await client.connect()
    return client
  } catch (error) {
    throw new Error(`The database cannot be reached (${reasonOf(error)}): check DATABASE_URL.`, {
      cause: error,
    })
  }
}

async function requireVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    "SELECT current_setting('server_version') AS version, " +
      `current_setting('server_version_num')::int >= ${oldestVersion} AS "isEnough"`,
  )
  if (rows[0]?.isEnough === true) return
  throw new Error(`DATABASE_URL names a Postgres ${rows[0]?.version}: Parley needs 15 or later.`)
}

/** All or nothing. A failure leaves only a row in the history. */
async function applyPending(
  client: pg.Client,
  migrations: readonly Migration[],
): Promise<string[]> {
  const attempt: { migration: Migration | null } = { migration: null }
  try {
    return await exclusively(client, async () => {
      const pending = judgeHistory(migrations, await readHistory(client))
      for (const migration of pending) {
        attempt.migration = migration
        await client.query(migration.sql)
        await recordApplied(client, migration)
      }
      return pending.map(({ name }) => name)
    })
  } catch (error) {
    if (attempt.migration === null) throw error
    return await refuse(client, attempt.migration, error)
  }
}

async function refuse(client: pg.Client, migration: Migration, error: unknown): Promise<never> {
  const reason = describe(error, migration.sql)
  const wasRecorded = await exclusively(client, () => recordFailed(client, migration, reason)).then(
    () => '',
    // The connection is gone, so nothing was done, and the message has the cause.
    () => ' (and the history could not be written)',
  )
  throw new Error(
    `Migration ${migration.name} failed and was rolled back${wasRecorded}: ${reason}.`,
    { cause: error },
  )
}

/**
 * A lock of the transaction and not of the connection: behind PgBouncer the next transaction may be
 * on another connection, where a lock of the first is never given back.
 */
async function exclusively<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN')
  try {
    await client.query("SET LOCAL lock_timeout = '10min'; SET LOCAL statement_timeout = 0")
    await client.query('SELECT pg_advisory_xact_lock($1)', [lock])
    await ensureHistory(client)
    const result = await work()
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}

/** Postgres counts the place in characters; a person looks for a line. */
function describe(error: unknown, sql: string): string {
  if (!(error instanceof pg.DatabaseError)) return String(error)
  const line = error.position && sql.slice(0, Number(error.position)).split('\n').length
  return `${error.message} (SQLSTATE ${error.code}${line ? `, line ${line}` : ''})`
}
