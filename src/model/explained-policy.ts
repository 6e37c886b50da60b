/** What holds for an account, and whose policy says so, as the admin API and the command line show it. */

import type { Policy } from './policy.ts'
import { documentOf, settings } from './policy-document.ts'
import { type Reason, tighten } from './tighten.ts'

type Explained = { readonly value: ReturnType<typeof documentOf>; readonly reason: Reason }

export type ExplainedPolicy = {
  readonly account_policy: string
  /** Null where the client has none of its own, or no client is asked about. */
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
