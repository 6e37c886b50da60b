/** The record of a sign-in that its limit refused: no failed sign-in, and no fuel for a lockout. */

import { appendEvent } from '../audit/append.ts'
import type { Db } from '../store/db.ts'

export function recordRefusal(db: Db, accountId: string): Promise<void> {
  return appendEvent(db, {
    type: 'session.refused',
    outcome: 'failure',
    actor: { kind: 'account', id: accountId },
    accountId,
  })
}
