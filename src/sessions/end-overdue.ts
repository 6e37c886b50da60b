/**
 * Recording the end of a session whose time is over, for its reason. It ends no living one, and
 * leaves to its own sweep what a revocation hit.
 */

import { endSession } from '../endings/end-session.ts'
import { column } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'
import { isLiveNow, isSessionCutOff, isTooOld } from '../store/session-sql.ts'

export type Overdue = { readonly id: string; readonly isTooOld: boolean }

/** With what it takes along, and without the applications that may go on by themselves. */
export async function endOverdue(tx: Db, { id, isTooOld: isOld }: Overdue): Promise<void> {
  const reason = isOld ? 'absolute_timeout' : 'idle_timeout'
  await endSession(tx, { sessionId: id, reason, by: { kind: 'system' } })
}

const judge = write(
  'judge_overdue_session',
  `SELECT s.id, ${isTooOld} AS "isTooOld" FROM sessions s
   WHERE s.id = $1 AND s.state = 'live' AND NOT (${isLiveNow})
     AND NOT ${isSessionCutOff} FOR NO KEY UPDATE`,
  { id: column.uuid, isTooOld: column.bool },
)

/** If it is over by now: whatever is activity after that must find that recorded. */
export function endIfOverdue(db: Db, sessionId: string): Promise<void> {
  return db.transaction(async (tx) => {
    const [overdue] = await tx.rows<Overdue>(judge, [sessionId])
    if (overdue !== undefined) await endOverdue(tx, overdue)
  })
}
