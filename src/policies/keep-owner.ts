/** There is always an owner who can sign in, once there was one: no change may lock out the last. */

import { DomainError } from '../base/errors.ts'
import { isAtLeast } from '../model/acr.ts'
import type { Policy } from '../model/policy.ts'
import { defaultPolicy } from '../model/presets.ts'
import { acrToSignIn } from '../model/step-up.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'
import { reachedAcr } from './accounts-without.ts'
import { listPolicies } from './registry.ts'

/** Serialises such changes, so that each sees the result of the one before. */
const lock = write('lock_owners', 'SELECT pg_advisory_xact_lock(7261008)')

const owners = read(
  'enabled_owners',
  `SELECT a.tier, ${reachedAcr} AS acr FROM accounts a
   WHERE a.roles <> '{}' AND 'owner' = ANY (a.roles) AND a.disabled_at IS NULL`,
  { tier: column.text, acr: orNull(column.text) },
)

/**
 * Runs a change that takes something from owners, inside the transaction `tx`. Throws `last_owner` if
 * nobody is an owner after it, or no owner can sign in any more.
 */
export async function keepOwner<Result>(tx: Db, change: () => Promise<Result>): Promise<Result> {
  await tx.rows(lock)
  const before = await countOwners(tx)
  const result = await change()
  const after = await countOwners(tx)
  if (before.all > 0 && after.all === 0) {
    throw new DomainError('last_owner', 'nobody else is an owner: make somebody one first')
  }
  if (before.able > 0 && after.able === 0) throw new DomainError('last_owner', lockedOut)
  return result
}

const lockedOut =
  'no owner could sign in any more: first give an owner a tier whose policy asks for no more than they have'

type Owners = { readonly all: number; readonly able: number }

async function countOwners(tx: Db): Promise<Owners> {
  const rows = await tx.rows(owners)
  const policies = await listPolicies(tx)
  const find = (name: string) => policies.find((policy) => policy.name === name)
  const able = rows.filter(({ tier, acr }) => {
    return letsIn(find(tier) ?? find(defaultPolicy.name) ?? defaultPolicy, acr)
  })
  return { all: rows.length, able: able.length }
}

function letsIn(policy: Policy, acr: string | null): boolean {
  return acr !== null && isAtLeast(acr, acrToSignIn(policy))
}
