/** Whether a sign-in is strong and fresh enough for what is asked, and what follows if not. Pure. */

import { type Acr, acrsUpTo, findAcr, isAtLeast } from './acr.ts'
import type { Policy } from './policy.ts'

/** How a person signed in, and how many seconds ago by the database's clock. */
export type Authentication = { readonly acr: string | null; readonly secondsAgo: number }

/** What a policy, the rule of one scope or a client asks of a sign-in. */
export type Demand = {
  /** The weakest that is enough; null: any. */
  readonly acr: Acr | null
  /** How many seconds ago it may be; null: any number. */
  readonly withinSeconds: number | null
  /** Whose rule this is; null: it holds for whatever is asked. */
  readonly scope: string | null
}

/** What a sign-in that stands lacks, and for which scope. */
export type Shortfall = { readonly kind: 'too_weak' | 'too_old'; readonly scope: string | null }

export type StepUpDecision =
  | { readonly kind: 'allow' }
  /** No shortfall: nobody is signed in, or the client asked for it as such. */
  | { readonly kind: 'sign_in'; readonly shortfall: Shortfall | null }
  /** Another sign-in would lead no further. */
  | { readonly kind: 'unmet'; readonly scope: string | null }

export type Asked = {
  readonly demands: readonly Demand[]
  /** Whether a new sign-in is asked for as such, whatever stands. */
  readonly anew: boolean
  /** The strongest that a sign-in could come to now. */
  readonly reachable: string | null
}

/**
 * A sign-in that is decided here always helps: made now, with what is reachable, it is enough. So
 * nobody types a password for nothing, and no client is sent round in circles.
 */
export function decideStepUp(
  has: Authentication | null,
  { demands, anew, reachable }: Asked,
): StepUpDecision {
  const shortfall = has === null ? null : firstShortfall(has, demands)
  if (has !== null && shortfall === null && !anew) return { kind: 'allow' }
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

/** What a policy asks of a sign-in for these scopes. Those with a rule come first: they say more. */
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

/**
 * What the client asks by `acr_values` and `max_age`. The values are a wish (OpenID Connect Core,
 * 3.1.2.1), in order of preference: the first that can be reached counts, and none is no fault.
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
