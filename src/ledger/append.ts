/** The only way into the ledger. It adds, in the transaction of the change, and never alters. */

import type { Actor, LedgerEvent } from '../model/event.ts'
import { partDetails } from '../model/personal.ts'
import { combine } from '../store/combine.ts'
import { type Db, write } from '../store/db.ts'
import { currentOrigin, getWork, type Origin, writeInUnit } from '../store/unit-of-work.ts'

/** The columns of an event with their types, in the order of the parameters. */
const columns = [
  ['type', 'text'],
  ['outcome', 'text'],
  ['actor_kind', 'text'],
  ['actor_id', 'text'],
  ['account_id', 'uuid'],
  ['session_id', 'uuid'],
  ['client_id', 'text'],
  ['grant_id', 'text'],
  ['network', 'inet'],
  ['user_agent', 'text'],
  ['request_id', 'text'],
  ['details', 'jsonb'],
] as const

type Column = (typeof columns)[number][0]

type Insertion = {
  /** Names `$13`, one more text for each event. It is not written itself. */
  readonly beside?: string
  readonly details?: string
  readonly where?: string
}

/**
 * The only INSERT of the ledger, to stand by itself or in a larger statement. Its first parameters
 * are those of `eventValues`; it writes the events (`e`) for which `where` holds.
 */
export function insertEvents({ beside, details = 'e.details', where = 'TRUE' }: Insertion): string {
  const names = columns.map(([name]) => name)
  const types = columns.map(([, type]) => type)
  const given = beside === undefined ? names : [...names, beside]
  const arrays = given.map((_, i) => `$${i + 1}::${types[i] ?? 'text'}[]`)
  const written = names.map((name) => (name === 'details' ? details : `e.${name}`))
  return `INSERT INTO audit_events (${names.join(', ')})
    SELECT ${written.join(', ')} FROM unnest(${arrays.join(', ')}) AS e (${given.join(', ')})
    WHERE ${where}`
}

/** The ledger names a device by its id, and never holds a hash of its cookie. */
const deviceOf = `(SELECT jsonb_build_object('device', d.id) FROM devices d
  WHERE d.account_id = e.account_id AND d.device_hash = decode(e.device, 'hex'))`

const withDevice = { beside: 'device', details: `coalesce(${deviceOf}, '{}') || e.details` }

const appendEvents = write('append_events', insertEvents(withDevice))

const unitText = insertEvents({ ...withDevice, where: '{{guard}}' })

/** Inside the transaction `tx` of the change that the events record. */
export async function appendEvent(tx: Db, ...events: readonly LedgerEvent[]): Promise<void> {
  const origin = currentOrigin()
  const placed = events.map((event) => ({ event, origin }))
  await tx.rows(appendEvents, withDevices(placed))
}

/** Writes the events with the unit of work: they stand if its other writes stand. */
export function recordWithUnit(...events: readonly LedgerEvent[]): void {
  const { origin } = getWork()
  const values = withDevices(events.map((event) => ({ event, origin })))
  writeInUnit({ name: 'events', text: unitText, values })
}

export type PlacedEvent = { readonly event: LedgerEvent; readonly origin: Origin }

/** For an event that is the whole change: it shares its statement with others in flight. */
export function eventAppender(db: Db): (event: LedgerEvent) => Promise<void> {
  const append = placedEventAppender(db, { lanes: 2 })
  return (event) => append({ event, origin: currentOrigin() })
}

export function placedEventAppender(
  db: Db,
  { lanes }: { lanes: number },
): (placed: PlacedEvent) => Promise<void> {
  return combine<PlacedEvent, void>(
    async (placed) => {
      await db.rows(appendEvents, withDevices(placed))
      return placed.map(() => undefined)
    },
    { kind: 'write', keyOf: null, most: 200, lanes },
  )
}

function withDevices(placed: readonly PlacedEvent[]): unknown[] {
  return [...eventValues(placed), placed.map(({ origin }) => origin.device)]
}

/** One array for each column. An event without a browser has no device. */
export function eventValues(placed: readonly PlacedEvent[]): unknown[] {
  const rows = placed.map(rowOf)
  return columns.map(([name]) => rows.map((row) => row[name]))
}

function rowOf({ event, origin }: PlacedEvent): Record<Column, string | null> {
  const { type, outcome, actor } = event
  return {
    type,
    outcome,
    actor_kind: actor.kind,
    actor_id: bounded(idOf(actor)),
    account_id: event.accountId ?? null,
    session_id: event.sessionId ?? null,
    client_id: bounded(event.clientId),
    grant_id: bounded(event.grantId),
    network: origin.network,
    user_agent: bounded(origin.userAgent),
    request_id: bounded(origin.requestId),
    details: JSON.stringify(partDetails({ type, details: boundedDetails(event.details) })),
  }
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

/** Makes anything that a stranger sent one line that Postgres, a terminal and a log can hold. */
function clean(text: string, longest: number): string {
  return text.slice(0, longest).toWellFormed().replaceAll(unprintable, '\ufffd')
}

function bounded(text: string | null | undefined): string | null {
  return typeof text === 'string' ? clean(text, longestText) : null
}

function boundedDetails(details: LedgerEvent['details'] = {}): NonNullable<LedgerEvent['details']> {
  const kept = Object.entries(details).slice(0, mostDetails)
  return Object.fromEntries(
    kept.map(([name, value]) => [
      clean(name, longestName),
      typeof value === 'string' ? clean(value, longestDetail) : value,
    ]),
  )
}
