/** Enables a disabled client. Its ended grants stay ended. */

import { appendEvent } from '../ledger/append.ts'
import type { Actor } from '../model/event.ts'
import { type Db, write } from '../store/db.ts'
import { lockClient } from './lock.ts'

const enable = write(
  'enable_client',
  'UPDATE clients SET disabled_at = NULL, updated_at = clock_timestamp() WHERE id = $1',
)

/** False if it was not disabled. Throws `not_found`. */
export function enableClient(
  db: Db,
  { clientId, by }: { clientId: string; by: Actor },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { isDisabled } = await lockClient(tx, clientId)
    if (!isDisabled) return false
    await tx.rows(enable, [clientId])
    const about = { actor: by, clientId }
    await appendEvent(tx, { type: 'client.enabled', outcome: 'success', ...about })
    return true
  })
}
