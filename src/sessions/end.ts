/** The one path by which any session ends, whoever asks for it. */

import { appendEvent } from '../ledger/append.ts'
import type { Actor } from '../model/event.ts'
import { type EndReason, type SessionState, sparesOfflineGrants } from '../model/session.ts'
import { column } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'
import { mayGoOffline, offlineEnd } from '../store/session-sql.ts'
import { lockSession } from '../tokens/end-bare-session.ts'
import { endGrantsOfSession } from '../tokens/end-grants-of-session.ts'

export type Ending = {
  readonly sessionId: string
  readonly reason: EndReason
  readonly by: Actor
}

export type EndedSession = {
  readonly id: string
  readonly accountId: string
  readonly state: SessionState
}

/** One that goes offline keeps why its browser part ended, until it ends as a whole. */
const markEnded = write(
  'mark_session_ended',
  `WITH spared AS (
     SELECT CASE WHEN $3 AND ${mayGoOffline} THEN ${offlineEnd('f.session_id = s.id')} END AS until
     FROM sessions s WHERE s.id = $1
   )
   UPDATE sessions s SET
     state = CASE WHEN spared.until IS NULL THEN 'ended' ELSE 'offline' END,
     ended_at = CASE WHEN spared.until IS NULL THEN clock_timestamp() END,
     end_reason = $2,
     due_at = coalesce(spared.until, s.due_at)
   FROM spared
   WHERE s.id = $1 AND s.state <> 'ended' AND NOT (s.state = 'offline' AND spared.until IS NOT NULL)
   RETURNING s.id, s.account_id AS "accountId", s.state`,
  { id: column.uuid, accountId: column.uuid, state: column.word<EndedSession['state']>() },
)

/** Before it is judged: a last family may be ending at this moment. */
const lock = write('lock_session', lockSession('$1'), { id: column.uuid })

/** Returns the ended session, or null if it had already ended: ending twice is no error. */
export function endSession(
  db: Db,
  { sessionId, reason, by }: Ending,
): Promise<EndedSession | null> {
  return db.transaction(async (tx) => {
    const spares = sparesOfflineGrants(reason)
    if (spares) await tx.rows(lock, [sessionId])
    const [session] = await tx.rows<EndedSession>(markEnded, [sessionId, reason, spares])
    if (session === undefined) return null

    const offline = session.state === 'offline'
    await endGrantsOfSession(tx, { sessionId, reason, sparesOffline: offline })
    await appendEvent(tx, {
      type: offline ? 'session.went_offline' : 'session.ended',
      outcome: 'success',
      actor: by,
      accountId: session.accountId,
      sessionId,
      details: { reason },
    })
    return session
  })
}
