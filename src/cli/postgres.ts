/** Which Postgres a command speaks to: the one of DATABASE_URL, or the embedded one. */

import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Config } from '../config/config.ts'
import { openStore, type Store } from '../store/database.ts'
import { clusterName } from '../store/embedded/cluster.ts'
import { startEmbeddedPostgres } from '../store/embedded/start.ts'
import { pendingMigrations } from '../store/migrate.ts'
import { Refusal } from './context.ts'

export type Postgres = {
  readonly url: string
  /** Leaves it; an embedded one stops with the last process that uses it. */
  readonly leave: () => Promise<void>
}

/** The embedded one is made and started when it is missing. */
export async function openPostgres({ databaseUrl, dataDir }: Config): Promise<Postgres> {
  if (databaseUrl !== null) return { url: databaseUrl, leave: async () => undefined }
  const { url, stop } = await startEmbeddedPostgres({ dataDir })
  return { url, leave: stop }
}

/** For people: where the data is, with no password in it. */
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

/** For a command that is neither a server nor a migration: it expects a migrated database. */
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
    const store = openStore({ url: postgres.url, poolSize: connections })
    return await work(store).finally(() => store.close())
  } finally {
    await postgres.leave()
  }
}

async function requireMigrated(url: string): Promise<void> {
  const pending = await pendingMigrations({ connectionString: url })
  if (pending.length === 0) return
  const migrations = pending.length === 1 ? 'one migration' : `${pending.length} migrations`
  throw new Refusal(`The database lacks ${migrations} of this version: run "parley migrate".`)
}
