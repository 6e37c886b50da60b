/** Time is moved, never waited for: what happened is set back. It knows no rule. */

import { type Db, write } from '../../src/store/db.ts'

const back = (column: string) => `${column} = ${column} - make_interval(secs => $2::float8)`

const setBack = (columns: readonly string[]) => columns.map(back).join(', ')

const sessionColumns = ['created_at', 'last_seen_at', 'auth_time', 'absolute_expires_at', 'due_at']
const familyColumns = ['created_at', 'rotated_at', 'expires_at', 'ended_at']

const shift = write(
  'test_pass_time',
  `WITH session AS (
     UPDATE sessions SET ${setBack(sessionColumns)} WHERE id = $1 AND state <> 'ended'
   )
   UPDATE token_families SET ${setBack(familyColumns)} WHERE session_id = $1`,
)

/** As if all that ever happened in the session had happened `seconds` earlier. */
export async function passTime(
  db: Db,
  { sessionId, seconds }: { sessionId: string; seconds: number },
): Promise<void> {
  await db.rows(shift, [sessionId, seconds])
}
