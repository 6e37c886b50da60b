/** That a stretch of the ledger was verified stands in the ledger, and what was found. */

import type { Actor } from '../model/event.ts'
import type { Db } from '../store/db.ts'
import { appendEvent } from './append.ts'
import type { StretchVerdict } from './verify-stretch.ts'

export function tellVerification(
  db: Db,
  { by, verdict: { from, to, firstBad } }: { by: Actor; verdict: StretchVerdict },
): Promise<void> {
  const stretch = { from_block: from, to_block: to }
  if (firstBad === null) {
    const about = { outcome: 'success', actor: by, details: stretch } as const
    return appendEvent(db, { type: 'ledger.verified', ...about })
  }
  const { what, event, block } = firstBad
  const bad = { what, ...(event ? { event } : {}), ...(block ? { block } : {}) }
  const about = { outcome: 'failure', actor: by, details: { ...stretch, ...bad } } as const
  return appendEvent(db, { type: 'ledger.broken', ...about })
}
