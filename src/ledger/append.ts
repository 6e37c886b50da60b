/** The one way into the ledger. It adds, in the transaction of the change, and never alters. */

import type { Actor, AuditEvent } from '../model/event.ts'
import { partDetails } from '../model/personal.ts'
import { combine } from '../store/combine.ts'
import { type Db, write } from '../store/db.ts'
import { count, currentOrigin, getWork, type Origin } from '../store/unit-of-work.ts'

const columns = `type, outcome, actor_kind, actor_id, account_id, session_id, client_id, grant_id,
  network, user_agent, request_id, details`

const unnested = `unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::uuid[],
  $7::text[], $8::text[], $9::inet[], $10::text[], $11::text[], $12::jsonb[], $13::text[])`

/** Known by the browser's cookie, and named by its id: a hash of the cookie is not for the ledger. */
const deviceOf = `(SELECT jsonb_build_object('device', d.id) FROM devices d
  WHERE d.account_id = e.account_id AND d.device_hash = decode(e.device, 'hex'))`

const insert = `INSERT INTO audit_events (${columns})
  SELECT e.type, e.outcome, e.actor_kind, e.actor_id, e.account_id, e.session_id, e.client_id,
    e.grant_id, e.network, e.user_agent, e.request_id, coalesce(${deviceOf}, '{}') || e.details
  FROM ${unnested} AS e (${columns}, device)`

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
  await db.rows(appendEvents, withDevices(placed))
}

/** With the unit of work: the events stand if what the unit writes stands. */
export function recordWithUnit(...events: readonly AuditEvent[]): void {
  const { parts, origin } = getWork()
  const values = withDevices(events.map((event) => ({ event, origin })))
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

function withDevices(placed: readonly PlacedEvent[]): unknown[] {
  return [...asColumns(placed), placed.map(({ origin }) => origin.device)]
}

/** One array a column, in the order of the table's; what comes to pass in no browser has no device. */
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
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu

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
