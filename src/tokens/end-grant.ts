/** Ending a grant: every token of one client in one session, whoever asks. */

import { appendEvent } from '../ledger/append.ts'
import type { Actor, EventType } from '../model/event.ts'
import type { EndReason } from '../model/session.ts'
import { tellEndedGrants } from '../revocation/feed.ts'
import { notifyClients } from '../revocation/queue-notices.ts'
import { column } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'
import { endBareSession, lockSession } from './end-bare-session.ts'

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
  `WITH locked AS (
     ${lockSession('(SELECT o.session_id FROM grants o WHERE o.id = $1)')}
   ), ended AS (
     UPDATE grants g SET ended_at = now(), end_reason = $2 FROM (SELECT count(*) FROM locked) AS l
     WHERE g.id = $1 AND g.ended_at IS NULL
     RETURNING g.id, g.account_id, g.session_id, g.client_id
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

const types: Record<GrantEnding['reason'], EventType> = {
  revoked: 'grant.ended',
  logout: 'grant.ended',
  code_reuse: 'code.reused',
}

/** `code_reuse` is no reason for a session to end. */
const sessionReasons: Record<GrantEnding['reason'], EndReason> = {
  revoked: 'revoked',
  logout: 'logout',
  code_reuse: 'revoked',
}

/** False if it had already ended: ending twice is no error and leaves one record. */
export function endGrant(db: Db, { grantId, reason, by, why }: GrantEnding): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [grant] = await tx.rows<EndedGrant>(endOne, [grantId, reason, knowing({ reason, by })])
    if (grant === undefined) return false

    await tx.rows(endFamilies, [grantId, reason])
    const details = why === undefined ? { reason } : { reason, why }
    const about = { actor: by, ...grant, details }
    await appendEvent(tx, { type: types[reason], outcome: 'success', grantId, ...about })
    await endBareSession(tx, { ...grant, reason: sessionReasons[reason], by, why })
    return true
  })
}

/** A client that gives its own grant back knows of it. One whose code was stolen does not. */
function knowing({ reason, by }: Pick<GrantEnding, 'reason' | 'by'>): string | null {
  return reason === 'revoked' && by.kind === 'client' ? by.id : null
}
