/** Recording that a refresh token came from elsewhere than before, once for each new value. */

import { appendEvent } from '../ledger/append.ts'
import { type Change, markOf } from '../model/binding.ts'
import { column } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'
import type { FoundFamily } from './find-family.ts'

const note = write(
  'note_change_of_family',
  `UPDATE token_families
   SET noted = (array_append(noted, $2::text))[cardinality(noted) - 14:]
   WHERE id = $1 AND ended_at IS NULL AND NOT ($2 = ANY (noted)) RETURNING id`,
  { id: column.text },
)

export async function noteChangesOfFamily(
  tx: Db,
  family: FoundFamily,
  changes: readonly Change[],
): Promise<void> {
  for (const change of changes) {
    const { what, before, after, action } = change
    const [noted] = await tx.rows(note, [family.id, markOf(change)])
    if (noted === undefined) continue
    await appendEvent(tx, {
      type: 'session.binding_changed',
      outcome: action === 'note' ? 'success' : 'failure',
      actor: { kind: 'client', id: family.clientId },
      accountId: family.accountId,
      sessionId: family.sessionId,
      clientId: family.clientId,
      grantId: family.grant.id,
      details: { what, before: before ?? 'none', after: after ?? 'none', action },
    })
  }
}
