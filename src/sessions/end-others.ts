/** Ends sessions of one account at the person's request: an unrecognised one, or all others. */

import { endSession } from '../endings/end-session.ts'
import { appendEvent } from '../ledger/append.ts'
import type { Actor } from '../model/event.ts'
import type { EndReason } from '../model/session.ts'
import { column } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'

const others = read(
  'other_sessions_of_account',
  `SELECT id FROM sessions WHERE account_id = $1 AND ($2::uuid IS NULL OR id <> $2)
     AND state <> 'ended' AND ($3::uuid IS NULL OR id = $3) ORDER BY id`,
  { id: column.uuid },
)

export type Others = {
  readonly accountId: string
  /** The person's current session, which stays. */
  readonly keep: string
  /** The session to end; null for all. The id of another account's session ends nothing. */
  readonly only: string | null
}

/** Returns how many it ended, in one transaction. */
export function endOtherSessions(db: Db, { accountId, keep, only }: Others): Promise<number> {
  const by: Actor = { kind: 'account', id: accountId }
  return db.transaction((tx) => endSessions(tx, { accountId, keep, only, reason: 'revoked', by }))
}

/** "This wasn't me": ends the session, and records in the ledger that the person disowned it. */
export function disownSession(
  db: Db,
  { accountId, keep, only }: Others & { readonly only: string },
): Promise<number> {
  const by: Actor = { kind: 'account', id: accountId }
  return db.transaction(async (tx) => {
    const ended = await endSessions(tx, { accountId, keep, only, reason: 'revoked', by })
    if (ended === 0) return 0
    await appendEvent(tx, {
      type: 'session.disowned',
      outcome: 'success',
      actor: by,
      accountId,
      sessionId: only,
    })
    return ended
  })
}

type Several = Omit<Others, 'keep'> & {
  /** Null keeps none. */
  readonly keep: string | null
  readonly reason: EndReason
  readonly by: Actor
}

/** Runs inside the transaction `tx` of the cause. Returns how many it ended. */
export async function endSessions(
  tx: Db,
  { accountId, keep, only, reason, by }: Several,
): Promise<number> {
  const rows = await tx.rows(others, [accountId, keep, only])
  for (const { id } of rows) await endSession(tx, { sessionId: id, reason, by })
  return rows.length
}
