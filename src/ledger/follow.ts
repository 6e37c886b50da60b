/**
 * Reads the ledger from a place onwards, in its order: by transaction, then by event. That order is
 * final only below the snapshot horizon, so reading stops there and skips nothing.
 */

import { DomainError } from '../base/errors.ts'
import type { EventRecord } from '../model/event-document.ts'
import { column } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import { lowestId, type Position, shownColumns, shownKinds } from './events.ts'

export type PlacedEvent = EventRecord & Position

export type FollowedPage = {
  readonly events: readonly PlacedEvent[]
  /** Whether more can be read right away. */
  readonly more: boolean
}

const mostAPage = 1_000

/** The limit is in the text, because a plan for any limit might sort the whole ledger. */
const readOn = read(
  'follow_events',
  `SELECT ${shownColumns} FROM audit_events a
   WHERE (a.xid, a.id) > ($1::xid8, $2::bigint)
     AND a.xid < pg_snapshot_xmin(pg_current_snapshot())
   ORDER BY a.xid, a.id LIMIT ${mostAPage}`,
  shownKinds,
)

export async function followEvents(db: Db, { xid, id }: Position): Promise<FollowedPage> {
  const events = await db.rows<PlacedEvent>(readOn, [xid, id])
  return { events, more: events.length === mostAPage }
}

const horizon = read(
  'ledger_horizon',
  `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xid,
     pg_snapshot_xmax(pg_current_snapshot())::text AS end`,
  { xid: column.text, end: column.text },
)

type Horizon = { readonly xid: string; readonly end: string }

/** The place after all events whose order is final. */
export async function placeNow(db: Db): Promise<Position> {
  return { xid: (await readHorizon(db)).xid, id: lowestId }
}

/** Throws `cursor_unknown` for a place this database has not reached: it was restored from a backup. */
export async function requirePlace(db: Db, place: Position): Promise<void> {
  if (BigInt(place.xid) <= BigInt((await readHorizon(db)).end)) return
  throw new DomainError('cursor_unknown', 'not of this ledger as it is now: begin without an id')
}

async function readHorizon(db: Db): Promise<Horizon> {
  const [found] = await db.rows<Horizon>(horizon)
  if (found === undefined) throw new Error('the horizon has no row')
  return found
}
