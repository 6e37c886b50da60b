/** Records in the ledger who reads it: one event a request or stream, before anything is shown. */

import type { Actor } from '../model/event.ts'
import type { EventFilter, Period } from '../model/event-search.ts'
import type { Db } from '../store/db.ts'
import { appendEvent } from './append.ts'

export type Reading = {
  readonly by: Actor
  /** `search` shows a page, `event` one event; `export` and `tail` are streams. */
  readonly how: 'search' | 'event' | 'export' | 'tail'
  readonly filter: Partial<EventFilter>
  readonly period?: Period
  readonly eventId?: string
}

export function recordReading(db: Db, { by, how, ...reading }: Reading): Promise<void> {
  const details = { how, ...detailsOf(reading) }
  return appendEvent(db, { type: 'ledger.read', outcome: 'success', actor: by, details })
}

/** The query, not the results. Device and network have names of their own: they may be personal. */
function detailsOf({ filter, period, eventId }: Omit<Reading, 'by' | 'how'>) {
  const query = {
    event: eventId,
    types: filter.types?.join(' '),
    result: filter.outcome,
    actor: filter.actorId,
    account: filter.accountId,
    session: filter.sessionId,
    client: filter.clientId,
    looked_device: filter.deviceId,
    looked_network: filter.network,
    from: period?.from?.toISOString(),
    to: period?.to?.toISOString(),
  }
  const present = Object.entries(query).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  )
  return Object.fromEntries(present)
}
