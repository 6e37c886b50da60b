/** The one path by which any session ends, whoever asks for it. */

import { appendEvent } from '../ledger/append.ts'
import type { Actor } from '../model/event.ts'
import { type EndReason, type SessionState, sparesOfflineGrants } from '../model/session.ts'
import type { Db } from '../store/db.ts'
import {
  endFamiliesOfSession,
  endGrantsOfSession,
  lockSession,
  markSessionEnded,
} from './statements.ts'

export type Ending = {
  readonly sessionId: string
  readonly reason: EndReason
  readonly by: Actor
}

export type EndedSession = {
  readonly id: string
  readonly accountId: string
  /** `offline` if applications with offline access refresh on. */
  readonly state: SessionState
}

/** Returns the ended session, or null if it had already ended: ending twice is no error. */
export function endSession(
  db: Db,
  { sessionId, reason, by }: Ending,
): Promise<EndedSession | null> {
  return db.transaction(async (tx) => {
    const spares = sparesOfflineGrants(reason)
    // A last family may be ending at this moment.
    if (spares) await tx.rows(lockSession, [sessionId])
    const [session] = await tx.rows(markSessionEnded, [sessionId, reason, spares])
    if (session === undefined) return null

    const isOffline = session.state === 'offline'
    await tx.rows(endFamiliesOfSession, [sessionId, reason, isOffline])
    await tx.rows(endGrantsOfSession, [sessionId, reason])
    await appendEvent(tx, {
      type: isOffline ? 'session.went_offline' : 'session.ended',
      outcome: 'success',
      actor: by,
      accountId: session.accountId,
      sessionId,
      details: { reason },
    })
    return session
  })
}
