/** The document of one event with its seal. The event alone stands in model/event-document.ts. */

import type { EventSeal } from '../ledger/proof.ts'
import { type EventRecord, toEvent } from '../model/event-document.ts'
import type { Built } from './built.ts'
import type { SealedEvent } from './documents.ts'

/** `seal` is null for an event that is not sealed yet. */
export function toSealedEvent(event: EventRecord, seal: EventSeal | null): Built<SealedEvent> {
  return { ...toEvent(event), seal }
}
