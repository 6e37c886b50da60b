/**
 * Ending an offline session with the last thing that kept it alive. Every ending of a grant or of
 * a token family calls this, in its own transaction.
 */

import { appendEvent } from '../ledger/append.ts'
import type { Actor } from '../model/event.ts'
import type { EndReason } from '../model/session.ts'
import { column } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'
import { isSessionCutOff, offlineUntil } from '../store/session-sql.ts'
import { endGrantsOfSession } from './end-grants-of-session.ts'

/**
 * What ends a grant or a family locks the session first, by a part of its own statement. Of two that
 * end the last two families at once, the later one then sees what the earlier one did.
 */
export const lockSession = (id: string) =>
  `SELECT s.id FROM sessions s WHERE s.id = ${id} FOR NO KEY UPDATE`

/**
 * The sweep looks at the session when the last of what is left is over. A session that a cut-off
 * hit is left to the sweep of the cut-off, which knows the reason.
 */
const settle = write(
  'settle_offline_session',
  `WITH left_over AS (SELECT ${offlineUntil} AS until FROM sessions s WHERE s.id = $1)
   UPDATE sessions s SET
     state = CASE WHEN l.until IS NULL THEN 'ended' ELSE 'offline' END,
     ended_at = CASE WHEN l.until IS NULL THEN clock_timestamp() END,
     end_reason = CASE WHEN l.until IS NULL THEN $2 ELSE s.end_reason END,
     due_at = coalesce(l.until, s.due_at)
   FROM left_over l WHERE s.id = $1 AND s.state = 'offline' AND NOT ${isSessionCutOff}
   RETURNING s.state`,
  { state: column.word<'ended' | 'offline'>() },
)

type BareEnding = {
  readonly sessionId: string
  readonly accountId: string
  /** The client whose grant or family ended. */
  readonly clientId: string
  readonly reason: EndReason
  readonly by: Actor
  /** In the words of who asks. */
  readonly why?: string | undefined
}

/** Does nothing to a live session, or to one in which another application refreshes on. */
export async function endBareSession(
  tx: Db,
  { sessionId, accountId, clientId, reason, by, why }: BareEnding,
): Promise<void> {
  const [session] = await tx.rows(settle, [sessionId, reason])
  if (session?.state !== 'ended') return

  await endGrantsOfSession(tx, { sessionId, reason, sparesOffline: false })
  await appendEvent(tx, {
    type: 'session.ended',
    outcome: 'success',
    actor: by,
    accountId,
    sessionId,
    clientId,
    details: why === undefined ? { reason } : { reason, why },
  })
}
