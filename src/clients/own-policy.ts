/** Checks that the policy a client names exists. */

import { DomainError } from '../base/errors.ts'
import { findPreset } from '../model/presets.ts'
import { column } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import { holdPolicy } from '../store/policy-lock.ts'

const known = read(
  'known_policy',
  'SELECT EXISTS (SELECT FROM policies WHERE name = $1) AS "isKnown"',
  { isKnown: column.bool },
)

/**
 * Runs inside the transaction `tx` that assigns it to a client. Throws `client_metadata_invalid` for
 * an unknown name, which would not tighten anything.
 */
export async function requireOwnPolicy(tx: Db, policy: string | null): Promise<void> {
  if (policy === null || findPreset(policy) !== null) return
  await holdPolicy(tx, policy)
  const [row] = await tx.rows(known, [policy])
  if (row?.isKnown) return
  throw new DomainError('client_metadata_invalid', 'policy: no policy has this name')
}
