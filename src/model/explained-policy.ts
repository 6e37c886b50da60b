/** The effective policy of an account, with the policy each value comes from, as a document. */

import type { Policy } from './policy.ts'
import { documentOf, settings } from './policy-document.ts'
import { type Reason, tighten } from './tighten.ts'

type Explained = { readonly value: ReturnType<typeof documentOf>; readonly reason: Reason }

export type ExplainedPolicy = {
  readonly account_policy: string
  /** Null if the client has no policy of its own, or no client was given. */
  readonly client_policy: string | null
  readonly settings: Readonly<Record<string, Explained>>
}

export function explainPolicy(own: Policy, ofClient: Policy | null): ExplainedPolicy {
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
