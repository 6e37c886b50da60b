/**
 * Forgets a person everywhere: in the ledger, and in the rows of sessions that are over. It needs the
 * account's id only, so it works once the account is gone, and again after an interruption.
 */

import { forgetAccount, listIdentities } from '../ledger/forget.ts'
import type { Actor } from '../model/event.ts'
import { type Db, write } from '../store/db.ts'

/**
 * A session of a living account keeps them until it ends, because its policy may compare them. Without
 * the account no session is good, marked or not.
 */
const emptySessions = write(
  'forget_in_sessions',
  `WITH over AS (
     SELECT s.id FROM sessions s WHERE s.account_id = ANY ($1::uuid[]) AND (s.state = 'ended'
       OR NOT EXISTS (SELECT FROM accounts a WHERE a.id = s.account_id))
   ), families AS (
     UPDATE token_families SET network = NULL, browser = NULL
     WHERE session_id IN (SELECT id FROM over)
   )
   UPDATE sessions SET network = NULL, last_network = NULL, user_agent = NULL, device_hash = NULL,
     place = NULL, former_place = NULL, logout_state = NULL WHERE id IN (SELECT id FROM over)`,
)

/** An operator's free text can name the person. */
const emptyReasons = write(
  'forget_in_revocations',
  `UPDATE revocations SET reason = 'Erased: the person was forgotten.'
   WHERE account_id = ANY ($1::uuid[])`,
)

/** Returns the number of erased events. */
export async function forgetPerson(
  db: Db,
  { accountId, by }: { readonly accountId: string; readonly by: Actor },
): Promise<number> {
  const identities = await listIdentities(db, accountId)
  await db.transaction(async (tx) => {
    await tx.rows(emptySessions, [identities])
    await tx.rows(emptyReasons, [identities])
  })
  return forgetAccount(db, { accountId, by })
}
