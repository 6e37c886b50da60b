/** The sign-in strength and freshness that single scopes require. Pure values and their text. */

import { type Acr, findAcr, strongerAcr } from './acr.ts'

export type ScopeRule = {
  /** The weakest acceptable sign-in; null for any. */
  readonly requireAcr: Acr | null
  /** The maximum age of the sign-in; null for any age. */
  readonly reauthenticateAfterSeconds: number | null
}

export type ScopeRules = Readonly<Record<string, ScopeRule>>

/** Each scope gets the stricter of both rules. */
export function stricterRules(a: ScopeRules, b: ScopeRules): ScopeRules {
  // Maps, because a scope may be called `constructor`, a property of every object.
  const [ofA, ofB] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
  const scopes = [...new Set([...ofA.keys(), ...ofB.keys()])]
  return Object.fromEntries(
    scopes.map((scope) => [scope, stricter(ofA.get(scope), ofB.get(scope))]),
  )
}

const noRule: ScopeRule = { requireAcr: null, reauthenticateAfterSeconds: null }

function stricter(a: ScopeRule = noRule, b: ScopeRule = noRule): ScopeRule {
  return {
    requireAcr: strongerAcr(a.requireAcr, b.requireAcr),
    reauthenticateAfterSeconds: sooner(a.reauthenticateAfterSeconds, b.reauthenticateAfterSeconds),
  }
}

/** The shorter of two times; null stands for no limit. */
export function sooner(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b)
}

export type ScopeRulesDocument = Readonly<
  Record<string, { readonly require_acr?: string; readonly reauthenticate_after?: number }>
>

/** Sorted by scope, so that equal rules have equal documents. */
export function toRulesDocument(rules: ScopeRules): ScopeRulesDocument {
  const inOrder = Object.entries(rules).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(
    inOrder.map(([scope, { requireAcr, reauthenticateAfterSeconds: after }]) => [
      scope,
      {
        ...(requireAcr === null ? {} : { require_acr: requireAcr }),
        ...(after === null ? {} : { reauthenticate_after: after }),
      },
    ]),
  )
}

export const mostRules = 100

/** Parses `{"transfers:write": {"require_acr": "mfa", "reauthenticate_after": 300}}`; null if invalid. */
export function fromRulesDocument(document: unknown): ScopeRules | null {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return null
  const entries = Object.entries(document)
  const rules = entries.map(([scope, rule]) => [scope, fromRuleDocument(rule)] as const)
  const isScope = (scope: string) => /^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/.test(scope)
  const known = rules.filter((entry): entry is [string, ScopeRule] => entry[1] !== null)
  const isWhole = known.length === rules.length && rules.every(([scope]) => isScope(scope))
  return isWhole && rules.length <= mostRules ? Object.fromEntries(known) : null
}

function fromRuleDocument(document: unknown): ScopeRule | null {
  if (typeof document !== 'object' || document === null) return null
  const { require_acr, reauthenticate_after, ...others } = { ...noRuleDocument, ...document }
  const requireAcr = require_acr === null ? null : findAcr(String(require_acr))
  const isKnown = require_acr === null || requireAcr !== null
  const isTime = reauthenticate_after === null || typeof reauthenticate_after === 'number'
  if (!(isKnown && isTime) || Object.keys(others).length > 0) return null
  return { requireAcr, reauthenticateAfterSeconds: reauthenticate_after }
}

const noRuleDocument: { require_acr: unknown; reauthenticate_after: number | null } = {
  require_acr: null,
  reauthenticate_after: null,
}
