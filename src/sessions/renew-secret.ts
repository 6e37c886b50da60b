/** Giving a living session another cookie, where no sign-in does it: the former one is dead. */

import { column } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'

const renew = write(
  'renew_session_secret',
  `UPDATE sessions SET secret_hash = $3, last_seen_at = now(), logout_state = NULL
   WHERE id = $1 AND account_id = $2 AND state = 'live' RETURNING id`,
  { id: column.uuid },
)

/** False for a session that has ended. The caller records what it is done for. */
export async function renewSecret(
  tx: Db,
  session: { sessionId: string; accountId: string; secretHash: Buffer },
): Promise<boolean> {
  const { sessionId, accountId, secretHash } = session
  const renewed = await tx.rows(renew, [sessionId, accountId, secretHash])
  return renewed.length === 1
}
