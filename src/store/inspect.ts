/** Facts about the database for `parley doctor`. It changes nothing and judges nothing. */

import { column } from './columns.ts'
import { type Db, read } from './db.ts'

export type DatabaseFacts = {
  readonly version: string
  /** The database's clock at the moment it answered. */
  readonly at: Date
  readonly isReadOnly: boolean
}

const facts = read(
  'database_facts',
  `SELECT current_setting('server_version') AS version, clock_timestamp() AS at,
     current_setting('transaction_read_only') = 'on' OR pg_is_in_recovery() AS "isReadOnly"`,
  { version: column.text, at: column.timestamp, isReadOnly: column.bool },
)

export async function inspectDatabase(db: Db): Promise<DatabaseFacts> {
  const [row] = await db.rows<DatabaseFacts>(facts)
  if (row === undefined) throw new Error('The database says nothing of itself.')
  return row
}

/** The function ensure_partitions of the migrations gives these names. */
const absent = read(
  'absent_partitions',
  `SELECT needed.name FROM (
     SELECT parent || to_char((now() AT TIME ZONE 'UTC') + make_interval(days => ahead), '_YYYYMMDD')
       AS name
     FROM unnest(ARRAY['authorization_codes', 'artifacts']) AS parent, generate_series(0, 1) AS ahead
     UNION ALL SELECT 'audit_events' || to_char(now() AT TIME ZONE 'UTC', '_YYYYMM')
   ) AS needed
   WHERE NOT EXISTS (SELECT 1 FROM pg_inherits WHERE inhrelid = to_regclass(needed.name))
   ORDER BY needed.name`,
  { name: column.text },
)

/** The missing partitions that today and tomorrow need. */
export async function findAbsentPartitions(db: Db): Promise<readonly string[]> {
  const rows = await db.rows(absent)
  return rows.map(({ name }) => name)
}
