/** Ends overdue sessions, a few at a time, and removes old rows. Concurrent sweepers do no harm. */

import { column } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'
import {
  isOpenNow,
  isSessionStanding,
  isTooOld,
  nextEnd,
  offlineUntil,
} from '../store/session-sql.ts'
import { endOverdue, type Overdue } from './end-overdue.ts'

type Due = Overdue & { readonly isOpen: boolean }

/** `due_at` is when the sweep next looks at a session, not its end: activity does not move it. */
const pickDue = write(
  'pick_due_sessions',
  `SELECT s.id, ${isOpenNow} AS "isOpen", ${isTooOld} AS "isTooOld"
   FROM sessions s WHERE ${isSessionStanding} AND s.due_at <= now()
   ORDER BY s.due_at LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED`,
  { id: column.uuid, isOpen: column.bool, isTooOld: column.bool },
)

const lookAgain = write(
  'look_again_at_sessions',
  `UPDATE sessions s SET due_at = CASE s.state WHEN 'live' THEN ${nextEnd} ELSE ${offlineUntil} END
   WHERE s.id = ANY ($1::uuid[])`,
)

/** Returns how many it looked at. Fewer than `most` means that nothing more is due. */
export function sweepSessions(db: Db, most: number): Promise<number> {
  return db.transaction(async (tx) => {
    const due = await tx.rows<Due>(pickDue, [most])
    const open = due.filter(({ isOpen }) => isOpen)
    if (open.length > 0) await tx.rows(lookAgain, [open.map(({ id }) => id)])
    for (const overdue of due.filter(({ isOpen }) => !isOpen)) await endOverdue(tx, overdue)
    return due.length
  })
}

const forgetEnded = write(
  'forget_ended_sessions',
  `DELETE FROM sessions WHERE id IN (
     SELECT id FROM sessions WHERE state = 'ended' AND ended_at < now() - $2::interval
     ORDER BY ended_at LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING id`,
  { id: column.uuid },
)

const forgetGrants = write(
  'forget_ended_grants',
  `DELETE FROM grants WHERE id IN (
     SELECT id FROM grants WHERE ended_at < now() - $2::interval
     ORDER BY ended_at LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING id`,
  { id: column.text },
)

const forgetFamilies = write(
  'forget_expired_families',
  `DELETE FROM token_families WHERE id IN (
     SELECT id FROM token_families WHERE expires_at < now() - $2::interval
     ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING id`,
  { id: column.text },
)

/** Longer than browsers keep the cookie, so that none of these comes back. */
const forgetDevices = write(
  'forget_old_devices',
  `DELETE FROM devices WHERE (account_id, device_hash) IN (
     SELECT account_id, device_hash FROM devices WHERE last_seen_at < now() - interval '400 days'
     ORDER BY last_seen_at LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING id`,
  { id: column.uuid },
)

/** Ended sessions stay readable this long; the ledger keeps its own record of them. */
const retention = '30 days'

/** How many rows it removed. */
export async function forgetOldSessions(db: Db, most: number): Promise<number> {
  let removed = 0
  for (const statement of [forgetEnded, forgetGrants, forgetFamilies]) {
    removed += (await db.rows(statement, [most, retention])).length
  }
  removed += (await db.rows(forgetDevices, [most])).length
  return removed
}

const partitions = write('ensure_partitions', 'SELECT ensure_partitions(now())')
const drop = write('drop_expired_partitions', 'SELECT drop_expired_partitions(now()) AS name', {
  name: column.text,
})

/** Partitions stand days ahead; the expired ones go as a whole. */
export async function turnPartitions(db: Db): Promise<readonly string[]> {
  await db.rows(partitions)
  const dropped = await db.rows(drop)
  return dropped.map(({ name }) => name)
}
