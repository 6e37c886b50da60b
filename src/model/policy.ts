/** A policy: the rules a session lives under, and the decision of its session limit. Pure values. */

import type { Acr } from './acr.ts'
import { type ScopeRules, sooner } from './scope-rules.ts'

export const onLimits = ['evict_oldest', 'evict_idle', 'refuse', 'ask'] as const
export type OnLimit = (typeof onLimits)[number]

export const limitScopes = ['account', 'client'] as const
export type LimitScope = (typeof limitScopes)[number]

export const onRefreshReuses = ['family', 'session'] as const
export type OnRefreshReuse = (typeof onRefreshReuses)[number]

/** The reactions to a change of network, browser or device, from mildest to strictest. */
export const bindings = ['off', 'note', 'reauthenticate', 'end'] as const
export type Binding = (typeof bindings)[number]

export type Policy = {
  readonly name: string
  /** False if only client credentials are allowed and nobody signs in. */
  readonly signIn: boolean
  /** Seconds without activity until the browser part ends; null for no idle timeout. */
  readonly idleSeconds: number | null
  /** Seconds until the browser part ends regardless; null for no absolute timeout. At least one of both is set. */
  readonly absoluteSeconds: number | null
  /** True if activity extends the idle timeout. */
  readonly sliding: boolean
  readonly refreshCountsAsActivity: boolean
  /** True if the cookie survives a restart of the browser. */
  readonly remember: boolean
  readonly maxSessions: number
  readonly onLimit: OnLimit
  /** Counts all sessions of an account together, or separately those that began at each client. */
  readonly limitScope: LimitScope
  readonly bindNetwork: Binding
  readonly bindBrowser: Binding
  readonly bindDevice: Binding
  /** The reaction to one cookie in use from two networks or browsers at the same time. */
  readonly onParallelUse: Binding
  /** The weakest acceptable sign-in; null for any. */
  readonly requireAcr: Acr | null
  /** The maximum age of a sign-in in seconds; null for any age. */
  readonly reauthenticateAfterSeconds: number | null
  /** Additional requirements of single scopes. */
  readonly scopeRules: ScopeRules
  /** True if a grant may outlive the browser part. */
  readonly offlineAccess: boolean
  /** Seconds before the end at which people are warned; null for no warning. */
  readonly warnBeforeSeconds: number | null
  readonly accessTokenSeconds: number
  /** Seconds after a rotation during which the former refresh token yields the same successor. */
  readonly reconnectGraceSeconds: number
  readonly refreshIdleSeconds: number
  readonly refreshAbsoluteSeconds: number
  /** Ends when a refresh token is reused: the family or the session. */
  readonly onRefreshReuse: OnRefreshReuse
}

export function isPolicyName(name: string): boolean {
  return /^[a-z][a-z0-9_-]{0,63}$/.test(name)
}

export type PolicySetting = Exclude<keyof Policy, 'name'>

/** The longest lifetime of an access token that any policy can set. */
export const longestTokenSeconds = 3600

const year = 366 * 86_400

/** Seconds from the start until the first possible end. */
export function firstDueSeconds({ idleSeconds, absoluteSeconds }: Policy): number {
  return sooner(idleSeconds, absoluteSeconds) ?? year
}

export type OpenSession = { readonly id: string; readonly idleSince: Date }

/** The outcome of one more sign-in. */
export type LimitDecision =
  | { readonly kind: 'allow' }
  | { readonly kind: 'evict'; readonly ids: readonly string[] }
  | { readonly kind: 'refuse' | 'ask' }

/** `live` is sorted oldest first. */
export function decideLimit(live: readonly OpenSession[], policy: Policy): LimitDecision {
  const surplus = live.length - policy.maxSessions + 1
  if (surplus <= 0) return { kind: 'allow' }
  switch (policy.onLimit) {
    case 'refuse':
    case 'ask':
      return { kind: policy.onLimit }
    case 'evict_oldest':
      return { kind: 'evict', ids: live.slice(0, surplus).map(({ id }) => id) }
    case 'evict_idle':
      return { kind: 'evict', ids: longestIdle(live, surplus) }
  }
}

function longestIdle(live: readonly OpenSession[], most: number): readonly string[] {
  const byIdleness = live.toSorted((a, b) => a.idleSince.getTime() - b.idleSince.getTime())
  return byIdleness.slice(0, most).map(({ id }) => id)
}
