/** Reads this node's and the database's clock at the same time, and the time of the last seal. */

import { now } from '../base/clock.ts'
import type { Clocks } from '../model/clocks.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'

const clocks = read(
  'read_clocks',
  `SELECT clock_timestamp() AS database,
     (SELECT sealed_at FROM audit_blocks ORDER BY number DESC LIMIT 1) AS "lastSeal"`,
  { database: column.timestamp, lastSeal: orNull(column.timestamp) },
)

/** Reads twice, because the first statement may have waited for a connection. */
export function readClocks(db: Db): Promise<Clocks> {
  return db.transaction(async (tx) => {
    await tx.rows(clocks)
    const before = now()
    const [row] = await tx.rows<Pick<Clocks, 'database' | 'lastSeal'>>(clocks)
    if (row === undefined) throw new Error('the database returned no time')
    return { before, after: now(), ...row }
  })
}
