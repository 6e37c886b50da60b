/** Decides whether a sign-in is strong and fresh enough, and what follows if not. Pure. */

import { type Acr, acrsUpTo, findAcr, isAtLeast, strongerAcr } from './acr.ts'
import type { Policy } from './policy.ts'

/** How a person signed in, and how many seconds ago by the database's clock. */
export type Authentication = { readonly acr: string | null; readonly secondsAgo: number }

/** The requirements of a policy, a scope rule or a client on a sign-in. */
export type Demand = {
  /** The weakest acceptable sign-in; null for any. */
  readonly acr: Acr | null
  /** The maximum age of the sign-in; null for any age. */
  readonly withinSeconds: number | null
  /** The scope that requires it; null if it applies to every request. */
  readonly scope: string | null
}

/** The deficiency of the current sign-in, and the scope that needs more. */
export type Shortfall = { readonly kind: 'too_weak' | 'too_old'; readonly scope: string | null }

export type StepUpDecision =
  | { readonly kind: 'allow' }
  /** Without a shortfall, nobody is signed in or the client asked for a new sign-in. */
  | { readonly kind: 'sign_in'; readonly shortfall: Shortfall | null }
  /** A new sign-in would not help. */
  | { readonly kind: 'unmet'; readonly scope: string | null }

export type StepUpRequest = {
  readonly demands: readonly Demand[]
  /** True if the client asks for a new sign-in regardless. */
  readonly isForced: boolean
  /** The strongest level a sign-in could reach now. */
  readonly reachable: string | null
}

/**
 * Asks for a sign-in only if it will help: made now at the reachable level, it satisfies the request.
 * Nobody types a password for nothing, and no client is redirected in circles.
 */
export function decideStepUp(
  has: Authentication | null,
  { demands, isForced, reachable }: StepUpRequest,
): StepUpDecision {
  const shortfall = has === null ? null : firstShortfall(has, demands)
  if (has !== null && shortfall === null && !isForced) return { kind: 'allow' }
  const beyond = demands.find(({ acr }) => !isAtLeast(reachable, acr))
  if (beyond !== undefined) return { kind: 'unmet', scope: beyond.scope }
  return { kind: 'sign_in', shortfall }
}

function firstShortfall(
  { acr, secondsAgo }: Authentication,
  demands: readonly Demand[],
): Shortfall | null {
  for (const { acr: least, withinSeconds, scope } of demands) {
    if (!isAtLeast(acr, least)) return { kind: 'too_weak', scope }
    if (withinSeconds !== null && secondsAgo > withinSeconds) return { kind: 'too_old', scope }
  }
  return null
}

/** The policy's demands for these scopes. Scope rules come first because they are more specific. */
export function demandsOf(policy: Policy, scopes: readonly string[]): readonly Demand[] {
  const rules = new Map(Object.entries(policy.scopeRules))
  const ofScopes = scopes.flatMap((scope) => {
    const rule = rules.get(scope)
    if (rule === undefined) return []
    return [{ acr: rule.requireAcr, withinSeconds: rule.reauthenticateAfterSeconds, scope }]
  })
  const { requireAcr, reauthenticateAfterSeconds } = policy
  return [...ofScopes, { acr: requireAcr, withinSeconds: reauthenticateAfterSeconds, scope: null }]
}

/** The level without which nobody signs in under the policy, whatever else an application asks for. */
export function acrToSignIn(policy: Policy): Acr | null {
  return demandsOf(policy, ['openid']).reduce<Acr | null>(
    (strongest, { acr }) => strongerAcr(strongest, acr),
    null,
  )
}

/**
 * The client's demand by `acr_values` and `max_age`. `acr_values` is voluntary (OpenID Connect Core,
 * 3.1.2.1) and in order of preference: the first reachable value counts, and none is no error.
 */
export function wishOf(
  { acrValues, maxAgeSeconds }: { acrValues: readonly string[]; maxAgeSeconds: number | null },
  reachable: Acr | null,
): Demand {
  const within = reachable === null ? [] : acrsUpTo(reachable)
  const known = acrValues.map(findAcr)
  const acr = known.find((value) => value !== null && within.includes(value)) ?? null
  return { acr, withinSeconds: maxAgeSeconds, scope: null }
}
