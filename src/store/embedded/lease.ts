/** The users of an embedded Postgres: each holds a lease, and the last one stops it. */

import { types } from 'node:util'
import pg from 'pg'
import { superuser } from './cluster.ts'
import { isKind } from './failure.ts'
import type { Postmaster } from './pid-file.ts'

export type Lease = {
  readonly url: string
  /** True when nobody else holds one; from then on nobody gets one until Postgres is gone. */
  readonly giveBack: () => Promise<boolean>
  readonly close: () => Promise<void>
}

/** An advisory lock: shared by all users, exclusive for who stops it, and gone with the process. */
const lock = 7_261_000

/** Null when Postgres is starting, stopping or gone: look again. */
export async function takeLease({ isReady, socketFolder }: Postmaster): Promise<Lease | null> {
  if (!isReady) return null
  let client = await enter(socketFolder)
  if (client === null) return null
  return {
    url: urlOf(socketFolder, superuser),
    giveBack: async () => {
      const wasLast = await leave(client)
      if (wasLast !== null) return wasLast
      // The connection broke (an operator ended it, a backend crashed) and the lease with it.
      client = await enter(socketFolder)
      return (await leave(client)) ?? false
    },
    close: async () => client?.end().catch(() => undefined),
  }
}

async function enter(socketFolder: string): Promise<pg.Client | null> {
  const client = new pg.Client({
    connectionString: urlOf(socketFolder, 'postgres'),
    application_name: 'parley lease',
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('SELECT pg_advisory_lock_shared($1)', [lock])
    await ensureDatabase(client)
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    if (isAway(error)) return null
    throw error
  }
}

/** Null when the connection is lost. */
async function leave(client: pg.Client | null): Promise<boolean | null> {
  if (client === null) return null
  try {
    await client.query('SELECT pg_advisory_unlock_shared($1)', [lock])
    const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS last', [lock])
    return rows[0]?.last === true
  } catch (error) {
    if (isAway(error)) return null
    throw error
  }
}

async function ensureDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [superuser])
  if (rowCount === 1) return
  try {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(superuser)}`)
  } catch (error) {
    if (!isKind(error, '42P04', '23505')) throw error
  }
}

/** PGPORT and PGSSLMODE, when somebody set them for another database, must not matter here. */
function urlOf(socketFolder: string, database: string): string {
  const socket = encodeURIComponent(socketFolder)
  return `postgresql://${superuser}@localhost:5432/${database}?host=${socket}&sslmode=disable`
}

const awayCodes = ['57P01', '57P02', '57P03', 'ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE']

/** Starting up, shutting down, ended from the other side, no socket yet or any more. */
function isAway(error: unknown): boolean {
  if (isKind(error, ...awayCodes)) return true
  return types.isNativeError(error) && /terminated|not queryable|ended/i.test(error.message)
}
