/** A client's own policy, stricter than the account's, is one that there is. */

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
 * Inside the transaction `tx` that gives it to a client. Throws `client_metadata_invalid`: by a name
 * that nobody defined nothing would be stricter.
 */
export async function requireOwnPolicy(tx: Db, policy: string | null): Promise<void> {
  if (policy === null || findPreset(policy) !== null) return
  await holdPolicy(tx, policy)
  const [row] = await tx.rows(known, [policy])
  if (row?.isKnown) return
  throw new DomainError('client_metadata_invalid', 'policy: no policy has this name')
}
