/** Ending a token family because an old token of it was presented: one of its holders is a thief. */

import { appendEvent } from '../ledger/append.ts'
import type { Actor } from '../model/event.ts'
import { tellEndedGrants } from '../revocation/feed.ts'
import { notifyClients } from '../revocation/queue-notices.ts'
import { column } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'
import { canRefresh } from '../store/session-sql.ts'
import { endBareSession, lockSession } from './end-bare-session.ts'
import type { FoundFamily } from './find-family.ts'

const endOne = write(
  'end_family',
  `WITH locked AS (${lockSession('$2')})
   UPDATE token_families f SET ended_at = now(), end_reason = 'refresh_reuse'
   FROM (SELECT count(*) FROM locked) AS l
   WHERE f.id = $1 AND f.ended_at IS NULL RETURNING f.id`,
  { id: column.text },
)

const endBareGrant = write(
  'end_bare_grant',
  `WITH ended AS (
     UPDATE grants g SET ended_at = now(), end_reason = 'refresh_reuse'
     WHERE g.id = $1 AND g.ended_at IS NULL AND NOT EXISTS (
       SELECT 1 FROM token_families f WHERE f.grant_id = g.id AND ${canRefresh})
     RETURNING g.id, g.account_id, g.client_id
   ), ${notifyClients({ from: 'ended', cause: "'refresh_reuse'" })}
   ${tellEndedGrants}`,
)

/**
 * The grant ends too unless another family of it lives, and an offline session unless another
 * application refreshes on. A live session and other clients stay.
 */
export function endFamily(
  db: Db,
  { family, by }: { family: FoundFamily; by: Actor },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [ended] = await tx.rows(endOne, [family.id, family.sessionId])
    if (ended === undefined) return false

    await tx.rows(endBareGrant, [family.grant.id])
    await appendEvent(tx, {
      type: 'refresh.reused',
      outcome: 'failure',
      actor: by,
      accountId: family.accountId,
      sessionId: family.sessionId,
      clientId: family.clientId,
      grantId: family.grant.id,
      details: { generation: family.generation },
    })
    await endBareSession(tx, { ...family, reason: 'refresh_reuse', by })
    return true
  })
}
