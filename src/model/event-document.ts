/** An event as readers of the ledger see it, below the contract because the ledger's export writes it too. It never includes the salt of its commitments. */

import { type EventType, eventTypes } from './event.ts'
import { type Severity, severityOf } from './event-catalogue.ts'

/** An event as it is read from the store. Ids are decimal strings because they outgrow doubles. */
export type EventRecord = {
  readonly id: string
  readonly occurred_at: string
  readonly type: string
  readonly outcome: string
  readonly actor_kind: string
  readonly actor_id: string | null
  readonly account_id: string | null
  readonly session_id: string | null
  readonly client_id: string | null
  readonly grant_id: string | null
  readonly request_id: string | null
  readonly details: unknown
  readonly network: string | null
  readonly user_agent: string | null
  readonly personal: unknown
  /** True if its personal fields were erased. */
  readonly forgotten: boolean
}

export type EventDocument = {
  readonly id: string
  readonly occurred_at: string
  readonly type: string
  readonly severity: Severity
  readonly outcome: string
  readonly actor: { readonly kind: string; readonly id: string | null }
  readonly account_id: string | null
  readonly session_id: string | null
  readonly client_id: string | null
  readonly grant_id: string | null
  readonly network: string | null
  readonly user_agent: string | null
  readonly request_id: string | null
  /** Includes the personal details unless they were erased. */
  readonly details: Readonly<Record<string, unknown>>
  readonly forgotten: boolean
}

/** The id of the browser it came from, as the account's device list has it. */
export function deviceOf({ details }: Pick<EventRecord, 'details'>): string | null {
  const device: unknown = Reflect.get(recordOf(details), 'device')
  return typeof device === 'string' ? device : null
}

export function toEvent(event: EventRecord): EventDocument {
  return {
    id: event.id,
    occurred_at: event.occurred_at,
    type: event.type,
    severity: isEventType(event.type) ? severityOf(event.type) : 'info',
    outcome: event.outcome,
    actor: { kind: event.actor_kind, id: event.actor_id },
    account_id: event.account_id,
    session_id: event.session_id,
    client_id: event.client_id,
    grant_id: event.grant_id,
    network: event.network?.replace(/\/(32|128)$/, '') ?? null,
    user_agent: event.user_agent,
    request_id: event.request_id,
    details: { ...recordOf(event.details), ...recordOf(event.personal) },
    forgotten: event.forgotten,
  }
}

/** A newer version of this program may know more types. */
export function isEventType(type: string): type is EventType {
  return Object.hasOwn(eventTypes, type)
}

function recordOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}
