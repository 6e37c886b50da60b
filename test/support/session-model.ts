/** How long a session lives, as the documentation says it, in whole seconds. It asks no server. */

import type { Policy } from '../../src/model/policy.ts'

export type ModelFamily = {
  readonly id: string
  readonly offline: boolean
  readonly idle: number
  readonly expiresAt: number
  rotatedAt: number
  generation: number
  isEnded: boolean
}

export type Timeout = 'idle_timeout' | 'absolute_timeout'

export type SessionModel = {
  now: number
  readonly own: Policy
  /** The policy as it was saved since; null while nobody changed it. */
  current: Policy | null
  authenticatedAt: number
  seenAt: number
  dueAt: number
  recorded: 'live' | 'offline' | 'ended'
  endReason: Timeout | 'revoked' | null
  readonly families: ModelFamily[]
}

/** The rules of today tighten those that the session began under. */
function tighter(a: number | null, b: number | null | undefined): number {
  return Math.min(a ?? Infinity, b ?? Infinity)
}

export function slides({ own, current }: SessionModel): boolean {
  return own.sliding && (current?.sliding ?? true)
}

function lastActivity(model: SessionModel): number {
  const { own, current, seenAt, families } = model
  if (!slides(model)) return model.authenticatedAt
  const counts = own.refreshCountsAsActivity && (current?.refreshCountsAsActivity ?? true)
  return counts ? Math.max(seenAt, ...families.map(({ rotatedAt }) => rotatedAt)) : seenAt
}

export function idleEnd(model: SessionModel): number {
  return lastActivity(model) + tighter(model.own.idleSeconds, model.current?.idleSeconds)
}

/** The session began at 0. */
export function absoluteEnd({ own, current }: SessionModel): number {
  return tighter(own.absoluteSeconds, current?.absoluteSeconds)
}

export function firstEnd(model: SessionModel): number {
  return Math.min(idleEnd(model), absoluteEnd(model))
}

export function isLive(model: SessionModel): boolean {
  return model.recorded === 'live' && model.now < firstEnd(model)
}

/** Whichever end came first. */
function timeoutOf(model: SessionModel): Timeout {
  return absoluteEnd(model) <= idleEnd(model) && absoluteEnd(model) <= model.now
    ? 'absolute_timeout'
    : 'idle_timeout'
}

export function familyEnd({ expiresAt, rotatedAt, idle }: ModelFamily): number {
  return Math.min(expiresAt, rotatedAt + idle)
}

/** Until when applications go on without the browser; null: not at all. */
export function offlineUntil({ families, now }: SessionModel): number | null {
  const ends = families.filter(({ offline, isEnded }) => offline && !isEnded).map(familyEnd)
  const last = Math.max(...ends, -Infinity)
  return last > now ? last : null
}

export function stateOf(model: SessionModel): SessionModel['recorded'] {
  if (model.recorded === 'ended') return 'ended'
  if (isLive(model)) return 'live'
  return offlineUntil(model) === null ? 'ended' : 'offline'
}

/** An offline session whose last family has expired ends as the clean-up will record it. */
export function reasonOf(model: SessionModel): SessionModel['endReason'] {
  const isExpired = model.recorded === 'offline' && stateOf(model) === 'ended'
  return model.recorded === 'live' || isExpired ? timeoutOf(model) : model.endReason
}

export function canRefresh(model: SessionModel, family: ModelFamily): boolean {
  if (family.isEnded || model.now >= familyEnd(family)) return false
  return family.offline ? model.recorded !== 'ended' : isLive(model)
}

/** Marks ended sessions as ended. */
export function recordEnd(model: SessionModel): void {
  const state = stateOf(model)
  if (state === 'live' || state === model.recorded) return
  model.endReason = timeoutOf(model)
  for (const family of model.families) {
    const isSpared = state === 'offline' && family.offline && familyEnd(family) > model.now
    if (!isSpared) family.isEnded = true
  }
  model.recorded = state
  model.dueAt = offlineUntil(model) ?? model.dueAt
}

/** A round of the clean-up. */
export function sweepModel(model: SessionModel): void {
  if (model.recorded === 'ended' || model.dueAt > model.now) return
  recordEnd(model)
  if (model.recorded === 'live') model.dueAt = firstEnd(model)
  if (model.recorded === 'offline') model.dueAt = offlineUntil(model) ?? model.dueAt
}

/** An application loses its access; an offline session in which none can refresh is over. */
export function revokeIn(model: SessionModel, family: ModelFamily): void {
  if (family.isEnded) return
  family.isEnded = true
  if (model.recorded !== 'offline') return
  const until = offlineUntil(model)
  if (until !== null) {
    model.dueAt = until
    return
  }
  model.recorded = 'ended'
  model.endReason = 'revoked'
  for (const each of model.families) each.isEnded = true
}
