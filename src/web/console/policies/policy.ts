/** A policy as the admin API answers it, and as a form of the console holds what was typed. */

import type { PolicyOrigin } from '../../../model/policy-change.ts'

export type ShownPolicy = {
  readonly name: string
  readonly origin: PolicyOrigin
  readonly [setting: string]: unknown
}

/** What one scope asks, as it was typed; a row without a scope is an empty one. */
export type RuleRow = { readonly scope: string; readonly acr: string; readonly after: string }

export type PolicyForm = {
  /** By the names that settings have in documents. */
  readonly texts: Readonly<Record<string, string>>
  readonly rules: readonly RuleRow[]
}

/** What these settings would do now, as the admin API answers it. */
export type Simulation = {
  readonly sessions: number
  readonly ending: number
  readonly accounts_over_limit: number
}
