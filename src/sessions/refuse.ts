/** The record of a sign-in that its limit refused: no failed sign-in, and no fuel for a lockout. */

import { appendEvent } from '../ledger/append.ts'
import type { Db } from '../store/db.ts'
import { factorsOf } from './factors.ts'

export type RefusedSignIn = {
  readonly accountId: string
  readonly clientId: string | null
  readonly acr: string | null
  readonly amr: readonly string[]
}

export function recordRefusal(db: Db, signIn: RefusedSignIn): Promise<void> {
  const { accountId, clientId } = signIn
  return appendEvent(db, {
    type: 'session.refused',
    outcome: 'failure',
    actor: { kind: 'account', id: accountId },
    accountId,
    ...(clientId === null ? {} : { clientId }),
    details: factorsOf(signIn),
  })
}
