/** Writes the revocation feed: rows are added in the transaction of their change, and removed when spent. */

import { clockMarginSeconds, entrySeconds, type FeedEntry } from '../model/feed-entry.ts'
import { column } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'

const append = write(
  'append_to_feed',
  `INSERT INTO revocation_feed (kind, sid, jti, kid, account_id, client_id, issued_before,
     except_sids, forget_after)
   SELECT e.kind, e.sid, e.jti, e.kid, e."accountId", e."clientId", e.before, coalesce(e.except, '{}'),
     coalesce(e.exp + make_interval(secs => ${clockMarginSeconds}),
       coalesce(e.before, clock_timestamp()) + make_interval(secs => ${entrySeconds}))
   FROM jsonb_to_recordset($1) AS e (kind text, sid text, jti text, kid text,
     "accountId" uuid, "clientId" text, before timestamptz, "except" text[], exp timestamptz)`,
)

/** Runs inside the transaction `tx` of the change. */
export async function appendToFeed(tx: Db, ...entries: readonly FeedEntry[]): Promise<void> {
  if (entries.length > 0) await tx.rows(append, [JSON.stringify(entries)])
}

/**
 * The same for grants as a part of the statement that ends them, without a round trip: it reads their
 * `id` from the common table expression `ended`.
 */
export const tellEndedGrants = `INSERT INTO revocation_feed (kind, sid, forget_after)
  SELECT 'grant', ended.id, clock_timestamp() + make_interval(secs => ${entrySeconds}) FROM ended`

const forget = write(
  'forget_spent_feed_rows',
  `DELETE FROM revocation_feed WHERE id IN (
     SELECT id FROM revocation_feed WHERE forget_after < now()
     ORDER BY forget_after LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING id`,
  { id: column.bigint },
)

/** Removes rows that no unexpired token needs, and returns how many. */
export async function forgetSpent(db: Db, most: number): Promise<number> {
  return (await db.rows(forget, [most])).length
}

const adopt = write(
  'adopt_restored_feed_rows',
  `UPDATE revocation_feed SET xid = pg_current_xact_id()
   WHERE xid >= pg_snapshot_xmax(pg_current_snapshot())`,
)

/**
 * Restored rows carry transaction numbers of another database. Rows with numbers that this database
 * has not reached yet would stay invisible to followers, so they get a new number.
 */
export async function adoptRestored(db: Db): Promise<void> {
  await db.rows(adopt)
}
