/** Sends a notice again, because an operator asks or because its job was lost. */

import { appendEvent } from '../ledger/append.ts'
import type { Actor } from '../model/event.ts'
import { column } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'
import { queuedFrom } from './queue-notices.ts'

const again = write(
  'resend_notice',
  `WITH again AS (
     UPDATE notices SET state = 'pending', attempts = 0, settled_at = NULL
     WHERE id = $1 AND state <> 'pending' RETURNING id, client_id, account_id, sid
   ), ${queuedFrom('again')}
   SELECT client_id AS "clientId", account_id AS "accountId", sid AS "grantId" FROM again`,
  { clientId: column.text, accountId: column.uuid, grantId: column.text },
)

type Resent = { readonly clientId: string; readonly accountId: string; readonly grantId: string }

/** False if it is already queued, or if there is no such notice. */
export function resendNotice(db: Db, { id, by }: { id: string; by: Actor }): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [resent] = await tx.rows<Resent>(again, [id])
    if (resent === undefined) return false
    const about = { actor: by, ...resent, details: { notice: id } }
    await appendEvent(tx, { type: 'notice.resent', outcome: 'success', ...about })
    return true
  })
}

/** Longer than the longest wait between two attempts. */
const lostAfter = '6 hours'

const requeue = write(
  'requeue_lost_notices',
  `WITH lost AS (
     UPDATE notices SET tried_at = now() WHERE id IN (
       SELECT id FROM notices
       WHERE state = 'pending' AND coalesce(tried_at, created_at) < now() - $2::interval
       ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)
     RETURNING id, client_id
   ), ${queuedFrom('lost')}
   SELECT id FROM lost`,
  { id: column.uuid },
)

/** Queues notices whose job is gone, for example after a restore without the queue. Returns how many. */
export async function requeueLostNotices(db: Db, most: number): Promise<number> {
  return (await db.rows(requeue, [most, lostAfter])).length
}
