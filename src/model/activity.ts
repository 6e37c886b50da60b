/** Which of the ledger's events a person reads about their own account. */

import type { EventType } from './event.ts'

export const activityTypes = [
  'account.created',
  'account.disabled',
  'account.enabled',
  'authentication.failed',
  'code.reused',
  'consent.denied',
  'consent.granted',
  'consent.withdrawn',
  'device.first_seen',
  'password.changed',
  'password.reset',
  'password.reset_requested',
  'refresh.reused',
  'revocation.made',
  'session.begun',
  'session.binding_changed',
  'session.disowned',
  'session.ended',
  'session.reauthenticated',
  'session.refused',
  'session.used_in_parallel',
] as const satisfies readonly EventType[]

export type ActivityType = (typeof activityTypes)[number]

export type Activity = {
  readonly id: string
  readonly type: ActivityType
  readonly occurredAt: Date
  readonly network: string | null
  readonly userAgent: string | null
  /** Null if the client is no longer registered. */
  readonly clientName: string | null
  /** Why a session ended. */
  readonly reason: string | null
}
