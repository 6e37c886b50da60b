/** Months of the ledger in the database: which is the oldest, what it holds, and how it goes. */

import { type Db, read, write } from '../store/db.ts'
import type { Header } from './block.ts'
import type { Drop } from './drop.ts'
import type { LedgerEvent } from './leaf.ts'
import {
  type Epoch,
  highestId,
  inEpoch,
  mostEvents,
  type Position,
  selectEvents,
} from './read-events.ts'

const drops = read('ledger_drops', 'SELECT document FROM audit_drops ORDER BY month')

export async function readDrops(db: Db): Promise<readonly Drop[]> {
  const rows = await db.rows<{ document: Drop }>(drops)
  return rows.map(({ document }) => document)
}

const add = write('add_drop', 'INSERT INTO audit_drops (month, document) VALUES ($1, $2)')

export async function addDrop(tx: Db, drop: Drop): Promise<void> {
  await tx.rows(add, [drop.month, JSON.stringify(drop)])
}

/** The oldest of all; no month is taken before the one before it. */
const oldest = read(
  'oldest_ledger_month',
  `SELECT month, EXISTS (SELECT FROM audit_drops d WHERE d.month = m.month) AS "isAnnounced"
   FROM (SELECT to_char(to_date(right(inhrelid::regclass::text, 6), 'YYYYMM'), 'YYYY-MM') AS month
     FROM pg_inherits WHERE inhparent = 'audit_events'::regclass
       AND inhrelid::regclass::text ~ '_[0-9]{6}$') AS m
   WHERE month < to_char((now() AT TIME ZONE 'UTC') - make_interval(months => $1), 'YYYY-MM')
   ORDER BY month LIMIT 1`,
)

export type OldMonth = { readonly month: string; readonly isAnnounced: boolean }

/** Null when none is so old that `months` whole ones and the present one would be left. */
export async function findOldestMonth(db: Db, months: number): Promise<OldMonth | null> {
  const [row] = await db.rows<OldMonth>(oldest, [months])
  return row ?? null
}

const monthName = /^\d{4}-\d{2}$/

/** A name of a table is no parameter, so it is made of what was checked. */
function tableOf(month: string): string {
  if (!monthName.test(month)) throw new Error('no month')
  return `audit_events_${month.replace('-', '')}`
}

/** Where the month's first and last event stand; null for a month without events. */
export async function boundsOfMonth(
  db: Db,
  month: string,
  epochs: readonly Epoch[],
): Promise<{ readonly first: Position; readonly last: Position } | null> {
  const found: Position[] = []
  for (const epoch of epochs) {
    for (const way of ['ASC', 'DESC'] as const)
      found.push(...(await endOf(db, { month, epoch, way })))
  }
  const [first, last] = [found[0], found.at(-1)]
  return first && last ? { first, last } : null
}

type End = { readonly month: string; readonly epoch: Epoch; readonly way: 'ASC' | 'DESC' }

function endOf(db: Db, { month, epoch, way }: End): Promise<Position[]> {
  const statement = read(
    `end_of_${tableOf(month)}_${way}`,
    `SELECT xid::text AS xid, id::text AS id FROM ${tableOf(month)} a
     WHERE ${inEpoch('$1', '$2')} ORDER BY a.xid ${way}, a.id ${way} LIMIT 1`,
  )
  return db.rows<Position>(statement, [epoch.firstId, epoch.lastId ?? highestId])
}

/** The events of the month that one block holds, in its order. */
export function eventsOfMonth(
  db: Db,
  { month, header, lastId }: { month: string; header: Header; lastId: string | null },
): Promise<LedgerEvent[]> {
  const statement = read(
    `events_of_${tableOf(month)}`,
    `${selectEvents.replace('audit_events a', `${tableOf(month)} a`)}
     WHERE (a.xid, a.id) >= ($1::xid8, $2::bigint) AND (a.xid, a.id) < ($3::xid8, $4::bigint)
       AND ${inEpoch('$5', '$6')} ORDER BY a.xid, a.id LIMIT ${mostEvents}`,
  )
  const { from_xid, from_id, to_xid, to_id, epoch_first_id } = header
  const values = [from_xid, from_id, to_xid, to_id, epoch_first_id, lastId ?? highestId]
  return db.rows<LedgerEvent>(statement, values)
}

const announced = read(
  'drop_announced',
  `SELECT a.xid::text AS xid, a.id::text AS id FROM audit_events a
   WHERE a.type = 'ledger.dropped' AND a.details ->> 'digest' = $1
   ORDER BY a.occurred_at DESC, a.id DESC LIMIT 1`,
)

/** The event that told of a drop; null when there is none. */
export async function findAnnouncement(db: Db, digest: string): Promise<Position | null> {
  const [row] = await db.rows<Position>(announced, [digest])
  return row ?? null
}

const gone = write('drop_ledger_month', 'SELECT drop_ledger_month($1)')

export async function dropMonth(db: Db, month: string): Promise<void> {
  await db.rows(gone, [month])
}
