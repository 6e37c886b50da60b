/**
 * The leaf of an event: the hash of its canonical form, in which personal fields are salted
 * commitments. A form never changes; a new one gets a new number.
 */

import { sha256 } from '../base/crypto.ts'
import { canonicalJson } from '../model/canonical.ts'
import { type PersonalField, personalFields } from '../model/personal.ts'
import { hashLeaf } from './merkle.ts'

/** Hexadecimal SHA-256; null for a field that was always empty. */
export type Commitments = Readonly<Record<PersonalField, string | null>>

/** An event as read, hashed and exported. Ids are decimal text, because they outgrow doubles. */
export type StoredEvent = {
  readonly id: string
  readonly xid: string
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
  /** The details that are not personal. */
  readonly details: unknown
  readonly network: string | null
  readonly user_agent: string | null
  readonly personal: unknown
  /** Null if the personal fields were erased. */
  readonly salt: string | null
  /** The commitments to erased fields. */
  readonly commitments: Commitments | null
  /** The id of the event that records the erasure. */
  readonly forgotten_by: string | null
}

export type LeafForm = ReturnType<typeof formOf>

/** The form an auditor sees: it discloses no personal field. */
export function formOf(event: StoredEvent) {
  return {
    form: 1,
    id: event.id,
    occurred_at: event.occurred_at,
    type: event.type,
    outcome: event.outcome,
    actor_kind: event.actor_kind,
    actor_id: event.actor_id,
    account_id: event.account_id,
    session_id: event.session_id,
    client_id: event.client_id,
    grant_id: event.grant_id,
    request_id: event.request_id,
    details: event.details,
    commitments: event.salt === null ? erasedOf(event) : commitmentsOf(event),
  }
}

/** A value next to an erased salt was added later, so no commitment holds for it. */
function erasedOf(event: StoredEvent): Commitments | null {
  return personalFields.every((field) => event[field] === null) ? event.commitments : null
}

export function leafOf(event: StoredEvent): Buffer {
  return hashLeaf(canonicalJson(formOf(event)))
}

export function commitmentsOf(event: StoredEvent): Commitments {
  const commitments = personalFields.map((field) => [field, commitmentTo(event, field)] as const)
  return { network: null, personal: null, user_agent: null, ...Object.fromEntries(commitments) }
}

function commitmentTo(event: StoredEvent, field: PersonalField): string | null {
  const value = event[field]
  if (value === null || event.salt === null) return null
  return commit({ field, salt: saltOf(event.salt, field), value })
}

/** Each field has its own salt, so that one can be disclosed without the others. */
export function saltOf(salt: string, field: PersonalField): string {
  return sha256(canonicalJson(['salt', field, salt])).toString('hex')
}

export type Opening = { readonly field: string; readonly salt: string; readonly value: unknown }

/** The salt stops people from finding the value by trying addresses. */
export function commit({ field, salt, value }: Opening): string {
  return sha256(canonicalJson([field, salt, value])).toString('hex')
}
