/** Ending several sessions of one account: what a person does not recognise, or all but their own. */

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
  /** The session of the person who asks: it stays. */
  readonly keep: string
  /** Null for all of them. An id that is not of this account ends nothing. */
  readonly only: string | null
}

/** How many it ended, in one transaction. */
export function endOtherSessions(db: Db, { accountId, keep, only }: Others): Promise<number> {
  const by: Actor = { kind: 'account', id: accountId }
  return db.transaction((tx) => endSessions(tx, { accountId, keep, only, reason: 'revoked', by }))
}

/** "This wasn't me": it ends, and the ledger keeps what the person said of it. */
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
  /** Null: none stays. */
  readonly keep: string | null
  readonly reason: EndReason
  readonly by: Actor
}

/** Inside the transaction `tx` of what they end for. How many it ended. */
export async function endSessions(
  tx: Db,
  { accountId, keep, only, reason, by }: Several,
): Promise<number> {
  const rows = await tx.rows(others, [accountId, keep, only])
  for (const { id } of rows) await endSession(tx, { sessionId: id, reason, by })
  return rows.length
}
