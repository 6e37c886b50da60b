/** The rules a session lives under, and whom a limit lets in or puts out. Pure values. */

import type { Acr } from './acr.ts'
import { type ScopeRules, sooner } from './scope-rules.ts'

export const onLimits = ['evict_oldest', 'evict_idle', 'refuse', 'ask'] as const
export type OnLimit = (typeof onLimits)[number]

export const limitScopes = ['account', 'client'] as const
export type LimitScope = (typeof limitScopes)[number]

export const onRefreshReuses = ['family', 'session'] as const
export type OnRefreshReuse = (typeof onRefreshReuses)[number]

/** What a change of network, browser or device leads to, from the mildest to the strictest. */
export const bindings = ['off', 'note', 'reauthenticate', 'end'] as const
export type Binding = (typeof bindings)[number]

export type Policy = {
  readonly name: string
  /** Whether people sign in at all; if not, there are client credentials only. */
  readonly signIn: boolean
  /** Seconds without activity after which the browser part ends; null: no such end. */
  readonly idleSeconds: number | null
  /** Seconds after which it ends whatever happens; null: no such end. One of the two there is. */
  readonly absoluteSeconds: number | null
  /** Whether activity moves the idle end. */
  readonly sliding: boolean
  readonly refreshCountsAsActivity: boolean
  /** Whether the cookie survives the browser. */
  readonly remember: boolean
  readonly maxSessions: number
  readonly onLimit: OnLimit
  /** Whether all sessions of an account count together, or those that began at one client. */
  readonly limitScope: LimitScope
  readonly bindNetwork: Binding
  readonly bindBrowser: Binding
  readonly bindDevice: Binding
  /** What one cookie in use from two networks or browsers at the same time leads to. */
  readonly onParallelUse: Binding
  /** The weakest sign-in that is enough; null: any. */
  readonly requireAcr: Acr | null
  /** How many seconds ago a sign-in may be for anything; null: any number. */
  readonly reauthenticateAfterSeconds: number | null
  /** What single scopes ask beyond that. */
  readonly scopeRules: ScopeRules
  /** Whether a grant may outlive the browser part at all. */
  readonly offlineAccess: boolean
  /** How long before its end a session is warned of; null: not at all. */
  readonly warnBeforeSeconds: number | null
  readonly accessTokenSeconds: number
  /** How long after a rotation the former refresh token is answered with the same successor. */
  readonly reconnectGraceSeconds: number
  readonly refreshIdleSeconds: number
  readonly refreshAbsoluteSeconds: number
  /** What a stolen refresh token takes with it. */
  readonly onRefreshReuse: OnRefreshReuse
}

export function isPolicyName(name: string): boolean {
  return /^[a-z][a-z0-9_-]{0,63}$/.test(name)
}

export type PolicySetting = Exclude<keyof Policy, 'name'>

/** How long any access token lives at the most, whatever a policy says. */
export const longestTokenSeconds = 3600

const year = 366 * 86_400

/** When the session itself ends at the latest, from its start; null: only idling ends it. */
export function firstDueSeconds({ idleSeconds, absoluteSeconds }: Policy): number {
  return sooner(idleSeconds, absoluteSeconds) ?? year
}

export type OpenSession = { readonly id: string; readonly idleSince: Date }

/** What a sign-in beyond the limit leads to. `live` is oldest first. */
export type LimitDecision =
  | { readonly kind: 'allow' }
  | { readonly kind: 'evict'; readonly ids: readonly string[] }
  | { readonly kind: 'refuse' | 'ask' }

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
