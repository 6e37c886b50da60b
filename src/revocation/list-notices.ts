/** The notices, for who looks after them, and forgetting old ones. It sends nothing. */

import type { Notice, NoticeState } from '../model/notice.ts'
import { type Db, read, write } from '../store/db.ts'

const columns = `n.id, n.sid, n.account_id AS "accountId", n.client_id AS "clientId", n.cause,
  n.state, n.attempts, n.last_answer AS "lastAnswer", n.created_at AS "createdAt",
  n.tried_at AS "triedAt", n.settled_at AS "settledAt"`

/** UUIDv7 ids sort by age. One text for each state, since the few that wait have an index. */
const newestFirst = (state: NoticeState | null) =>
  read(
    `list_notices_${state ?? 'all'}`,
    `SELECT ${columns} FROM notices n WHERE ${state === null ? 'TRUE' : `n.state = '${state}'`}
       AND ($2::uuid IS NULL OR n.id < $2) ORDER BY n.id DESC LIMIT $1`,
  )

const byId = read('notice_by_id', `SELECT ${columns} FROM notices n WHERE n.id = $1`)

/** The next page is what comes `before` the last one of this. */
export function listNotices(
  db: Db,
  search: { state: NoticeState | null; before: string | null; most: number },
): Promise<readonly Notice[]> {
  return db.rows<Notice>(newestFirst(search.state), [search.most, search.before])
}

export async function findNotice(db: Db, id: string): Promise<Notice | null> {
  const [notice] = await db.rows<Notice>(byId, [id])
  return notice ?? null
}

/** As the admin API and the command line show it. */
export function noticeDocument(notice: Notice) {
  return {
    id: notice.id,
    client_id: notice.clientId,
    account_id: notice.accountId,
    sid: notice.sid,
    cause: notice.cause,
    state: notice.state,
    attempts: notice.attempts,
    last_answer: notice.lastAnswer,
    created_at: notice.createdAt,
    tried_at: notice.triedAt,
    delivered_at: notice.state === 'delivered' ? notice.settledAt : null,
  }
}

/** As long as an ended session stays readable. */
const retention = '30 days'

const forget = write(
  'forget_settled_notices',
  `DELETE FROM notices WHERE id IN (
     SELECT id FROM notices WHERE settled_at < now() - $2::interval
     ORDER BY settled_at LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING id`,
)

/** Delivered ones and dead ones; the ledger keeps its record of both. How many it removed. */
export async function forgetNotices(db: Db, most: number): Promise<number> {
  return (await db.rows(forget, [most, retention])).length
}
