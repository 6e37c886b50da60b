/** Records a policy change in the ledger: the settings that differ, with both values. */

import { appendEvent } from '../ledger/append.ts'
import { detailText } from '../ledger/change-details.ts'
import type { Actor } from '../model/event.ts'
import type { Policy, PolicySetting } from '../model/policy.ts'
import { changedSettings } from '../model/policy-change.ts'
import { documentOf, nameOf, settings } from '../model/policy-settings.ts'
import type { Db } from '../store/db.ts'

export type Recorded = {
  readonly name: string
  /** Null for a new policy. */
  readonly former: Policy | null
  /** Null for a deleted policy. */
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
