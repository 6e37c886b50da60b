/** The events of a session's life that its listeners receive, from one look at it to the next. */

import type { SessionStatus } from './session-status.ts'

export type SessionEvent = 'expiring' | 'extended' | 'ended'

/** A listener's knowledge: the end of the session, and whether it was warned of it. */
export type ListenerState = { readonly expiresAt: number; readonly isWarned: boolean }

export type SessionUpdate = { readonly event: SessionEvent | null; readonly known: ListenerState }

/** `known` is null for a new listener, to whom a distant end is no news. */
export function nextUpdate(known: ListenerState | null, status: SessionStatus): SessionUpdate {
  const expiresAt = status.expiresAt?.getTime() ?? 0
  if (status.state === 'ended') return { event: 'ended', known: { expiresAt, isWarned: true } }
  const isMoved = known !== null && expiresAt > known.expiresAt
  const isKnown = known?.isWarned === true && !isMoved
  if (isDue(status)) {
    return { event: isKnown ? null : 'expiring', known: { expiresAt, isWarned: true } }
  }
  return { event: isMoved ? 'extended' : null, known: { expiresAt, isWarned: false } }
}

function isDue({ warnAt, serverTime }: SessionStatus): boolean {
  return warnAt !== null && warnAt.getTime() <= serverTime.getTime()
}

/** The id of an event encodes what its listener knows, so that no state is kept for it. */
export function eventIdOf({ expiresAt, isWarned }: ListenerState): string {
  return `${expiresAt}${isWarned ? '-warned' : ''}`
}

/** Null for an unknown id: the listener then starts over. */
export function readEventId(id: string): ListenerState | null {
  const [, expiresAt, warned] = /^(\d{1,15})(-warned)?$/.exec(id) ?? []
  if (expiresAt === undefined) return null
  return { expiresAt: Number(expiresAt), isWarned: warned !== undefined }
}
