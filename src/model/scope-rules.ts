/** What single scopes ask of a sign-in: how strong, and how fresh. Pure values and their text. */

import { type Acr, findAcr, strongerAcr } from './acr.ts'

export type ScopeRule = {
  /** The weakest sign-in that is enough; null: any. */
  readonly requireAcr: Acr | null
  /** How many seconds ago it may be; null: any number. */
  readonly reauthenticateAfterSeconds: number | null
}

export type ScopeRules = Readonly<Record<string, ScopeRule>>

/** Each scope under the stricter of both, none under less than one of them says. */
export function stricterRules(a: ScopeRules, b: ScopeRules): ScopeRules {
  // Maps, because a scope may be called `constructor`, which every object has.
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

/** The shorter of two times; null stands for no end. */
export function sooner(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b)
}

export type ScopeRulesDocument = Readonly<
  Record<string, { readonly require_acr?: string; readonly reauthenticate_after?: number }>
>

/** In the order of the scopes' names, so that what is the same looks the same. */
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

/** `{"transfers:write": {"require_acr": "mfa", "reauthenticate_after": 300}}`; null if it is not. */
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
