/** The status of a session as its holder may see it. Pure: the current time is an argument. */

import type { EndReason, SessionState } from './session.ts'

/** A session as the database sees it now. `state` is its true state, even if not recorded yet. */
export type ObservedSession = {
  readonly id: string
  readonly policy: string
  readonly state: SessionState
  /** Meaningful only if the session is over. */
  readonly endReason: EndReason
  readonly slides: boolean
  readonly idleEndsAt: Date | null
  readonly absoluteEndsAt: Date | null
  /** When background access ends. */
  readonly offlineUntil: Date | null
  readonly observedAt: Date
}

export type SessionStatus = {
  readonly sessionId: string
  readonly state: SessionState
  readonly endReason: EndReason | null
  readonly idleExpiresAt: Date | null
  readonly absoluteExpiresAt: Date | null
  /** The first of the ends; for an offline session, the only one. */
  readonly expiresAt: Date | null
  /** Whole seconds until `expiresAt`, rounded down. */
  readonly expiresIn: number
  readonly warnAt: Date | null
  /** True if activity extends `expiresAt` now. */
  readonly extendable: boolean
  readonly serverTime: Date
}

/** `warnBeforeSeconds` comes from the session's policy; null for no warning. */
export function statusOf(
  observed: ObservedSession,
  warnBeforeSeconds: number | null,
): SessionStatus {
  const { id: sessionId, state, observedAt: serverTime } = observed
  switch (state) {
    case 'live':
      return { ...liveStatus(observed, warnBeforeSeconds), sessionId, serverTime }
    case 'offline':
      return {
        ...over,
        ...endingAt(observed.offlineUntil, serverTime),
        sessionId,
        state,
        serverTime,
      }
    case 'ended':
      return { ...over, sessionId, state, serverTime, endReason: observed.endReason }
  }
}

const over = {
  endReason: null,
  idleExpiresAt: null,
  absoluteExpiresAt: null,
  expiresAt: null,
  expiresIn: 0,
  warnAt: null,
  extendable: false,
} as const

function liveStatus(observed: ObservedSession, warnBeforeSeconds: number | null) {
  const { slides, idleEndsAt, absoluteEndsAt, observedAt } = observed
  const first = earlier(idleEndsAt, absoluteEndsAt)
  const warns = first !== null && warnBeforeSeconds !== null
  return {
    state: 'live',
    endReason: null,
    idleExpiresAt: idleEndsAt,
    absoluteExpiresAt: absoluteEndsAt,
    ...endingAt(first, observedAt),
    warnAt: warns ? new Date(first.getTime() - warnBeforeSeconds * 1000) : null,
    extendable: slides && idleEndsAt !== null && isBefore(idleEndsAt, absoluteEndsAt),
  } as const
}

function endingAt(expiresAt: Date | null, now: Date) {
  const left = expiresAt === null ? 0 : expiresAt.getTime() - now.getTime()
  return { expiresAt, expiresIn: Math.max(0, Math.floor(left / 1000)) }
}

/** Null stands for no limit. */
function earlier(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b
  return isBefore(a, b) ? a : b
}

function isBefore(a: Date, b: Date | null): boolean {
  return b === null || a.getTime() < b.getTime()
}
