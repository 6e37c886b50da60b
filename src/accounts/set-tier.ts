/** Changes an account's tier, which picks the policy of its future sessions. */

import { DomainError } from '../base/errors.ts'
import { appendEvent } from '../ledger/append.ts'
import type { Actor } from '../model/event.ts'
import { findPolicy } from '../policies/registry.ts'
import { type Db, write } from '../store/db.ts'
import { holdPolicy } from '../store/policy-lock.ts'
import { lockPerson } from './lock-person.ts'
import { changeOwner } from './operators.ts'

const set = write('set_tier', 'UPDATE accounts SET tier = $2 WHERE id = $1')

/** False if it has that tier already. Throws `not_found`, `last_owner`, and `request_invalid` for no name of a policy. */
export function setTier(
  db: Db,
  { accountId, tier, by }: { accountId: string; tier: string; by: Actor },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    await holdPolicy(tx, tier)
    if ((await findPolicy(tx, tier)) === null) {
      throw new DomainError('request_invalid', 'tier: no policy has this name')
    }
    const { tier: former, roles } = await lockPerson(tx, accountId)
    if (former === tier) return false
    await changeOwner(tx, roles, () => tx.rows(set, [accountId, tier]))
    const about = { actor: by, accountId, details: { tier, former_tier: former } }
    await appendEvent(tx, { type: 'account.tier_changed', outcome: 'success', ...about })
    return true
  })
}
