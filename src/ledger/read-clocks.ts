/** What the clocks say at one moment, and when the ledger was sealed last. */

import { now } from '../base/clock.ts'
import type { Clocks } from '../model/clocks.ts'
import { type Db, read } from '../store/db.ts'

const clocks = read(
  'read_clocks',
  `SELECT clock_timestamp() AS database,
     (SELECT sealed_at FROM audit_blocks ORDER BY number DESC LIMIT 1) AS "lastSeal"`,
)

/** Asked twice: the first question may have waited for a connection. */
export function readClocks(db: Db): Promise<Clocks> {
  return db.transaction(async (tx) => {
    await tx.rows(clocks)
    const before = now()
    const [told] = await tx.rows<Pick<Clocks, 'database' | 'lastSeal'>>(clocks)
    if (told === undefined) throw new Error('the database tells no time')
    return { before, after: now(), ...told }
  })
}
