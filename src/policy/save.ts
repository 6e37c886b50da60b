/** Saving a policy: a preset edited, or one of an operator's own. Living sessions feel it at once. */

import { appendEvent } from '../audit/append.ts'
import { DomainError } from '../base/errors.ts'
import type { Actor } from '../model/event.ts'
import type { Policy } from '../model/policy.ts'
import { nameOf, settings, toDocument } from '../model/policy-document.ts'
import { faultsOf } from '../model/policy-faults.ts'
import { type Db, write } from '../store/db.ts'

const columns = ['name', ...settings.map(([, name]) => name)]
const places = columns.map((_, index) => `$${index + 1}`)
const changes = columns.map((column, index) => `${column} = $${index + 1}`)

const upsert = write(
  'save_policy',
  `INSERT INTO policies (${columns.join(', ')}) VALUES (${places.join(', ')})
   ON CONFLICT (name) DO UPDATE SET ${changes.join(', ')}, updated_at = now()`,
)

/** Throws `policy_invalid`, naming every setting that is wrong and the rule it breaks. */
export async function savePolicy(
  db: Db,
  { policy, by }: { policy: Policy; by: Actor },
): Promise<void> {
  requirePolicy(policy)
  await db.transaction(async (tx) => {
    await tx.rows(upsert, valuesOf(policy))
    const details = { policy: policy.name, settings: JSON.stringify(toDocument(policy)) }
    await appendEvent(tx, { type: 'policy.changed', outcome: 'success', actor: by, details })
  })
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
