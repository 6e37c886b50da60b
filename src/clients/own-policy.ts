/** A client's own policy, stricter than the account's, is one that there is. */

import { DomainError } from '../base/errors.ts'
import { findPreset } from '../model/presets.ts'
import { type Db, read } from '../store/db.ts'

const known = read(
  'known_policy',
  'SELECT EXISTS (SELECT FROM policies WHERE name = $1) AS "isKnown"',
)

/** Throws `client_metadata_invalid`: by a name that nobody defined nothing would be stricter. */
export async function requireOwnPolicy(db: Db, policy: string | null): Promise<void> {
  if (policy === null || findPreset(policy) !== null) return
  const [row] = await db.rows<{ isKnown: boolean }>(known, [policy])
  if (row?.isKnown) return
  throw new DomainError('client_metadata_invalid', 'policy: no policy has this name')
}
