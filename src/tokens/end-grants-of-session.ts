/** Ending what a session holds: its token families and its grants, with word to their clients. */

import { tellEndedGrants } from '../revocation/feed.ts'
import { notifyClients } from '../revocation/queue-notices.ts'
import { type Db, write } from '../store/db.ts'
import { canRefresh } from '../store/session-sql.ts'

const endFamilies = write(
  'end_families_of_session',
  `UPDATE token_families f SET ended_at = now(), end_reason = $2
   WHERE f.session_id = $1 AND f.ended_at IS NULL AND NOT ($3 AND f.offline AND ${canRefresh})`,
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

type Holding = {
  readonly sessionId: string
  readonly reason: string
  /** Whether offline families that can still refresh stay, and their grants with them. */
  readonly sparesOffline: boolean
}

/** Inside the transaction `tx` that ends the session or takes it offline. */
export async function endGrantsOfSession(
  tx: Db,
  { sessionId, reason, sparesOffline }: Holding,
): Promise<void> {
  await tx.rows(endFamilies, [sessionId, reason, sparesOffline])
  await tx.rows(endGrants, [sessionId, reason])
}
