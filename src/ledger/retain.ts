/**
 * Retention removes the oldest month of events, whole, in two steps. First it compares every event of
 * the month with its leaf, archives the month if that is configured, and announces the drop with an
 * event. Once that event is sealed, it drops the month. A month that is not as it was sealed stays,
 * as evidence.
 */

import { column } from '../store/columns.ts'
import { composed, type Db, read, write } from '../store/db.ts'
import { appendEvent } from './append.ts'
import { type Archive, openArchive } from './archive.ts'
import { type Block, decodeLeaves, type Header, type OpenSeal } from './block.ts'
import { findBlockHolding, readBlocks, readEpochs } from './blocks.ts'
import { compare } from './compare.ts'
import { addDrop, type Drop, digestOf, encodeBits, findAnnouncement, readDrops } from './drop.ts'
import {
  type Epoch,
  highestId,
  inEpoch,
  mostEvents,
  type Position,
  selectEvents,
} from './events.ts'
import type { StoredEvent } from './leaf.ts'

export type Retention = {
  /** How many whole months are kept besides the current one. */
  readonly months: number
  /** The directory for archives; null: no archive is written. */
  readonly archive: string | null
  readonly openSeal: () => Promise<OpenSeal>
}

type RetentionResult =
  /** Nothing is old enough, or another node is at work. */
  | 'nothing'
  | 'announced'
  /** Some of the month's events, or its announcement, are not sealed yet. */
  | 'waiting'
  | 'dropped'

const lock = read('lock_retention', 'SELECT pg_try_advisory_xact_lock(7261010) AS mine', {
  mine: column.bool,
})

/** Takes one step. Throws if the month is not as it was sealed or cannot be archived: then it stays. */
export function retainLedger(db: Db, retention: Retention): Promise<RetentionResult> {
  return db.transaction(async (tx) => {
    const [row] = await tx.rows(lock)
    const found = row?.mine ? await findOldestMonth(tx, retention.months) : null
    if (found === null) return 'nothing'
    return found.isAnnounced ? dropAnnounced(tx, found.month) : announce(tx, found.month, retention)
  })
}

async function dropAnnounced(tx: Db, month: string): Promise<RetentionResult> {
  const drop = (await readDrops(tx)).find((one) => one.month === month)
  const event = drop === undefined ? null : await findAnnouncement(tx, digestOf(drop))
  if (event === null) throw new Error(`no event of the ledger tells that ${month} is to go`)
  if ((await findBlockHolding(tx, event)) === null) return 'waiting'
  await dropMonth(tx, month)
  return 'dropped'
}

async function announce(tx: Db, month: string, retention: Retention): Promise<RetentionResult> {
  const archive = await openArchive(retention.archive, month)
  try {
    const drop = await survey(tx, month, archive)
    if (drop === null) return 'waiting'
    const file = await archive.keep(drop, await retention.openSeal())
    await addDrop(tx, drop)
    const about = { month, events: drop.events, digest: digestOf(drop) }
    const details = file === null ? about : { ...about, archive: file }
    const actor = { kind: 'system' } as const
    await appendEvent(tx, { type: 'ledger.dropped', outcome: 'success', actor, details })
    return 'announced'
  } finally {
    await archive.close()
  }
}

/** Reads the month block by block; null while some of it is not sealed. */
async function survey(tx: Db, month: string, archive: Archive): Promise<Drop | null> {
  const epochs = await readEpochs(tx)
  const bounds = await boundsOfMonth(tx, month, epochs)
  if (bounds === null) return dropOf(month, [])
  const first = await findBlockHolding(tx, bounds.first)
  const last = await findBlockHolding(tx, bounds.last)
  if (first === null || last === null) return null
  const parts: Part[] = []
  const numbers = { after: first.header.number - 1, upTo: last.header.number }
  for await (const block of blocksIn(tx, numbers)) {
    parts.push(await partOf(tx, { month, block, epochs, archive }))
  }
  return dropOf(month, parts)
}

type Part = {
  readonly block: number
  readonly events: number
  /** The bits of the leaves in this month; null: all of them. */
  readonly shared: string | null
}

function dropOf(month: string, parts: readonly Part[]): Drop {
  return {
    form: 1,
    month,
    from: parts[0]?.block ?? 0,
    to: parts.at(-1)?.block ?? 0,
    events: parts.reduce((sum, { events }) => sum + events, 0),
    shared: parts.flatMap(({ block, shared }) =>
      shared === null ? [] : [[block, shared] as const],
    ),
  }
}

const blocksAPage = 32

async function* blocksIn(
  tx: Db,
  { after, upTo }: { after: number; upTo: number },
): AsyncGenerator<Block> {
  for (let at = after; at < upTo; ) {
    const page = await readBlocks(tx, { after: at, upTo, most: blocksAPage })
    yield* page
    at = page.at(-1)?.header.number ?? upTo
  }
}

type MonthBlock = {
  readonly month: string
  readonly block: Block
  readonly epochs: readonly Epoch[]
  readonly archive: Archive
}

/** Throws if an event is not as it was sealed. */
async function partOf(tx: Db, { month, block, epochs, archive }: MonthBlock): Promise<Part> {
  const { header } = block
  const lastId = epochs.find(({ epoch }) => epoch === header.epoch)?.lastId ?? null
  const events = await eventsOfMonth(tx, { month, header, lastId })
  const ids = new Set(events.map(({ id }) => id))
  const bits = decodeLeaves(block.leaves).map(({ id }) => ids.has(id))
  const leaves = decodeLeaves(block.leaves).filter((_, i) => bits[i])
  const difference = compare(leaves, events)
  if (difference !== null) {
    throw new Error(`event ${difference.event} is not as it was sealed: ${difference.what}`)
  }
  if (events.length > 0) await archive.write(block, events)
  const shared = events.length === header.count ? null : encodeBits(bits)
  return { block: header.number, events: events.length, shared }
}

/** The oldest month only: months go in order. */
const oldest = read(
  'oldest_ledger_month',
  `SELECT month, EXISTS (SELECT FROM audit_drops d WHERE d.month = m.month) AS "isAnnounced"
   FROM (SELECT to_char(to_date(right(inhrelid::regclass::text, 6), 'YYYYMM'), 'YYYY-MM') AS month
     FROM pg_inherits WHERE inhparent = 'audit_events'::regclass
       AND inhrelid::regclass::text ~ '_[0-9]{6}$') AS m
   WHERE month < to_char((now() AT TIME ZONE 'UTC') - make_interval(months => $1), 'YYYY-MM')
   ORDER BY month LIMIT 1`,
  { month: column.text, isAnnounced: column.bool },
)

type OldMonth = { readonly month: string; readonly isAnnounced: boolean }

/** Null if no month is old enough: `months` whole ones and the current one stay. */
async function findOldestMonth(db: Db, months: number): Promise<OldMonth | null> {
  const [row] = await db.rows<OldMonth>(oldest, [months])
  return row ?? null
}

const monthName = /^\d{4}-\d{2}$/

/** A table name cannot be a parameter, so the month is checked before it enters the SQL. */
function tableOf(month: string): string {
  if (!monthName.test(month)) throw new Error('no month')
  return `audit_events_${month.replace('-', '')}`
}

/** The places of the month's first and last event; null for a month without events. */
async function boundsOfMonth(
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
  const statement = composed(
    'read',
    `end_of_${tableOf(month)}_${way}`,
    `SELECT xid::text AS xid, id::text AS id FROM ${tableOf(month)} a
     WHERE ${inEpoch('$1', '$2')} ORDER BY a.xid ${way}, a.id ${way} LIMIT 1`,
  )
  return db.rows<Position>(statement, [epoch.firstId, epoch.lastId ?? highestId])
}

/** The events of the month in one block, in the block's order. */
function eventsOfMonth(
  db: Db,
  { month, header, lastId }: { month: string; header: Header; lastId: string | null },
): Promise<StoredEvent[]> {
  const statement = composed(
    'read',
    `events_of_${tableOf(month)}`,
    `${selectEvents.replace('audit_events a', `${tableOf(month)} a`)}
     WHERE (a.xid, a.id) >= ($1::xid8, $2::bigint) AND (a.xid, a.id) < ($3::xid8, $4::bigint)
       AND ${inEpoch('$5', '$6')} ORDER BY a.xid, a.id LIMIT ${mostEvents}`,
  )
  const { from_xid, from_id, to_xid, to_id, epoch_first_id } = header
  const values = [from_xid, from_id, to_xid, to_id, epoch_first_id, lastId ?? highestId]
  return db.rows<StoredEvent>(statement, values)
}

const dropPartition = write('drop_ledger_month', 'SELECT drop_ledger_month($1)')

async function dropMonth(db: Db, month: string): Promise<void> {
  await db.rows(dropPartition, [month])
}
