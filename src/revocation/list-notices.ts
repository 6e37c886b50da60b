/** Lists notices, and removes old ones. It sends nothing. */

import type { Notice, NoticeState } from '../model/notice.ts'
import { type Look, type Page, pageOf } from '../store/bounded-look.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'

const columns = `n.id, n.sid, n.account_id AS "accountId", n.client_id AS "clientId", n.cause,
  n.state, n.attempts, n.last_answer AS "lastAnswer", n.created_at AS "createdAt",
  n.tried_at AS "triedAt", n.settled_at AS "settledAt"`

const byId = read('notice_by_id', `SELECT ${columns} FROM notices n WHERE n.id = $1`, {
  id: column.uuid,
  sid: column.text,
  accountId: column.uuid,
  clientId: column.text,
  cause: column.word<Notice['cause']>(),
  state: column.word<Notice['state']>(),
  attempts: column.number,
  lastAnswer: orNull(column.text),
  createdAt: column.timestamp,
  triedAt: orNull(column.timestamp),
  settledAt: orNull(column.timestamp),
})

/** Null matches every notice. */
export type NoticeFilter = {
  readonly state: NoticeState | null
  /** Notices about one session. */
  readonly sessionId: string | null
  readonly accountId: string | null
  readonly clientId: string | null
}

type Place = { readonly id: string }

/** Newest first. A page can be short, even empty, with more to come. */
export function listNotices(
  db: Db,
  { before, most, ...filter }: NoticeFilter & { before: string | null; most: number },
): Promise<Page<Notice, Place>> {
  return pageOf(db, lookFrom(before ?? highestId, filter), { columns, most })
}

const highestId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Uses an order that only the key's index has: an index by age alone is slow for rare values. */
const walkBy = (key: string, value: string) => `SELECT n.*, ${key} AS key FROM notices n
  WHERE (${key}, n.id) < (${value}, $1::uuid) AND ${key} >= ${value}
  ORDER BY ${key} DESC, n.id DESC`

const walkOver = (condition: string) => `SELECT n.*, true AS key FROM notices n
  WHERE ${condition} AND n.id < $1::uuid ORDER BY n.id DESC`

const walks = {
  session: walkOver('n.sid = ANY (ARRAY(SELECT g.id FROM grants g WHERE g.session_id = $2::uuid))'),
  account: walkBy('n.account_id', '$2::uuid'),
  client: walkBy('n.client_id', '$2::text'),
  // The few undelivered notices have one index for each state.
  pending: walkOver("n.state = 'pending'"),
  dead: walkOver("n.state = 'dead'"),
  time: walkOver('true'),
} as const

function lookFrom(before: string, filter: NoticeFilter): Look {
  const { lead, led } = leadOf(filter)
  const heldValues = [filter.accountId, filter.clientId, filter.state]
  return {
    name: `notices_${lead}`,
    alias: 'n',
    walk: walks[lead],
    values: [before, ...led],
    order: 'n.key DESC, n.id DESC',
    place: 'n.id',
    joined: '',
    held: (first) => {
      const [account, client, state] = [first, first + 1, first + 2].map((place) => `$${place}`)
      return `(${account}::uuid IS NULL OR n.account_id = ${account})
        AND (${client}::text IS NULL OR n.client_id = ${client})
        AND (${state}::text IS NULL OR n.state = ${state})`
    },
    heldValues,
  }
}

type Leading = { readonly lead: keyof typeof walks; readonly led: readonly string[] }

function leadOf({ sessionId, accountId, clientId, state }: NoticeFilter): Leading {
  if (sessionId !== null) return { lead: 'session', led: [sessionId] }
  if (accountId !== null) return { lead: 'account', led: [accountId] }
  if (state === 'pending' || state === 'dead') return { lead: state, led: [] }
  return clientId === null ? { lead: 'time', led: [] } : { lead: 'client', led: [clientId] }
}

export async function findNotice(db: Db, id: string): Promise<Notice | null> {
  const [notice] = await db.rows<Notice>(byId, [id])
  return notice ?? null
}

/** As long as an ended session stays readable. */
const retention = '30 days'

const forget = write(
  'forget_settled_notices',
  `DELETE FROM notices WHERE id IN (
     SELECT id FROM notices WHERE settled_at < now() - $2::interval
     ORDER BY settled_at LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING id`,
  { id: column.uuid },
)

/** Removes delivered and dead notices, and returns how many. The ledger keeps its own record. */
export async function forgetNotices(db: Db, most: number): Promise<number> {
  return (await db.rows(forget, [most, retention])).length
}
