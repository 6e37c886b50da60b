/** Reads events from the database in the ledger's order. The only place that says how a column reads. */

import { column, orNull } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import type { StoredEvent } from './leaf.ts'

/** A time as ISO text, the same on every machine. */
export const isoText = (expression: string) =>
  `to_char(${expression} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const commonColumns = `a.id::text AS id, a.xid::text AS xid,
  ${isoText('a.occurred_at')} AS occurred_at,
  a.type, a.outcome, a.actor_kind, a.actor_id, a.account_id, a.session_id, a.client_id, a.grant_id,
  a.request_id, a.details - 'personal' AS details, a.network::text AS network, a.user_agent,
  a.details -> 'personal' AS personal`

const commonKinds = {
  id: column.text,
  xid: column.text,
  occurred_at: column.text,
  type: column.text,
  outcome: column.text,
  actor_kind: column.text,
  actor_id: orNull(column.text),
  account_id: orNull(column.uuid),
  session_id: orNull(column.uuid),
  client_id: orNull(column.text),
  grant_id: orNull(column.text),
  request_id: orNull(column.text),
  details: orNull(column.json<NonNullable<StoredEvent['details']>>()),
  network: orNull(column.text),
  user_agent: orNull(column.text),
  personal: orNull(column.json<NonNullable<StoredEvent['personal']>>()),
}

/** The columns for people who may read the ledger, and what each of them holds. */
export const shownColumns = `${commonColumns}, a.salt IS NULL AS forgotten`
export const shownKinds = { ...commonKinds, forgotten: column.bool }

const columns = `${commonColumns}, a.salt, e.commitments, e.forgotten_by::text AS forgotten_by`

export const selectEvents = `SELECT ${columns} FROM audit_events a
  LEFT JOIN audit_erasures e ON a.salt IS NULL AND e.event_id = a.id`

/** The columns of a `StoredEvent`. */
export const eventKinds = {
  ...commonKinds,
  salt: orNull(column.uuid),
  commitments: orNull(column.json<NonNullable<StoredEvent['commitments']>>()),
  forgotten_by: orNull(column.text),
}

/** A place in the ledger: just before the event with this transaction and id, whether or not it exists. */
export type Position = { readonly xid: string; readonly id: string }

/** The lowest and highest values of the columns, so that no forged row lies outside. */
export const lowestId = '-9223372036854775808'
export const highestId = '9223372036854775807'

/** A finished epoch ends after every possible transaction id. */
export const highestXid = '18446744073709551615'

export const start: Position = { xid: '0', id: lowestId }

export type Epoch = {
  readonly epoch: number
  readonly firstId: string
  /** Null for the newest epoch. */
  readonly lastId: string | null
}

export type Stretch = {
  readonly epoch: Epoch
  readonly from: Position
  /** Only earlier transactions; null for all. */
  readonly beforeXid: string | null
}

/** The size of a page, and the largest block. */
export const mostEvents = 2_048

/**
 * Written so that the planner uses no index for it and does not expect few rows: otherwise it would
 * read and sort the whole ledger for each page.
 */
export const inEpoch = (first: string, last: string) =>
  `CASE WHEN a.id BETWEEN ${first} AND ${last} THEN true ELSE false END`

const inStretch = `${selectEvents} WHERE (a.xid, a.id) >= ($1::xid8, $2::bigint)
  AND ${inEpoch('$3', '$4')}`

/** The limit is in the text, because a plan for any limit might sort the whole ledger. */
const inOrder = `ORDER BY a.xid, a.id LIMIT ${mostEvents}`

/**
 * Makes the rest of the transaction walk an index in its own order. The generic plan expects an
 * account to have only an event or two, so it would read and sort all events of the account.
 */
export const walkInOrder = read(
  'walk_in_order',
  "SELECT set_config('enable_sort', 'off', true) AS setting",
  { setting: column.text },
)

const all = read('events_from', `${inStretch} ${inOrder}`, eventKinds)
const below = read('events_below', `${inStretch} AND a.xid < $5::xid8 ${inOrder}`, eventKinds)

export function readEvents(db: Db, stretch: Stretch): Promise<StoredEvent[]> {
  const { epoch, from, beforeXid } = stretch
  const values = [from.xid, from.id, epoch.firstId, epoch.lastId ?? highestId]
  return beforeXid === null
    ? db.rows<StoredEvent>(all, values)
    : db.rows<StoredEvent>(below, [...values, beforeXid])
}

const byId = read('event_by_id', `${selectEvents} WHERE a.id = $1`, eventKinds)

export async function findEvent(db: Db, id: string): Promise<StoredEvent | null> {
  const [event] = await db.rows<StoredEvent>(byId, [id])
  return event ?? null
}

export function positionAfter({ xid, id }: Position): Position {
  if (id === highestId) return { xid: String(BigInt(xid) + 1n), id: lowestId }
  return { xid, id: String(BigInt(id) + 1n) }
}

export function isBefore(a: Position, b: Position): boolean {
  const [ax, bx] = [BigInt(a.xid), BigInt(b.xid)]
  return ax < bx || (ax === bx && BigInt(a.id) < BigInt(b.id))
}
