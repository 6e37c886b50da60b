/** Removes an operator's policy: a custom policy is deleted, an edited preset is restored. */

import { DomainError } from '../base/errors.ts'
import type { Actor } from '../model/event.ts'
import { originOf } from '../model/policy-change.ts'
import { findPreset } from '../model/presets.ts'
import { column } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'
import { lockPolicy } from '../store/policy-lock.ts'
import { keepOwner } from './keep-owner.ts'
import { recordChange } from './record.ts'
import { getPolicy } from './registry.ts'

const remove = write('remove_policy', 'DELETE FROM policies WHERE name = $1')

const findUse = read(
  'use_of_policy',
  `SELECT EXISTS (SELECT 1 FROM accounts WHERE tier = $1) AS "isTier",
     EXISTS (SELECT 1 FROM clients WHERE policy = $1) AS "isOfClient"`,
  { isTier: column.bool, isOfClient: column.bool },
)

type Use = { readonly isTier: boolean; readonly isOfClient: boolean }

/** Throws `not_found`, `last_owner`, and `policy_in_use` for a custom policy that something uses. */
export function removePolicy(db: Db, { name, by }: { name: string; by: Actor }): Promise<void> {
  return db.transaction(async (tx) => {
    await lockPolicy(tx, name)
    const former = await getPolicy(tx, name)
    const policy = findPreset(name)
    if (policy === null) await requireUnused(tx, name)
    await keepOwner(tx, () => tx.rows(remove, [name]))
    if (originOf(former) === 'preset') return
    await recordChange(tx, { name, former, policy, by })
  })
}

async function requireUnused(tx: Db, name: string): Promise<void> {
  const [use] = await tx.rows<Use>(findUse, [name])
  if (use?.isTier) throw new DomainError('policy_in_use', 'it is still the tier of an account')
  if (use?.isOfClient) throw new DomainError('policy_in_use', 'it is still the policy of a client')
}
