/** The documents of a policy: written, read, and explained for one account. */

import type { Policy } from '../model/policy.ts'
import { originOf } from '../model/policy-change.ts'
import { documentOf, settings, withSetting } from '../model/policy-settings.ts'
import { defaultPolicy } from '../model/presets.ts'
import { type Reason, tighten } from '../model/tighten.ts'

type Value = ReturnType<typeof documentOf>

/** The settings by their names in the contract; tests hold them against it. */
export type PolicySettings = Readonly<Record<string, Value>>

export function toPolicySettings(policy: Policy): PolicySettings {
  return Object.fromEntries(
    settings.map(([setting, name]) => [name, documentOf(policy, setting)] as const),
  )
}

export function toPolicy(policy: Policy) {
  return { name: policy.name, ...toPolicySettings(policy), origin: originOf(policy) }
}

/** Expects a whole document whose shape the contract has checked. */
export function readPolicy(name: string, document: Readonly<Record<string, unknown>>): Policy {
  const texts = settings.map(([, setting]) => [setting, textOf(document[setting])] as const)
  return texts.reduce<Policy>(
    (policy, [setting, text]) => withSetting(policy, setting, text) ?? policy,
    { ...defaultPolicy, name },
  )
}

function textOf(value: unknown): string {
  if (value === null) return 'none'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

export type ExplainedPolicy = {
  readonly account_policy: string
  /** Null if the client has no policy of its own, or no client was given. */
  readonly client_policy: string | null
  /** Each value, and the policy it comes from. */
  readonly settings: Readonly<Record<string, { readonly value: Value; readonly reason: Reason }>>
}

/** The effective policy of an account. */
export function toExplainedPolicy(own: Policy, ofClient: Policy | null): ExplainedPolicy {
  const { policy, reasonOf } = tighten(own, ofClient)
  const explained = settings.map(([setting, name]) => {
    return [name, { value: documentOf(policy, setting), reason: reasonOf(setting) }] as const
  })
  return {
    account_policy: own.name,
    client_policy: ofClient?.name ?? null,
    settings: Object.fromEntries(explained),
  }
}
