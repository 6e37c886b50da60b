/**
 * Searches the ledger, newest events first. One index leads through the matches of the most selective
 * filter; the other filters narrow them down. Each look reads a bounded number of events, so that no
 * search ever reads the whole ledger.
 */

import type { EventRecord } from '../model/event-document.ts'
import type { EventFilter, Period, TimePlace } from '../model/event-search.ts'
import { composed, type Db, read, type Statement } from '../store/db.ts'
import { isoText, lowestId, shownColumns, shownKinds, walkInOrder } from './events.ts'
import { type Condition, planSearch, type SearchPlan } from './filter.ts'

export type EventSearch = EventFilter & {
  readonly period: Period
  /** The end of the previous page. */
  readonly before: TimePlace | null
  readonly most: number
}

/** `next` is null at the end. A page can be short, even empty, with more to come. */
export type EventPage = {
  readonly events: readonly EventRecord[]
  readonly next: TimePlace | null
}

/** One look reads at most so many events. */
const mostRead = 5_000

export function searchEvents(db: Db, search: EventSearch): Promise<EventPage> {
  return db.transaction(async (tx) => {
    await tx.rows(walkInOrder)
    return look(tx, search)
  })
}

async function look(db: Db, search: EventSearch): Promise<EventPage> {
  if (search.types?.length === 0) return { events: [], next: null }
  const plan = planSearch(search)
  const events = await db.rows<EventRecord>(statementOf(plan), valuesOf(search, plan))
  const page = events.slice(0, search.most)
  const last = page.at(-1)
  if (events.length > page.length && last) return { events: page, next: placeOf(last) }
  if (plan.others.length === 0) return { events: page, next: null }
  const [end] = await db.rows<TimePlace>(endOf(plan), endValuesOf(search, plan))
  return { events: page, next: end ?? null }
}

function placeOf({ occurred_at, id }: EventRecord): TimePlace {
  return { at: occurred_at, id }
}

/** The two times let Postgres skip partitions; the row comparison only would scan all of them. */
const inPeriod = `(a.occurred_at, a.id) < ($1::timestamptz, $2::bigint)
  AND a.occurred_at <= $1::timestamptz AND a.occurred_at >= $3::timestamptz`

const newestFirst = 'ORDER BY a.occurred_at DESC, a.id DESC'

function statementOf({ leading, others }: SearchPlan): Statement {
  const names = [leading?.name ?? 'time', ...others.map((one) => one.name)]
  const name = `search_${names.join('_')}`
  if (leading?.name === 'types') return composed('read', name, byTypes)
  const { lead, rest } = numbered({ leading, others }, 5)
  const look = others.length === 0 ? '$4' : String(mostRead)
  return composed(
    'read',
    name,
    `SELECT ${shownColumns} FROM (
       SELECT a.* FROM audit_events a WHERE ${[...lead, inPeriod].join(' AND ')}
       ${newestFirst} LIMIT ${look}) AS a
     ${rest.length === 0 ? '' : `WHERE ${rest.join(' AND ')}`} ${newestFirst} LIMIT $4`,
  )
}

const byTypes = `SELECT ${shownColumns} FROM unnest($5::text[]) AS asked (type)
  CROSS JOIN LATERAL (SELECT a.* FROM audit_events a
    WHERE a.type = asked.type AND ${inPeriod} ${newestFirst} LIMIT $4) AS a
  ${newestFirst} LIMIT $4`

/** The place where a full look ended; no row if it reached the end of the ledger. */
function endOf({ leading }: SearchPlan): Statement {
  const { lead } = numbered({ leading, others: [] }, 4)
  return composed(
    'read',
    `search_end_${leading?.name ?? 'time'}`,
    `SELECT ${isoText('a.occurred_at')} AS at, a.id::text AS id FROM audit_events a
     WHERE ${[...lead, inPeriod].join(' AND ')} ${newestFirst} OFFSET ${mostRead - 1} LIMIT 1`,
  )
}

/** The conditions with numbered parameters, starting at `$first`. */
function numbered({ leading, others }: SearchPlan, first: number) {
  let next = first
  const sqlOf = ({ sql, value }: Condition) => {
    const text = sql.replaceAll('?', `$${next}`)
    if (value !== undefined) next += 1
    return text
  }
  return { lead: leading === null ? [] : [sqlOf(leading)], rest: others.map(sqlOf) }
}

function valuesOf(search: EventSearch, { leading, others }: SearchPlan): unknown[] {
  const used = [leading, ...others].flatMap((one) => (one?.value === undefined ? [] : [one.value]))
  return [...placesOf(search), search.most + 1, ...used]
}

function endValuesOf(search: EventSearch, { leading }: SearchPlan): unknown[] {
  return [...placesOf(search), ...(leading?.value === undefined ? [] : [leading.value])]
}

function placesOf({ before, period }: EventSearch): unknown[] {
  const { at, id } = before ?? { at: period.to ?? 'infinity', id: lowestId }
  return [at, id, period.from ?? '-infinity']
}

/** Ids are unique, but a forged row could repeat one. */
const byId = read(
  'shown_event',
  `SELECT ${shownColumns} FROM audit_events a WHERE a.id = $1 LIMIT 1`,
  shownKinds,
)

export async function findShownEvent(db: Db, id: string): Promise<EventRecord | null> {
  const [event] = await db.rows<EventRecord>(byId, [id])
  return event ?? null
}
