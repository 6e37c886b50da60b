/** Forgetting guests who are gone: nobody can come back as one. It touches no person's account. */

import { type Db, write } from '../store/db.ts'

/** A guest's session, once ended, stays readable this long; the ledger keeps its own record. */
const retention = '1 day'

/** A guest without a session is none any more; one in use is passed by. */
const forget = write(
  'forget_guests',
  `WITH gone AS (
     SELECT a.id FROM accounts a
     WHERE a.kind = 'guest' AND a.created_at < now() - $2::interval AND NOT EXISTS (
       SELECT 1 FROM sessions s WHERE s.account_id = a.id
         AND (s.state <> 'ended' OR s.ended_at > now() - $2::interval))
     ORDER BY a.id LIMIT $1 FOR UPDATE OF a SKIP LOCKED
   ), over AS (
     SELECT s.id FROM sessions s JOIN gone ON s.account_id = gone.id
   ), families AS (
     DELETE FROM token_families WHERE session_id IN (SELECT id FROM over)
   ), allowed AS (
     DELETE FROM grants WHERE session_id IN (SELECT id FROM over)
   ), visits AS (
     DELETE FROM sessions WHERE id IN (SELECT id FROM over)
   )
   DELETE FROM accounts WHERE id IN (SELECT id FROM gone) RETURNING id`,
)

/** How many it removed, with all that was theirs. */
export async function forgetGuests(db: Db, most: number): Promise<number> {
  return (await db.rows(forget, [most, retention])).length
}
