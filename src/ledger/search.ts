/**
 * Searching the ledger, the newest first. One index leads through the events that the most telling
 * filter allows; the other filters are held against what it finds, a bounded number a look, so that
 * no question ever reads the whole ledger.
 */

import type { ShownEvent } from '../model/event-document.ts'
import type { EventFilter, Period, TimePlace } from '../model/event-search.ts'
import { type Db, read, type Statement } from '../store/db.ts'
import { isoText, lowestId, shownColumns, walkInOrder } from './read-events.ts'
import { type Condition, type Looking, lookingFor } from './search-conditions.ts'

export type EventSearch = EventFilter & {
  readonly period: Period
  /** Where the page before ended. */
  readonly before: TimePlace | null
  readonly most: number
}

/** `next` null: there is no more. A page can be short, even empty, with more to come. */
export type EventPage = {
  readonly events: readonly ShownEvent[]
  readonly next: TimePlace | null
}

/** How many events one look reads at most. */
const mostLooked = 5_000

export function searchEvents(db: Db, search: EventSearch): Promise<EventPage> {
  return db.transaction(async (tx) => {
    await tx.rows(walkInOrder)
    return look(tx, search)
  })
}

async function look(db: Db, search: EventSearch): Promise<EventPage> {
  if (search.types?.length === 0) return { events: [], next: null }
  const looking = lookingFor(search)
  const events = await db.rows<ShownEvent>(statementOf(looking), valuesOf(search, looking))
  const page = events.slice(0, search.most)
  const last = page.at(-1)
  if (events.length > page.length && last) return { events: page, next: placeOf(last) }
  if (looking.others.length === 0) return { events: page, next: null }
  const [end] = await db.rows<TimePlace>(endOf(looking), endValuesOf(search, looking))
  return { events: page, next: end ?? null }
}

function placeOf({ occurred_at, id }: ShownEvent): TimePlace {
  return { at: occurred_at, id }
}

/** The partitions are chosen by the two times; the place alone would leave all of them. */
const inPeriod = `(a.occurred_at, a.id) < ($1::timestamptz, $2::bigint)
  AND a.occurred_at <= $1::timestamptz AND a.occurred_at >= $3::timestamptz`

const newestFirst = 'ORDER BY a.occurred_at DESC, a.id DESC'

function statementOf({ leading, others }: Looking): Statement {
  const names = [leading?.name ?? 'time', ...others.map((one) => one.name)]
  const name = `search_${names.join('_')}`
  if (leading?.name === 'types') return read(name, byTypes)
  const { led, held } = placed({ leading, others }, 5)
  const look = others.length === 0 ? '$4' : String(mostLooked)
  return read(
    name,
    `SELECT ${shownColumns} FROM (
       SELECT a.* FROM audit_events a WHERE ${[...led, inPeriod].join(' AND ')}
       ${newestFirst} LIMIT ${look}) AS a
     ${held.length === 0 ? '' : `WHERE ${held.join(' AND ')}`} ${newestFirst} LIMIT $4`,
  )
}

const byTypes = `SELECT ${shownColumns} FROM unnest($5::text[]) AS asked (type)
  CROSS JOIN LATERAL (SELECT a.* FROM audit_events a
    WHERE a.type = asked.type AND ${inPeriod} ${newestFirst} LIMIT $4) AS a
  ${newestFirst} LIMIT $4`

/** Where the look ended, if it did not come to the end of the ledger. */
function endOf({ leading }: Looking): Statement {
  const { led } = placed({ leading, others: [] }, 4)
  return read(
    `search_end_${leading?.name ?? 'time'}`,
    `SELECT ${isoText('a.occurred_at')} AS at, a.id::text AS id FROM audit_events a
     WHERE ${[...led, inPeriod].join(' AND ')} ${newestFirst} OFFSET ${mostLooked - 1} LIMIT 1`,
  )
}

/** The conditions with their parameters, the first of which is `$first`. */
function placed({ leading, others }: Looking, first: number) {
  let next = first
  const sqlOf = ({ sql, value }: Condition) => {
    const text = sql.replaceAll('?', `$${next}`)
    if (value !== undefined) next += 1
    return text
  }
  return { led: leading === null ? [] : [sqlOf(leading)], held: others.map(sqlOf) }
}

function valuesOf(search: EventSearch, { leading, others }: Looking): unknown[] {
  const used = [leading, ...others].flatMap((one) => (one?.value === undefined ? [] : [one.value]))
  return [...placesOf(search), search.most + 1, ...used]
}

function endValuesOf(search: EventSearch, { leading }: Looking): unknown[] {
  return [...placesOf(search), ...(leading?.value === undefined ? [] : [leading.value])]
}

function placesOf({ before, period }: EventSearch): unknown[] {
  const { at, id } = before ?? { at: period.to ?? 'infinity', id: lowestId }
  return [at, id, period.from ?? '-infinity']
}

/** Ids are never drawn twice, but a restored ledger could be forged. */
const byId = read(
  'shown_event',
  `SELECT ${shownColumns} FROM audit_events a WHERE a.id = $1 LIMIT 1`,
)

export async function findShownEvent(db: Db, id: string): Promise<ShownEvent | null> {
  const [event] = await db.rows<ShownEvent>(byId, [id])
  return event ?? null
}
