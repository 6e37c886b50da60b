/** Removes guests whose session has ended: nobody can come back as one. It touches no person's account. */

import { guestAcr } from '../model/guest.ts'
import { column } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'

/** A guest's ended session stays readable this long; the ledger keeps its own record. */
const retention = '1 day'

/** A guest has exactly one session and can begin no other. */
const forget = write(
  'forget_guests',
  `WITH over AS (
     SELECT s.id, s.account_id FROM sessions s
     WHERE s.state = 'ended' AND s.acr = '${guestAcr}' AND s.ended_at < now() - $2::interval
     ORDER BY s.ended_at LIMIT $1 FOR UPDATE SKIP LOCKED
   ), families AS (
     DELETE FROM token_families WHERE session_id IN (SELECT id FROM over)
   ), allowed AS (
     DELETE FROM grants WHERE session_id IN (SELECT id FROM over)
   ), guests AS (
     DELETE FROM accounts WHERE id IN (SELECT account_id FROM over) AND kind = 'guest'
   )
   DELETE FROM sessions WHERE id IN (SELECT id FROM over) RETURNING id`,
  { id: column.uuid },
)

/** Returns how many guests it removed, each with everything of theirs. */
export async function forgetGuests(db: Db, most: number): Promise<number> {
  return (await db.rows(forget, [most, retention])).length
}
