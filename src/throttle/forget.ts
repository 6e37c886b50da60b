/** Deletes failures that no longer count under any rule. */

import { type Db, write } from '../store/db.ts'

/** Longer than the memory of any rule. */
export const forgottenAfterHours = 6

const forget = write(
  'forget_failed_tries',
  `DELETE FROM failed_tries WHERE (subject, device) IN (
     SELECT subject, device FROM failed_tries
     WHERE counted_at < now() - interval '${forgottenAfterHours} hours'
     ORDER BY counted_at LIMIT $1 FOR UPDATE SKIP LOCKED)
   RETURNING 1`,
)

/** Returns the number of deleted rows. */
export async function forgetFailedTries(db: Db, most: number): Promise<number> {
  return (await db.rows(forget, [most])).length
}
