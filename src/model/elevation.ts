/** The scopes a token issued now may hold, and for how long: elevation is time-boxed. Pure. */

import { isAtLeast } from './acr.ts'
import type { Policy } from './policy.ts'
import { sooner } from './scope-rules.ts'
import { type Authentication, type Demand, demandsOf } from './step-up.ts'

export type Elevation = {
  readonly kept: readonly string[]
  readonly lapsed: readonly string[]
  /** Whole seconds until the first kept scope lapses; null if none does. */
  readonly secondsLeft: number | null
}

/** Only a new sign-in restores a lapsed scope. */
export function elevationOf(
  has: Authentication,
  { policy, scopes }: { policy: Policy; scopes: readonly string[] },
): Elevation {
  const left = (of: readonly string[]) => secondsLeft(has, demandsOf(policy, of))
  const isLapsed = (scope: string) => (left([scope]) ?? 1) < 1
  const kept = scopes.filter((scope) => !isLapsed(scope))
  return { kept, lapsed: scopes.filter(isLapsed), secondsLeft: left(kept) }
}

/** Whole seconds for which the sign-in still meets all demands; null means for ever. */
function secondsLeft(
  { acr, secondsAgo }: Authentication,
  demands: readonly Demand[],
): number | null {
  if (demands.some((demand) => !isAtLeast(acr, demand.acr))) return 0
  const within = demands.reduce<number | null>(
    (least, { withinSeconds }) => sooner(least, withinSeconds),
    null,
  )
  return within === null ? null : Math.max(0, Math.floor(within - secondsAgo))
}

export type Issuance =
  | {
      readonly kind: 'issue'
      readonly scopes: readonly string[]
      readonly secondsLeft: number | null
    }
  /** The refresh token stays valid, for fewer scopes. */
  | { readonly kind: 'lapsed'; readonly scopes: readonly string[] }
  /** This sign-in yields no more tokens. */
  | { readonly kind: 'over' }

export type AskedOfToken = {
  readonly policy: Policy
  readonly asked: readonly string[]
  /** The scopes the resource server offers. */
  readonly offered: readonly string[]
  /** True if the request names its scopes. A named scope is granted whole or refused. */
  readonly isNamed: boolean
}

export function decideIssuance(
  has: Authentication,
  { policy, asked, offered, isNamed }: AskedOfToken,
): Issuance {
  const { kept, lapsed, secondsLeft: left } = elevationOf(has, { policy, scopes: asked })
  const scopes = offered.filter((scope) => !lapsed.includes(scope))
  if (lapsed.length === 0) return { kind: 'issue', scopes, secondsLeft: left }
  if (kept.length === 0) return { kind: 'over' }
  const isBare = !kept.some((scope) => offered.includes(scope))
  if (isNamed || isBare) return { kind: 'lapsed', scopes: lapsed }
  return { kind: 'issue', scopes, secondsLeft: left }
}
