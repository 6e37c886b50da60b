/** Ends a token family because an old token of it was presented: one of its holders is a thief. */

import { appendEvent } from '../ledger/append.ts'
import type { Actor } from '../model/event.ts'
import type { Db } from '../store/db.ts'
import type { FoundFamily } from '../tokens/find-family.ts'
import { endBareSession } from './end-bare-session.ts'
import { endBareGrant, endOneFamily } from './statements.ts'

const reason = 'refresh_reuse'

/**
 * The grant ends too unless another of its families lives, and so does an offline session unless
 * another application refreshes on. A live session and other clients stay.
 */
export function endFamily(
  db: Db,
  { family, by }: { family: FoundFamily; by: Actor },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [ended] = await tx.rows(endOneFamily, [family.id, reason, family.sessionId])
    if (ended === undefined) return false

    await tx.rows(endBareGrant, [family.grant.id, reason])
    await appendEvent(tx, {
      type: 'refresh.reused',
      outcome: 'failure',
      actor: by,
      accountId: family.accountId,
      sessionId: family.sessionId,
      clientId: family.clientId,
      grantId: family.grant.id,
      details: { generation: family.generation },
    })
    await endBareSession(tx, { ...family, reason, by })
    return true
  })
}
