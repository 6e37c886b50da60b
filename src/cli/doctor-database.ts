/** The doctor's checks of the database. Each stands on the one before it. */

import { now } from '../base/clock.ts'
import type { Config } from '../config/config.ts'
import { findSecretFit } from '../keys/installation.ts'
import { millisecondsApart } from '../model/clocks.ts'
import { openStore, type Store } from '../store/database.ts'
import { findAbsentPartitions, inspectDatabase } from '../store/inspect.ts'
import { pendingMigrations } from '../store/migrate.ts'
import { attempt, type Check, fail, ok, warn } from './doctor-checks.ts'
import { describePlace, hasEmbeddedData, openPostgres } from './postgres.ts'
import { findSecret } from './secret.ts'

export async function databaseChecks(config: Config): Promise<readonly Check[]> {
  if (config.databaseUrl === null && !(await hasEmbeddedData(config))) {
    return [warn('database', `none in ${config.dataDir} yet: "parley start" makes it`)]
  }
  const checks: Check[] = []
  // What cannot be reached says so in the migrations' words, which name the setting.
  const reached = await attempt('database', async () => {
    const postgres = await openPostgres(config)
    try {
      checks.push(...(await examine(config, postgres.url)))
    } finally {
      await postgres.leave()
    }
    return ok('database', '')
  })
  return reached.status === 'ok' ? checks : [...checks, reached]
}

async function examine(config: Config, url: string): Promise<readonly Check[]> {
  const pending = await pendingMigrations({ connectionString: url })
  const store = openStore({ url, poolSize: 1 })
  try {
    const clock = await attempt('clock', () => checkClock(store))
    const database = await attempt('database', () => checkDatabase(store, config))
    if (pending.length > 0) {
      const detail = `${pending.length} pending: the next start applies them, or "parley migrate"`
      return [database, clock, warn('migrations', detail)]
    }
    const secret = await attempt('secret', () => checkFit(store, config))
    const partitions = await attempt('partitions', () => checkPartitions(store))
    return [database, clock, ok('migrations', 'all applied'), secret, partitions]
  } finally {
    await store.close()
  }
}

async function checkDatabase(store: Store, config: Config): Promise<Check> {
  const { version, isReadOnly } = await inspectDatabase(store)
  const place = `Postgres ${version}, ${describePlace(config)}`
  return isReadOnly
    ? fail('database', `${place} only reads: DATABASE_URL must name the primary`)
    : ok('database', place)
}

const skew = { warn: 1_000, fail: 30_000 } as const

/** Tokens are dated by this machine's clock, and judged by other machines' and the database's. */
async function checkClock(store: Store): Promise<Check> {
  // The first statement pays for the connection.
  await inspectDatabase(store)
  const before = now()
  const { at } = await inspectDatabase(store)
  const after = now()
  const apart = millisecondsApart({ before, after, database: at })
  const detail = `${apart} ms apart from the database's`
  if (apart >= skew.fail) return fail('clock', `${detail}: set both by NTP`)
  return apart >= skew.warn ? warn('clock', `${detail}: set both by NTP`) : ok('clock', detail)
}

async function checkFit(store: Store, config: Config): Promise<Check> {
  const secret = await findSecret(config)
  const fits = secret === null ? null : await findSecretFit(store, secret)
  if (fits === true) return ok('secret', 'PARLEY_SECRET is the one of this database')
  if (fits === false) {
    return fail('secret', 'PARLEY_SECRET is not the one that this database began with')
  }
  const detail = 'no server has started on this database with a secret yet'
  return secret === null
    ? warn('secret', `PARLEY_SECRET is not set: the first start makes one in ${config.dataDir}`)
    : ok('secret', detail)
}

async function checkPartitions(store: Store): Promise<Check> {
  const absent = await findAbsentPartitions(store)
  return absent.length === 0
    ? ok('partitions', 'there for today and tomorrow')
    : fail('partitions', `missing: ${absent.join(', ')}; a running server makes them`)
}
