/** The table in which Prisma remembers migrations, written as Prisma writes it. */

import type pg from 'pg'

export type Migration = { readonly name: string; readonly sql: string; readonly checksum: string }

export type HistoryRow = {
  readonly name: string
  readonly checksum: string
  readonly state: 'applied' | 'rolled back' | 'unfinished'
}

/** The migrations left to apply. Pure. Throws when these files do not continue the history. */
export function judgeHistory(
  migrations: readonly Migration[],
  history: readonly HistoryRow[],
): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  const newest = migrations.at(-1)?.name ?? ''
  for (const row of history) {
    const problem = problemOf(row, { migration: known.get(row.name), newest })
    if (problem !== null) throw new Error(problem)
  }
  const applied = new Set(
    history.filter(({ state }) => state === 'applied').map(({ name }) => name),
  )
  return migrations.filter(({ name }) => !applied.has(name))
}

function problemOf(
  { name, checksum, state }: HistoryRow,
  { migration, newest }: { migration: Migration | undefined; newest: string },
): string | null {
  if (state === 'rolled back') return null
  if (state === 'unfinished') {
    return (
      `Migration ${name} was begun by another program and never finished: repair the schema by ` +
      'hand, then run "prisma migrate resolve".'
    )
  }
  if (migration !== undefined) {
    return migration.checksum === checksum
      ? null
      : `Migration ${name} was changed after it was applied: restore its file.`
  }
  // A newer version of this program was here first; its migrations only add.
  return name > newest ? null : `Migration ${name} was applied, but this version does not have it.`
}

/** Prisma's own table to the letter; it creates the same one. */
export async function ensureHistory(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query("SELECT to_regclass('_prisma_migrations') AS history")
  if (rows[0]?.history !== null) return
  await client.query(`CREATE TABLE _prisma_migrations (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             TIMESTAMPTZ,
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          TIMESTAMPTZ,
    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count     INTEGER NOT NULL DEFAULT 0
  )`)
}

export async function readHistory(client: pg.ClientBase): Promise<HistoryRow[]> {
  const { rows } = await client.query(`
    SELECT migration_name AS name, checksum, CASE
      WHEN rolled_back_at IS NOT NULL THEN 'rolled back'
      WHEN finished_at IS NULL THEN 'unfinished'
      ELSE 'applied' END AS state
    FROM _prisma_migrations ORDER BY started_at, migration_name`)
  return rows
}

export async function recordApplied(client: pg.ClientBase, migration: Migration): Promise<void> {
  await client.query(
    `INSERT INTO _prisma_migrations
       (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES (gen_random_uuid(), $1, $2, now(), clock_timestamp(), 1)`,
    [migration.checksum, migration.name],
  )
}

/** One row for each file and reason, however often a node restarts and tries again. */
export async function recordFailed(
  client: pg.ClientBase,
  { name, checksum }: Migration,
  logs: string,
): Promise<void> {
  const repeated = await client.query(
    `UPDATE _prisma_migrations SET started_at = now(), rolled_back_at = now()
     WHERE migration_name = $1 AND checksum = $2 AND logs = $3 AND rolled_back_at IS NOT NULL`,
    [name, checksum, logs],
  )
  if (repeated.rowCount !== 0) return
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, logs, rolled_back_at)
     VALUES (gen_random_uuid(), $1, $2, $3, now())`,
    [checksum, name, logs],
  )
}
