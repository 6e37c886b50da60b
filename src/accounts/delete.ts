/**
 * Deletes an account: the row is removed and the email is free again. Its `sub` is never reused,
 * because ids are random. The ledger keeps its record, which is forgotten separately.
 */

import { appendEvent } from '../ledger/append.ts'
import { revoke } from '../sessions/revoke.ts'
import { type Db, write } from '../store/db.ts'
import type { Disabling } from './disable.ts'
import { lockPerson } from './lock-person.ts'
import { changeOwner } from './operators.ts'

/**
 * Removes the rows that exist only for the account. The sweep marks its sessions, and the retention of
 * ended sessions removes them: nobody can use them meanwhile.
 */
const remove = write(
  'delete_account',
  `WITH gone AS (
     DELETE FROM accounts WHERE id = $1 RETURNING id, email
   ), consented AS (
     DELETE FROM consents WHERE account_id = (SELECT id FROM gone)
   ), known AS (
     DELETE FROM devices WHERE account_id = (SELECT id FROM gone)
   )
   DELETE FROM mailed_links
   WHERE email = (SELECT email FROM gone) OR account_id = (SELECT id FROM gone)`,
)

/** Throws `not_found`, also the second time, and `last_owner`. */
export function deleteAccount(db: Db, { accountId, reason, by }: Disabling): Promise<void> {
  return db.transaction(async (tx) => {
    const { roles } = await lockPerson(tx, accountId)
    const scope = { kind: 'account', accountId } as const
    await revoke(tx, { scope, reason, by, endReason: 'account_disabled' })
    await changeOwner(tx, roles, () => tx.rows(remove, [accountId]))
    const about = { actor: by, accountId, details: { reason } }
    await appendEvent(tx, { type: 'account.deleted', outcome: 'success', ...about })
  })
}
