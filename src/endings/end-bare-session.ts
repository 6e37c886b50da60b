/**
 * Ends an offline session with the last thing that kept it alive. Every ending of a grant or of a
 * token family calls this, in its own transaction.
 */

import { appendEvent } from '../ledger/append.ts'
import type { Actor } from '../model/event.ts'
import type { EndReason } from '../model/session.ts'
import type { Db } from '../store/db.ts'
import { endFamiliesOfSession, endGrantsOfSession, settleOfflineSession } from './statements.ts'

type BareEnding = {
  readonly sessionId: string
  readonly accountId: string
  /** The client whose grant or family ended. */
  readonly clientId: string
  readonly reason: EndReason
  readonly by: Actor
  /** In the actor's words. */
  readonly why?: string | undefined
}

/** Does nothing to a live session, or to one in which another application refreshes on. */
export async function endBareSession(
  tx: Db,
  { sessionId, accountId, clientId, reason, by, why }: BareEnding,
): Promise<void> {
  const [session] = await tx.rows(settleOfflineSession, [sessionId, reason])
  if (session?.state !== 'ended') return

  await tx.rows(endFamiliesOfSession, [sessionId, reason, false])
  await tx.rows(endGrantsOfSession, [sessionId, reason])
  await appendEvent(tx, {
    type: 'session.ended',
    outcome: 'success',
    actor: by,
    accountId,
    sessionId,
    clientId,
    details: why === undefined ? { reason } : { reason, why },
  })
}
