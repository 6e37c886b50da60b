/** What happens in a session's life that its listeners are told, from one look at it to the next. */

import type { SessionStatus } from './session-status.ts'

export type SessionEvent = 'expiring' | 'extended' | 'ended'

/** What a listener knows: the end it was told of, and whether it was warned of that end. */
export type Told = { readonly expiresAt: number; readonly isWarned: boolean }

export type Telling = { readonly event: SessionEvent | null; readonly told: Told }

/** `told` is null for who only begins to listen: an end that is far is no news to them. */
export function tellingOf(told: Told | null, status: SessionStatus): Telling {
  const expiresAt = status.expiresAt?.getTime() ?? 0
  if (status.state === 'ended') return { event: 'ended', told: { expiresAt, isWarned: true } }
  const isMoved = told !== null && expiresAt > told.expiresAt
  const isKnown = told?.isWarned === true && !isMoved
  if (isDue(status)) {
    return { event: isKnown ? null : 'expiring', told: { expiresAt, isWarned: true } }
  }
  return { event: isMoved ? 'extended' : null, told: { expiresAt, isWarned: false } }
}

function isDue({ warnAt, serverTime }: SessionStatus): boolean {
  return warnAt !== null && warnAt.getTime() <= serverTime.getTime()
}

/** The id of an event is what its listener knows then, so that nothing has to be kept for it. */
export function eventIdOf({ expiresAt, isWarned }: Told): string {
  return `${expiresAt}${isWarned ? '-warned' : ''}`
}

/** Null for what is no id of ours: the listener then begins anew. */
export function readEventId(id: string): Told | null {
  const [, expiresAt, warned] = /^(\d{1,15})(-warned)?$/.exec(id) ?? []
  if (expiresAt === undefined) return null
  return { expiresAt: Number(expiresAt), isWarned: warned !== undefined }
}
