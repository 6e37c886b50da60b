/** Forgetting failures that count no more, whatever the rule was that they counted under. */

import { type Db, write } from '../store/db.ts'

/** Longer than any rule remembers. */
export const forgottenAfterHours = 6

const forget = write(
  'forget_failed_tries',
  `DELETE FROM failed_tries WHERE (subject, device) IN (
     SELECT subject, device FROM failed_tries
     WHERE counted_at < now() - interval '${forgottenAfterHours} hours'
     ORDER BY counted_at LIMIT $1 FOR UPDATE SKIP LOCKED)
   RETURNING 1`,
)

/** How many rows it removed. */
export async function forgetTries(db: Db, most: number): Promise<number> {
  return (await db.rows(forget, [most])).length
}
