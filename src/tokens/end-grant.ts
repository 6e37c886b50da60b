/** Ending a grant: every token of one client in one session, whoever asks. */

import { appendEvent } from '../ledger/append.ts'
import type { Actor, EventType } from '../model/event.ts'
import { tellEndedGrants } from '../revocation/feed.ts'
import { notifyClients } from '../revocation/queue-notices.ts'
import { column } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'

type GrantEnding = {
  readonly grantId: string
  readonly reason: 'revoked' | 'logout' | 'code_reuse'
  readonly by: Actor
  /** In the words of who asks. */
  readonly why?: string
}

type EndedGrant = {
  readonly accountId: string
  readonly sessionId: string
  readonly clientId: string
}

const endOne = write(
  'end_grant',
  `WITH ended AS (
     UPDATE grants SET ended_at = now(), end_reason = $2 WHERE id = $1 AND ended_at IS NULL
     RETURNING id, account_id, session_id, client_id
   ), others AS (
     SELECT id, account_id, client_id FROM ended WHERE client_id IS DISTINCT FROM $3
   ), ${notifyClients({ from: 'others', cause: '$2' })}, told AS (${tellEndedGrants})
   SELECT account_id AS "accountId", session_id AS "sessionId", client_id AS "clientId"
   FROM ended`,
  { accountId: column.uuid, sessionId: column.uuid, clientId: column.text },
)

const endFamilies = write(
  'end_families_of_grant',
  `UPDATE token_families SET ended_at = now(), end_reason = $2
   WHERE grant_id = $1 AND ended_at IS NULL`,
)

/** An offline session lives only for its grants: with the last of them it is over. */
const endBareSession = write(
  'end_bare_offline_session',
  `UPDATE sessions s SET state = 'ended', ended_at = now(), end_reason = $2
   WHERE s.id = $1 AND s.state = 'offline' AND NOT EXISTS (
     SELECT 1 FROM token_families f WHERE f.session_id = s.id AND f.ended_at IS NULL)
   RETURNING s.id`,
  { id: column.uuid },
)

const types: Record<GrantEnding['reason'], EventType> = {
  revoked: 'grant.ended',
  logout: 'grant.ended',
  code_reuse: 'code.reused',
}

/** False if it had already ended: ending twice is no error and leaves one record. */
export function endGrant(db: Db, { grantId, reason, by, why }: GrantEnding): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [grant] = await tx.rows<EndedGrant>(endOne, [grantId, reason, knowing({ reason, by })])
    if (grant === undefined) return false

    await tx.rows(endFamilies, [grantId, reason])
    const [session] = await tx.rows(endBareSession, [grant.sessionId, 'revoked'])
    const details = why === undefined ? { reason } : { reason, why }
    const about = { actor: by, ...grant, details }
    await appendEvent(tx, { type: types[reason], outcome: 'success', grantId, ...about })
    if (session) await appendEvent(tx, { type: 'session.ended', outcome: 'success', ...about })
    return true
  })
}

/** A client that gives its own grant back knows of it. One whose code was stolen does not. */
function knowing({ reason, by }: Pick<GrantEnding, 'reason' | 'by'>): string | null {
  return reason === 'revoked' && by.kind === 'client' ? by.id : null
}
