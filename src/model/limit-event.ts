/** The event of a limit that took effect: the limit, and who hit it if known. */

import type { Actor, LedgerEvent } from './event.ts'

export type Limit =
  | 'admin_api'
  | 'guests'
  | 'mailed_links'
  | 'password_hashing'
  | 'pending_requests'

export function limitEvent(limit: Limit, actor: Actor = { kind: 'nobody' }): LedgerEvent {
  return { type: 'limit.reached', outcome: 'failure', actor, details: { limit } }
}
