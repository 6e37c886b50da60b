/** Takes a notice for an attempt, and records the outcome. It sends nothing itself. */

import { appendEvent } from '../ledger/append.ts'
import type { ResponseAlgorithm } from '../model/client.ts'
import { type Answer, judgeAnswer, type Notice, type NoticeState, nameOf } from '../model/notice.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'

export type TakenNotice = Pick<Notice, 'id' | 'sid' | 'accountId' | 'clientId' | 'attempts'> & {
  /** The current receiver; null if the client unregistered it or was deleted. */
  readonly uri: string | null
  /** Signs the client's ID tokens, and so its logout tokens (Back-Channel Logout 1.0, 2.6). */
  readonly alg: ResponseAlgorithm
}

/** Counts the attempt before it is made, so that a node that dies during it has counted it. */
const take = write(
  'take_notice',
  `UPDATE notices n SET attempts = attempts + 1, tried_at = now()
   WHERE n.id = $1 AND n.state = 'pending'
   RETURNING n.id, n.sid, n.account_id AS "accountId", n.client_id AS "clientId", n.attempts,
     (SELECT c.backchannel_logout_uri FROM clients c WHERE c.id = n.client_id) AS uri,
     coalesce((SELECT c.id_token_signed_response_alg FROM clients c WHERE c.id = n.client_id),
       'ES256') AS alg`,
  {
    id: column.uuid,
    sid: column.text,
    accountId: column.uuid,
    clientId: column.text,
    attempts: column.number,
    uri: orNull(column.text),
    alg: column.word<ResponseAlgorithm>(),
  },
)

/** Null if it is settled, so that a job that runs twice does nothing the second time. */
export async function takeNotice(db: Db, id: string): Promise<TakenNotice | null> {
  const [notice] = await db.rows<TakenNotice>(take, [id])
  return notice ?? null
}

const settle = write(
  'settle_notice',
  `UPDATE notices SET state = $2, last_answer = $3,
     settled_at = CASE WHEN $2 <> 'pending' THEN clock_timestamp() END
   WHERE id = $1 AND state = 'pending' RETURNING id`,
  { id: column.uuid },
)

/** `pending` means another attempt later. */
export function settleNotice(
  db: Db,
  { id, clientId, accountId, sid, attempts }: TakenNotice,
  answer: Answer,
): Promise<NoticeState> {
  const state = judgeAnswer(answer, attempts)
  return db.transaction(async (tx) => {
    const [settled] = await tx.rows(settle, [id, state, nameOf(answer)])
    if (settled === undefined || state === 'pending') return state
    await appendEvent(tx, {
      type: state === 'delivered' ? 'notice.delivered' : 'notice.given_up',
      outcome: state === 'delivered' ? 'success' : 'failure',
      actor: { kind: 'system' },
      accountId,
      clientId,
      grantId: sid,
      details: { notice: id, attempts, answer: nameOf(answer) },
    })
    return state
  })
}
