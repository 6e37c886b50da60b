/**
 * Which fields of an event are personal: the one list. They enter the ledger's hashes only as
 * salted commitments, and forgetting an account erases them.
 */

import type { EventType, LedgerEvent } from './event.ts'

/** In the order of their commitments; `personal` holds all personal details together. */
export const personalFields = ['network', 'personal', 'user_agent'] as const

export type PersonalField = (typeof personalFields)[number]

/** Names, addresses and free text, in any event. */
const personalDetails: ReadonlySet<string> = new Set([
  'browser',
  'city',
  'comment',
  'country',
  'device_name',
  'display_name',
  'email',
  'looked_network',
  'note',
  'phone',
  'place',
  'previous_email',
  'previous_name',
  'user_name',
  'why',
])

/** Events that record where a person came from, or with which browser, before and after. */
const placesUnder: readonly EventType[] = ['session.binding_changed', 'session.used_in_parallel']

/** Events whose reason is from a fixed list or the server's own text. Other reasons are free text. */
const listedReasons: readonly EventType[] = [
  'code.reused',
  'control.failed',
  'grant.ended',
  'session.ended',
  'session.went_offline',
]

function isPersonalDetail(type: EventType, name: string): boolean {
  switch (name) {
    case 'before':
    case 'after':
      return placesUnder.includes(type)
    case 'reason':
      return !listedReasons.includes(type)
    case 'name':
      // An application's name is not personal; a person's is.
      return type.startsWith('account.')
    default:
      return personalDetails.has(name)
  }
}

type Details = NonNullable<LedgerEvent['details']>

/** Separates the personal details from the others, so that they can be erased. */
export function partDetails({ type, details = {} }: Pick<LedgerEvent, 'type' | 'details'>) {
  const entries = Object.entries(details)
  const plain = entries.filter(([name]) => !isPersonalDetail(type, name) && name !== 'personal')
  const personal = entries.filter(([name]) => isPersonalDetail(type, name))
  const parted: Details = Object.fromEntries(plain)
  if (personal.length === 0) return parted
  return { ...parted, personal: Object.fromEntries(personal) }
}
