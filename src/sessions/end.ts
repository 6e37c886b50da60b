/** The one path by which any session ends, whoever asks for it. */

import { appendEvent } from '../ledger/append.ts'
import type { Actor } from '../model/event.ts'
import { type EndReason, type SessionState, sparesOfflineGrants } from '../model/session.ts'
import { tellEndedGrants } from '../revocation/feed.ts'
import { notifyClients } from '../revocation/queue-notices.ts'
import { column } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'
import { mayGoOffline, offlineEnd } from '../store/session-sql.ts'

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

const endFamilies = write(
  'end_families_of_session',
  `UPDATE token_families SET ended_at = now(), end_reason = $2
   WHERE session_id = $1 AND ended_at IS NULL AND NOT ($3 AND offline)`,
)

/**
 * Clients whose offline grants live on are told too, since the browser part is over for them as for
 * the others (Back-Channel Logout 1.0, 2.7).
 */
const endGrants = write(
  'end_grants_of_session',
  `WITH living AS (
     SELECT g.id, g.account_id, g.client_id, EXISTS (
       SELECT 1 FROM token_families f WHERE f.grant_id = g.id AND f.ended_at IS NULL) AS stays
     FROM grants g WHERE g.session_id = $1 AND g.ended_at IS NULL
   ), ended AS (
     UPDATE grants g SET ended_at = now(), end_reason = $2 FROM living l
     WHERE g.id = l.id AND g.ended_at IS NULL AND NOT l.stays
     RETURNING g.id, g.account_id, g.client_id
   ), over AS (
     SELECT id, account_id, client_id FROM ended
     UNION ALL SELECT id, account_id, client_id FROM living WHERE stays
   ), ${notifyClients({ from: 'over', cause: '$2' })}
   ${tellEndedGrants}`,
)

/** Returns the ended session, or null if it had already ended: ending twice is no error. */
export function endSession(
  db: Db,
  { sessionId, reason, by }: Ending,
): Promise<EndedSession | null> {
  return db.transaction(async (tx) => {
    const spares = sparesOfflineGrants(reason)
    const [session] = await tx.rows<EndedSession>(markEnded, [sessionId, reason, spares])
    if (session === undefined) return null

    const offline = session.state === 'offline'
    await tx.rows(endFamilies, [sessionId, reason, offline])
    await tx.rows(endGrants, [sessionId, reason])
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
