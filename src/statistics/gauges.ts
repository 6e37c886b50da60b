/** How much there is now, counted at most once a minute by whichever node comes first. */

import { type Db, write } from '../store/db.ts'

const isDue = `taken_at < now() - interval '1 minute'`

const lock = write('lock_gauges', `SELECT FROM gauges WHERE ${isDue} FOR UPDATE SKIP LOCKED`)

/** As the sweep last left them: what is overdue but not ended yet still counts. */
const take = write(
  'take_gauges',
  `UPDATE gauges SET taken_at = now(),
     live_sessions = (SELECT count(*) FROM sessions WHERE state = 'live'),
     offline_sessions = (SELECT count(*) FROM sessions WHERE state = 'offline'),
     pending_notices = (SELECT count(*) FROM notices WHERE state = 'pending'),
     dead_notices = (SELECT count(*) FROM notices WHERE state = 'dead')`,
)

/** Whether it was time, and this node's turn. */
export function takeGauges(db: Db): Promise<boolean> {
  return db.transaction(async (tx) => {
    if ((await tx.rows(lock)).length === 0) return false
    await tx.rows(take)
    return true
  })
}
