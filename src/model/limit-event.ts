/** The event of a limit that held: which, and who came up against it if that is known. */

import type { Actor, AuditEvent } from './event.ts'

export type Limit = 'admin_api' | 'guests' | 'mailed_links' | 'password_hashing'

export function limitEvent(limit: Limit, actor: Actor = { kind: 'nobody' }): AuditEvent {
  return { type: 'limit.reached', outcome: 'failure', actor, details: { limit } }
}
