/** Ends a grant: every token of one client in one session, whoever asks. */

import { appendEvent } from '../ledger/append.ts'
import type { Actor, EventType } from '../model/event.ts'
import type { EndReason } from '../model/session.ts'
import type { Db } from '../store/db.ts'
import { endBareSession } from './end-bare-session.ts'
import { endFamiliesOfGrant, endOneGrant } from './statements.ts'

type GrantEnding = {
  readonly grantId: string
  readonly reason: 'revoked' | 'logout' | 'code_reuse'
  readonly by: Actor
  /** In the actor's words. */
  readonly why?: string
}

const types: Record<GrantEnding['reason'], EventType> = {
  revoked: 'grant.ended',
  logout: 'grant.ended',
  code_reuse: 'code.reused',
}

/** A session has no reason `code_reuse`. */
const sessionReasons: Record<GrantEnding['reason'], EndReason> = {
  revoked: 'revoked',
  logout: 'logout',
  code_reuse: 'revoked',
}

/** False if it had already ended: ending twice is no error and leaves one record. */
export function endGrant(db: Db, { grantId, reason, by, why }: GrantEnding): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [grant] = await tx.rows(endOneGrant, [grantId, reason, knowing({ reason, by })])
    if (grant === undefined) return false

    await tx.rows(endFamiliesOfGrant, [grantId, reason])
    const details = why === undefined ? { reason } : { reason, why }
    const about = { actor: by, ...grant, details }
    await appendEvent(tx, { type: types[reason], outcome: 'success', grantId, ...about })
    await endBareSession(tx, { ...grant, reason: sessionReasons[reason], by, why })
    return true
  })
}

/** A client that revokes its own grant knows of it. A client whose code was stolen does not. */
function knowing({ reason, by }: Pick<GrantEnding, 'reason' | 'by'>): string | null {
  return reason === 'revoked' && by.kind === 'client' ? by.id : null
}
