/** What a token may hold that is issued now, and for how long: elevation is time-boxed. Pure. */

import { isAtLeast } from './acr.ts'
import type { Policy } from './policy.ts'
import { sooner } from './scope-rules.ts'
import { type Authentication, type Demand, demandsOf } from './step-up.ts'

export type Elevation = {
  readonly kept: readonly string[]
  readonly lapsed: readonly string[]
  /** Whole seconds until the first of the kept ones lapses; null: none of them does. */
  readonly secondsLeft: number | null
}

/** What is lapsed comes back by a new sign-in and by nothing else. */
export function elevationOf(
  has: Authentication,
  { policy, scopes }: { policy: Policy; scopes: readonly string[] },
): Elevation {
  const left = (of: readonly string[]) => secondsLeft(has, demandsOf(policy, of))
  const isLapsed = (scope: string) => (left([scope]) ?? 1) < 1
  const kept = scopes.filter((scope) => !isLapsed(scope))
  return { kept, lapsed: scopes.filter(isLapsed), secondsLeft: left(kept) }
}

/** Whole seconds for which a sign-in still meets all of these; null: for ever. */
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
  /** The refresh token is as good as before, for less. */
  | { readonly kind: 'lapsed'; readonly scopes: readonly string[] }
  /** Nothing can come of this sign-in any more. */
  | { readonly kind: 'over' }

export type AskedOfToken = {
  readonly policy: Policy
  readonly asked: readonly string[]
  /** What the API in question has. */
  readonly offered: readonly string[]
  /** Whether the request itself names what it asks; who names a scope is not given less. */
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
