/**
 * The Postgres of a command: the one of DATABASE_URL, or the embedded one. The database client is
 * loaded only when a command runs, so that `--help` stays quick.
 */

import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Config } from '../config/config.ts'
import type { Store } from '../store/database.ts'
import { clusterName } from '../store/embedded/cluster.ts'
import { Refusal } from './context.ts'

export type Postgres = {
  readonly url: string
  /** An embedded one stops when the last process leaves it. */
  readonly leave: () => Promise<void>
}

/** Creates and starts the embedded one if it is missing. */
export async function openPostgres({ databaseUrl, dataDir }: Config): Promise<Postgres> {
  if (databaseUrl !== null) return { url: databaseUrl, leave: async () => undefined }
  const { startEmbeddedPostgres } = await import('../store/embedded/start.ts')
  const { url, stop } = await startEmbeddedPostgres({ dataDir })
  return { url, leave: stop }
}

/** The place of the data for people, without a password. */
export function describePlace({ databaseUrl, dataDir }: Config): string {
  if (databaseUrl === null) return resolve(dataDir)
  const { host, pathname, searchParams } = new URL(databaseUrl)
  return `Postgres at ${host || searchParams.get('host') || 'the local socket'}${pathname}`
}

export async function hasEmbeddedData({ dataDir }: Config): Promise<boolean> {
  const names = await readdir(dataDir).catch((): string[] => [])
  return names.includes(clusterName)
}

const connections = 2

/** For commands that expect a migrated database. */
export async function withStore<T>(config: Config, work: (store: Store) => Promise<T>): Promise<T> {
  if (config.databaseUrl === null && !(await hasEmbeddedData(config))) {
    throw new Refusal(
      `There is no database in ${config.dataDir} (PARLEY_DATA_DIR) yet: run "parley start" or ` +
        '"parley migrate" first, or set DATABASE_URL.',
    )
  }
  const postgres = await openPostgres(config)
  try {
    await requireMigrated(postgres.url)
    const { openStore } = await import('../store/database.ts')
    const store = openStore({ url: postgres.url, poolSize: connections })
    return await work(store).finally(() => store.close())
  } finally {
    await postgres.leave()
  }
}

async function requireMigrated(url: string): Promise<void> {
  const { pendingMigrations } = await import('../store/migrate.ts')
  const pending = await pendingMigrations({ connectionString: url })
  if (pending.length === 0) return
  const migrations = pending.length === 1 ? 'one migration' : `${pending.length} migrations`
  throw new Refusal(`The database lacks ${migrations} of this version: run "parley migrate".`)
}
