/** The rules a session lives under. Pure values; it never decides who gets which. */

export type OnLimit = 'evict_oldest'

export type Policy = {
  readonly name: string
  /** Seconds without activity after which the browser part ends. A token refresh is activity. */
  readonly idleSeconds: number
  readonly absoluteSeconds: number
  readonly maxSessions: number
  readonly onLimit: OnLimit
  readonly accessTokenSeconds: number
  /** How long after a rotation the former refresh token is answered with the same successor. */
  readonly reconnectGraceSeconds: number
  readonly refreshIdleSeconds: number
  readonly refreshAbsoluteSeconds: number
}

const minute = 60
const hour = 60 * minute
const day = 24 * hour

export const defaultPolicy: Policy = {
  name: 'default',
  idleSeconds: 30 * minute,
  absoluteSeconds: 12 * hour,
  maxSessions: 10,
  onLimit: 'evict_oldest',
  accessTokenSeconds: 5 * minute,
  reconnectGraceSeconds: 30,
  refreshIdleSeconds: 14 * day,
  refreshAbsoluteSeconds: 90 * day,
}

/** The policies there are, and the tiers, which are named as they are. */
export const policyNames: readonly string[] = [defaultPolicy.name]

/** The first live sessions to end so that one more fits; `live` is oldest first. */
export function toEvict<T>(live: readonly T[], policy: Policy): readonly T[] {
  return live.slice(0, Math.max(0, live.length - policy.maxSessions + 1))
}
