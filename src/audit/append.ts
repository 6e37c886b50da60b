/** The one way into the ledger. It adds, in the transaction of the change, and never alters. */

import type { Actor, AuditEvent } from '../model/event.ts'
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
  await tx.rows(appendEvents, asColumns(events.map((event) => ({ event, origin }))))
}

/** With the unit of work: the events stand if what the unit writes stands. */
export function recordWithUnit(...events: readonly AuditEvent[]): void {
  const { parts, origin } = getWork()
  const values = asColumns(events.map((event) => ({ event, origin })))
  const name = `events${parts.filter((part) => part.name.startsWith('events')).length || ''}`
  parts.push({ name, text: `${insert} WHERE {{guard}}`, values })
}

type Placed = { readonly event: AuditEvent; readonly origin: Origin }

/** An event that is the whole change: it shares its statement with others that arrive meanwhile. */
export function eventAppender(db: Db): (event: AuditEvent) => Promise<void> {
  const append = combine<Placed, void>(
    async (placed) => {
      await db.rows(appendEvents, asColumns(placed))
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
export function asColumns(placed: readonly Placed[]): unknown[] {
  const rows = placed.map(({ event, origin }) => [
    event.type,
    event.outcome,
    event.actor.kind,
    idOf(event.actor),
    event.accountId ?? null,
    event.sessionId ?? null,
    event.clientId ?? null,
    event.grantId ?? null,
    origin.network,
    origin.userAgent?.slice(0, 512) ?? null,
    origin.requestId,
    JSON.stringify(event.details ?? {}),
  ])
  return columns.split(',').map((_, column) => rows.map((row) => row[column]))
}

function idOf(actor: Actor): string | null {
  return 'id' in actor ? actor.id : null
}
