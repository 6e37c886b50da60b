/**
 * Disables or deletes a client: one row ends everything it was issued. A disabled client can be
 * enabled again, without what ended. The id of a deleted one is never reused.
 */

import { lockClient } from '../clients/lock.ts'
import { appendEvent } from '../ledger/append.ts'
import type { Actor } from '../model/event.ts'
import { type Db, write } from '../store/db.ts'
import { revoke } from './revoke.ts'

const disable = write(
  'disable_client',
  `UPDATE clients SET disabled_at = clock_timestamp(), updated_at = clock_timestamp()
   WHERE id = $1`,
)

export type ClientDisabling = {
  readonly clientId: string
  /** The reason in the actor's words. */
  readonly reason: string
  readonly by: Actor
}

/** False if it was disabled already. Throws `not_found`. */
export function disableClient(db: Db, { clientId, reason, by }: ClientDisabling): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { isDisabled } = await lockClient(tx, clientId)
    if (isDisabled) return false
    await tx.rows(disable, [clientId])
    await revoke(tx, { scope: { kind: 'client', clientId }, reason, by })
    const about = { actor: by, clientId, details: { reason } }
    await appendEvent(tx, { type: 'client.disabled', outcome: 'success', ...about })
    return true
  })
}

const remove = write('delete_client', 'DELETE FROM clients WHERE id = $1')

/** Consents stay as rows, but without a client nobody sees them. */
export function deleteClient(db: Db, { clientId, reason, by }: ClientDisabling): Promise<void> {
  return db.transaction(async (tx) => {
    await lockClient(tx, clientId)
    await revoke(tx, { scope: { kind: 'client', clientId }, reason, by })
    await tx.rows(remove, [clientId])
    const about = { actor: by, clientId, details: { reason } }
    await appendEvent(tx, { type: 'client.deleted', outcome: 'success', ...about })
  })
}
