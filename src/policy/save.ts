/** Saving a policy: a preset edited, or one of an operator's own. Living sessions feel it at once. */

import { appendEvent } from '../audit/append.ts'
import { DomainError } from '../base/errors.ts'
import type { Actor } from '../model/event.ts'
import type { Policy, PolicySetting } from '../model/policy.ts'
import { documentOf, nameOf, settings } from '../model/policy-document.ts'
import { faultsOf } from '../model/policy-faults.ts'
import { type Db, write } from '../store/db.ts'
import { listPolicies } from './registry.ts'

const columns = ['name', ...settings.map(([, name]) => name)]
const places = columns.map((_, index) => `$${index + 1}`)
const changes = columns.map((column, index) => `${column} = $${index + 1}`)

const upsert = write(
  'save_policy',
  `INSERT INTO policies (${columns.join(', ')}) VALUES (${places.join(', ')})
   ON CONFLICT (name) DO UPDATE SET ${changes.join(', ')}, updated_at = now()`,
)

/** Of two savers of one name the second one sees what the first one saved, a first row too. */
const lockName = write(
  'lock_policy_name',
  "SELECT pg_advisory_xact_lock(hashtextextended('policy ' || $1, 0))",
)

/** Throws `policy_invalid`, naming every setting that is wrong and the rule it breaks. */
export async function savePolicy(
  db: Db,
  { policy, by }: { policy: Policy; by: Actor },
): Promise<void> {
  requirePolicy(policy)
  await db.transaction(async (tx) => {
    await lockPolicy(tx, policy.name)
    const former = (await listPolicies(tx)).find(({ name }) => name === policy.name) ?? null
    await tx.rows(upsert, valuesOf(policy))
    const details = { policy: policy.name, ...changeOf(former, policy) }
    await appendEvent(tx, { type: 'policy.changed', outcome: 'success', actor: by, details })
  })
}

/** Held until the transaction is over, also before there is such a policy. */
export async function lockPolicy(tx: Db, name: string): Promise<void> {
  await tx.rows(lockName, [name])
}

/** What is not as it was, with both values; of a new policy all. */
function changeOf(former: Policy | null, policy: Policy) {
  const changed = settings.filter(
    ([setting]) => former === null || canonicalOf(former, setting) !== canonicalOf(policy, setting),
  )
  const valuesIn = (one: Policy) =>
    JSON.stringify(
      Object.fromEntries(changed.map(([setting, name]) => [name, documentOf(one, setting)])),
    )
  return { before: former === null ? 'none' : valuesIn(former), after: valuesIn(policy) }
}

function canonicalOf(policy: Policy, setting: PolicySetting): string {
  return JSON.stringify(documentOf(policy, setting))
}

function valuesOf(policy: Policy): unknown[] {
  return [policy.name, ...settings.map(([setting]) => policy[setting])]
}

/** Throws `policy_invalid`, naming every setting that is wrong and the rule it breaks. */
export function requirePolicy(policy: Policy): void {
  const faults = faultsOf(policy)
  if (faults.length === 0) return
  const told = faults.map(({ setting, rule }) => `${nameOf(setting)}: ${rule}`)
  throw new DomainError('policy_invalid', told.join('; '))
}
