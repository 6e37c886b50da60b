/** The one way into the ledger. It adds, in the transaction of the change, and never alters. */

import type { Actor, AuditEvent } from '../model/event.ts'
import { partDetails } from '../model/personal.ts'
import { combine } from '../store/combine.ts'
import { type Db, write } from '../store/db.ts'
import { count, currentOrigin, getWork, type Origin } from '../store/unit-of-work.ts'

const columns = `type, outcome, actor_kind, actor_id, account_id, session_id, client_id, grant_id,
  network, user_agent, request_id, details`

const unnested = `unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::uuid[],
  $7::text[], $8::text[], $9::inet[], $10::text[], $11::text[], $12::jsonb[])`

const insert = `INSERT INTO audit_events (${columns}) SELECT * FROM ${unnested}`

const appendEvents = write('append_events', insert)

/** Inside the transaction `tx` of the change that the events record. */
export async function appendEvent(tx: Db, ...events: readonly AuditEvent[]): Promise<void> {
  const origin = currentOrigin()
  await appendPlaced(
    tx,
    events.map((event) => ({ event, origin })),
  )
}

/** Events of several requests, each with where it came from. */
export async function appendPlaced(db: Db, placed: readonly PlacedEvent[]): Promise<void> {
  await db.rows(appendEvents, asColumns(placed))
}

/** With the unit of work: the events stand if what the unit writes stands. */
export function recordWithUnit(...events: readonly AuditEvent[]): void {
  const { parts, origin } = getWork()
  const values = asColumns(events.map((event) => ({ event, origin })))
  const name = `events${parts.filter((part) => part.name.startsWith('events')).length || ''}`
  parts.push({ name, text: `${insert} WHERE {{guard}}`, values })
}

export type PlacedEvent = { readonly event: AuditEvent; readonly origin: Origin }

/** An event that is the whole change: it shares its statement with others that arrive meanwhile. */
export function eventAppender(db: Db): (event: AuditEvent) => Promise<void> {
  const append = combine<PlacedEvent, void>(
    async (placed) => {
      await appendPlaced(db, placed)
      return placed.map(() => undefined)
    },
    { keyOf: null, most: 200, lanes: 2 },
  )
  return async (event) => {
    count('write')
    count('commit')
    await append({ event, origin: currentOrigin() })
  }
}

/** The parameters of `unnested`, one array a column. */
export function asColumns(placed: readonly PlacedEvent[]): unknown[] {
  const rows = placed.map(({ event, origin }) => [
    event.type,
    event.outcome,
    event.actor.kind,
    bounded(idOf(event.actor)),
    event.accountId ?? null,
    event.sessionId ?? null,
    bounded(event.clientId),
    bounded(event.grantId),
    origin.network,
    bounded(origin.userAgent),
    bounded(origin.requestId),
    JSON.stringify(partDetails({ type: event.type, details: boundedDetails(event.details) })),
  ])
  return columns.split(',').map((_, column) => rows.map((row) => row[column]))
}

function idOf(actor: Actor): string | null {
  return 'id' in actor ? actor.id : null
}

const longestText = 512
export const longestDetail = 2_048
const longestName = 64
const mostDetails = 32

/** Control characters, line separators, and what turns the direction of the text around it. */
const unprintable = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

/** Whatever a stranger sent becomes one line of text that Postgres, a terminal and a log can hold. */
function clean(text: string, longest: number): string {
  return text.slice(0, longest).toWellFormed().replaceAll(unprintable, '\ufffd')
}

function bounded(text: string | null | undefined): string | null {
  return typeof text === 'string' ? clean(text, longestText) : null
}

function boundedDetails(details: AuditEvent['details'] = {}): NonNullable<AuditEvent['details']> {
  const kept = Object.entries(details).slice(0, mostDetails)
  return Object.fromEntries(
    kept.map(([name, value]) => [
      clean(name, longestName),
      typeof value === 'string' ? clean(value, longestDetail) : value,
    ]),
  )
}
