/** Counts what exists now, about once a minute, on the first node to get to it. */

import { type Db, write } from '../store/db.ts'

/** A little less than a minute, so that no minute is left out. */
const isDue = `taken_at < now() - interval '55 seconds'`

const lock = write('lock_gauges', `SELECT FROM gauges WHERE ${isDue} FOR UPDATE SKIP LOCKED`)

/** Sessions that are overdue but not swept yet still count. */
const take = write(
  'take_gauges',
  `WITH taken AS (
     UPDATE gauges SET taken_at = now(),
       live_sessions = (SELECT count(*) FROM sessions WHERE state = 'live'),
       offline_sessions = (SELECT count(*) FROM sessions WHERE state = 'offline'),
       pending_notices = (SELECT count(*) FROM notices WHERE state = 'pending'),
       dead_notices = (SELECT count(*) FROM notices WHERE state = 'dead')
     RETURNING taken_at, live_sessions, offline_sessions)
   INSERT INTO session_counts (step, at, live, offline)
   SELECT s.step, date_trunc(s.step, taken_at, 'UTC'), live_sessions, offline_sessions
   FROM taken CROSS JOIN (VALUES ('minute'), ('hour')) AS s (step)
   ON CONFLICT (step, at) DO UPDATE SET live = excluded.live, offline = excluded.offline`,
)

/** Returns whether this node counted. */
export function takeGauges(db: Db): Promise<boolean> {
  return db.transaction(async (tx) => {
    if ((await tx.rows(lock)).length === 0) return false
    await tx.rows(take)
    return true
  })
}
