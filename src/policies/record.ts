/** What the ledger keeps of a policy's change: the settings that are not as they were, with both values. */

import { appendEvent } from '../ledger/append.ts'
import { detailText } from '../ledger/change-details.ts'
import type { Actor } from '../model/event.ts'
import type { Policy, PolicySetting } from '../model/policy.ts'
import { changedSettings } from '../model/policy-change.ts'
import { documentOf, nameOf, settings } from '../model/policy-document.ts'
import type { Db } from '../store/db.ts'

export type Recorded = {
  readonly name: string
  /** Null for a policy that was not there before. */
  readonly former: Policy | null
  /** Null for one that is no more. */
  readonly policy: Policy | null
  readonly by: Actor
}

export async function recordChange(tx: Db, { name, former, policy, by }: Recorded): Promise<void> {
  const changed =
    former && policy ? changedSettings(former, policy) : settings.map(([setting]) => setting)
  await appendEvent(tx, {
    type: policy === null ? 'policy.deleted' : 'policy.changed',
    outcome: 'success',
    actor: by,
    details: { policy: name, before: valuesIn(former, changed), after: valuesIn(policy, changed) },
  })
}

function valuesIn(policy: Policy | null, changed: readonly PolicySetting[]): string {
  if (policy === null) return 'none'
  const values = changed.map((setting) => [nameOf(setting), documentOf(policy, setting)] as const)
  return detailText(Object.fromEntries(values))
}
