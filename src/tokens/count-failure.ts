/** Counting failed redemptions against the code: a PKCE verifier cannot be guessed at leisure. */

import { type Db, write } from '../store/db.ts'
import type { FoundCode } from './find-code.ts'

const count = write(
  'count_failed_redemption',
  `UPDATE authorization_codes SET failures = failures + 1
   WHERE code_hash = $1 AND expires_at > now() AND consumed_at IS NULL`,
)

/** At once, not with the unit of work: the answer is a refusal, and the count must stand. */
export async function countFailedRedemption(db: Db, { codeHash }: FoundCode): Promise<void> {
  await db.rows(count, [codeHash])
}
