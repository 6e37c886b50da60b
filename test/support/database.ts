/** A database for one test file or test: a copy of the migrated template, or an empty one. */

import { randomBytes } from 'node:crypto'
import pg from 'pg'

export type TestDatabase = { readonly url: string; readonly drop: () => Promise<void> }

/** A machine that is busy with other tests takes its time to connect. */
export const patience = { connectMilliseconds: 60_000 } as const

/** Sent by the global setup to the workers, and to the watchdog that clears it away. */
export type TestRun = {
  /**
   * One for each worker, or a single one that is not ours. The oldest open transaction of a server holds
   * back the ledger, the feed and the sweeps of all its databases, so workers do not share one.
   */
  readonly servers: readonly TestServer[]
  /** Every database of the run begins with it, so that two runs can share a server. */
  readonly prefix: string
  /** Where the processes that tests start keep their compiled code, so that only the first compiles it. */
  readonly codeCache: string
}

export type TestServer = {
  readonly url: string
  /** Null on a server that is not ours. */
  readonly dataDir: string | null
}

/** How the global setup tells them. */
export const runVariable = 'PARLEY_TEST_RUN'

/** Makes a database with every migration applied. */
export function createDatabase(): Promise<TestDatabase> {
  const run = currentRun()
  return create(serverOf(run), { name: nextName(run), template: templateOf(run) })
}

/** Makes a database with nothing in it. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  const run = currentRun()
  return create(serverOf(run), { name: nextName(run), template: 'template0' })
}

export function createTemplate(run: TestRun, server: TestServer): Promise<TestDatabase> {
  return create(server, { name: templateOf(run), template: 'template0' })
}

/** Drops what is left of a run on a server, tests that died included. */
export async function dropDatabases({ prefix }: TestRun, server: TestServer): Promise<void> {
  await onServer(server, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)',
      [prefix],
    )
    for (const { name } of rows) await dropDatabase(client, name)
  })
}

export function currentRun(): TestRun {
  const run = process.env[runVariable]
  if (run === undefined) throw new Error('Jest did not run test/global-setup.ts.')
  return JSON.parse(run)
}

/** The server of this worker. */
function serverOf({ servers }: TestRun): TestServer {
  const server = servers[(Number(process.env['JEST_WORKER_ID'] ?? 1) - 1) % servers.length]
  if (server === undefined) throw new Error('the test run has no server')
  return server
}

function nextName({ prefix }: TestRun): string {
  return `${prefix}_${randomBytes(6).toString('hex')}`
}

function templateOf({ prefix }: TestRun): string {
  return `${prefix}_template`
}

async function create(
  server: TestServer,
  { name, template }: { name: string; template: string },
): Promise<TestDatabase> {
  // Copying by WAL spares the two checkpoints that copying files needs.
  await onServer(server, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${template} ENCODING 'UTF8' STRATEGY wal_log`),
  )
  return {
    url: urlOf(server, name),
    drop: () => onServer(server, (client) => dropDatabase(client, name)),
  }
}

async function dropDatabase(client: pg.Client, name: string): Promise<void> {
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
}

function urlOf(server: TestServer, name: string): string {
  const url = new URL(server.url)
  url.pathname = `/${name}`
  return url.href
}

async function onServer<T>(
  { url }: TestServer,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
