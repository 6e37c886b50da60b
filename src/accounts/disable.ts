/** Disables an account and enables it again. Enabling restores no session or grant. */

import { appendEvent } from '../ledger/append.ts'
import type { Actor } from '../model/event.ts'
import { revoke } from '../sessions/revoke.ts'
import { type Db, write } from '../store/db.ts'
import { lockPerson } from './lock-person.ts'
import { changeOwner } from './operators.ts'

const disable = write(
  'disable_account',
  'UPDATE accounts SET disabled_at = clock_timestamp() WHERE id = $1',
)

export type Disabling = {
  readonly accountId: string
  /** The reason in the actor's words. */
  readonly reason: string
  readonly by: Actor
}

/** False if it was disabled already. Throws `not_found`, `last_owner`. */
export function disableAccount(db: Db, { accountId, reason, by }: Disabling): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { isDisabled, roles } = await lockPerson(tx, accountId)
    if (isDisabled) return false
    await changeOwner(tx, roles, () => tx.rows(disable, [accountId]))
    // One row, however many sessions there are.
    const scope = { kind: 'account', accountId } as const
    await revoke(tx, { scope, reason, by, endReason: 'account_disabled' })
    const about = { actor: by, accountId, details: { reason } }
    await appendEvent(tx, { type: 'account.disabled', outcome: 'success', ...about })
    return true
  })
}

const enable = write('enable_account', 'UPDATE accounts SET disabled_at = NULL WHERE id = $1')

/** False if it was not disabled. The person has to sign in again. Throws `not_found`. */
export function enableAccount(
  db: Db,
  { accountId, by }: { accountId: string; by: Actor },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { isDisabled } = await lockPerson(tx, accountId)
    if (!isDisabled) return false
    await tx.rows(enable, [accountId])
    const about = { actor: by, accountId }
    await appendEvent(tx, { type: 'account.enabled', outcome: 'success', ...about })
    return true
  })
}
