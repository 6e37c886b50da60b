/** Ending what a person does not recognise or does not use: one other session, or all others. */

import type { Actor } from '../model/event.ts'
import { type Db, read } from '../store/db.ts'
import { endSession } from './end.ts'

const others = read(
  'other_sessions_of_account',
  `SELECT id FROM sessions WHERE account_id = $1 AND id <> $2 AND state <> 'ended'
     AND ($3::uuid IS NULL OR id = $3) ORDER BY id`,
)

export type Others = {
  readonly accountId: string
  /** The session of the person who asks: it stays. */
  readonly keep: string
  /** Null for all of them. An id that is not of this account ends nothing. */
  readonly only: string | null
}

/** How many it ended, in one transaction. */
export function endOtherSessions(db: Db, { accountId, keep, only }: Others): Promise<number> {
  const by: Actor = { kind: 'account', id: accountId }
  return db.transaction(async (tx) => {
    const rows = await tx.rows<{ id: string }>(others, [accountId, keep, only])
    for (const { id } of rows) await endSession(tx, { sessionId: id, reason: 'revoked', by })
    return rows.length
  })
}
