/**
 * Disabling a client, and deleting one: whatever it was issued is dead, by one row. It may come
 * back from the first, and what ended stays ended; its id is never given again after the second.
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
  /** Why, in the words of who asks. */
  readonly reason: string
  readonly by: Actor
}

/** False if it was disabled before: twice is no error. Throws `not_found`. */
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

/** What people consented to stands beside no client any more, and so is shown to nobody. */
export function deleteClient(db: Db, { clientId, reason, by }: ClientDisabling): Promise<void> {
  return db.transaction(async (tx) => {
    await lockClient(tx, clientId)
    await revoke(tx, { scope: { kind: 'client', clientId }, reason, by })
    await tx.rows(remove, [clientId])
    const about = { actor: by, clientId, details: { reason } }
    await appendEvent(tx, { type: 'client.deleted', outcome: 'success', ...about })
  })
}
