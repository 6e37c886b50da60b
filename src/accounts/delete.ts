/**
 * Deleting an account: its row is gone, its email is free, and its `sub` is never given again,
 * since ids are random. The ledger keeps its own record, which is forgotten by itself.
 */

import { appendEvent } from '../audit/append.ts'
import { revoke } from '../sessions/revoke.ts'
import { type Db, write } from '../store/db.ts'
import type { Disabling } from './disable.ts'
import { lockPerson } from './lock-person.ts'

/** Ended sessions stay readable for a while, and are no use to anyone without the account. */
const removeConsents = write('delete_consents', 'DELETE FROM consents WHERE account_id = $1')

const remove = write('delete_account', 'DELETE FROM accounts WHERE id = $1')

/** Throws `not_found`, so the second time too. */
export function deleteAccount(db: Db, { accountId, reason, by }: Disabling): Promise<void> {
  return db.transaction(async (tx) => {
    await lockPerson(tx, accountId)
    const scope = { kind: 'account', accountId } as const
    await revoke(tx, { scope, reason, by, endReason: 'account_disabled' })
    await tx.rows(removeConsents, [accountId])
    await tx.rows(remove, [accountId])
    const about = { actor: by, accountId, details: { reason } }
    await appendEvent(tx, { type: 'account.deleted', outcome: 'success', ...about })
  })
}
