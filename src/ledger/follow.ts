/**
 * Reading the ledger on from a place, in its own order: by transaction, then by event. Only below
 * the snapshot horizon is that order final, so nothing is skipped, whatever the order of commits.
 */

import { DomainError } from '../base/errors.ts'
import type { ShownEvent } from '../model/event-document.ts'
import { type Db, read } from '../store/db.ts'
import { lowestId, type Position, shownColumns } from './read-events.ts'

export type PlacedEvent = ShownEvent & Position

export type FollowedPage = {
  readonly events: readonly PlacedEvent[]
  /** Whether there is more to be read at once. */
  readonly more: boolean
}

const mostAPage = 1_000

/** The limit stands in the text: a plan for any limit might sort the whole ledger. */
const readOn = read(
  'follow_events',
  `SELECT ${shownColumns} FROM audit_events a
   WHERE (a.xid, a.id) > ($1::xid8, $2::bigint)
     AND a.xid < pg_snapshot_xmin(pg_current_snapshot())
   ORDER BY a.xid, a.id LIMIT ${mostAPage}`,
)

export async function followEvents(db: Db, { xid, id }: Position): Promise<FollowedPage> {
  const events = await db.rows<PlacedEvent>(readOn, [xid, id])
  return { events, more: events.length === mostAPage }
}

const standing = read(
  'ledger_horizon',
  `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xid,
     pg_snapshot_xmax(pg_current_snapshot())::text AS end`,
)

type Standing = { readonly xid: string; readonly end: string }

/** The place of whoever has seen all that is final. */
export async function placeNow(db: Db): Promise<Position> {
  return { xid: (await readStanding(db)).xid, id: lowestId }
}

/** Throws `cursor_unknown` for a place that this database has not come to: it was restored. */
export async function requirePlace(db: Db, place: Position): Promise<void> {
  if (BigInt(place.xid) <= BigInt((await readStanding(db)).end)) return
  throw new DomainError('cursor_unknown', 'not of this ledger as it is now: begin without an id')
}

async function readStanding(db: Db): Promise<Standing> {
  const [found] = await db.rows<Standing>(standing)
  if (found === undefined) throw new Error('one row was promised')
  return found
}
