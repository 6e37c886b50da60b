/** Saves a policy: an edited preset or a custom one. It applies to live sessions at once. */

import { DomainError } from '../base/errors.ts'
import type { Actor } from '../model/event.ts'
import { isPolicyName, type Policy } from '../model/policy.ts'
import { faultsOf } from '../model/policy-faults.ts'
import { nameOf, settings } from '../model/policy-settings.ts'
import { type Db, write } from '../store/db.ts'
import { lockPolicy } from '../store/policy-lock.ts'
import { keepOwner } from './keep-owner.ts'
import { recordChange } from './record.ts'
import { findPolicy } from './registry.ts'

const columns = ['name', ...settings.map(([, name]) => name)]
const places = columns.map((_, index) => `$${index + 1}`)
const changes = columns.map((column, index) => `${column} = $${index + 1}`)

const upsert = write(
  'save_policy',
  `INSERT INTO policies (${columns.join(', ')}) VALUES (${places.join(', ')})
   ON CONFLICT (name) DO UPDATE SET ${changes.join(', ')}, updated_at = now()`,
)

/** Throws `policy_invalid`, which names every invalid setting and the rule it breaks, and `last_owner`. */
export async function savePolicy(
  db: Db,
  { policy, by }: { policy: Policy; by: Actor },
): Promise<void> {
  requirePolicy(policy)
  const { name } = policy
  await db.transaction(async (tx) => {
    await lockPolicy(tx, name)
    const former = await findPolicy(tx, name)
    const values = [name, ...settings.map(([setting]) => policy[setting])]
    await keepOwner(tx, () => tx.rows(upsert, values))
    await recordChange(tx, { name, former, policy, by })
  })
}

/** Throws `policy_invalid`, which names every invalid setting and the rule it breaks. */
export function requirePolicy(policy: Policy): void {
  if (!isPolicyName(policy.name)) {
    throw new DomainError('policy_invalid', 'name: lower-case letters, digits, "-" and "_"')
  }
  const faults = faultsOf(policy)
  if (faults.length === 0) return
  const told = faults.map(({ setting, rule }) => `${nameOf(setting)}: ${rule}`)
  throw new DomainError('policy_invalid', told.join('; '))
}
