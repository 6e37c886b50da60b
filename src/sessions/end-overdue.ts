/**
 * Ends sessions whose time is over, with the right reason. It never ends a live session, and leaves
 * revoked ones to the sweep of their revocation.
 */

import { endSession } from '../endings/end-session.ts'
import { column } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'
import { isLiveNow, isSessionCutOff, isTooOld } from '../store/session-sql.ts'

export type Overdue = { readonly id: string; readonly isTooOld: boolean }

/** Ends the session and its grants, except applications that may continue offline. */
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

/** Ends the session if its time is over, so that later activity finds that recorded. */
export function endIfOverdue(db: Db, sessionId: string): Promise<void> {
  return db.transaction(async (tx) => {
    const [overdue] = await tx.rows<Overdue>(judge, [sessionId])
    if (overdue !== undefined) await endOverdue(tx, overdue)
  })
}
