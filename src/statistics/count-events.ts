/**
 * Counts events over time, reading the ledger in its order and below the snapshot horizon. One
 * statement moves the counts and the place in the ledger, so that each event counts exactly once.
 */

import type { EventType } from '../model/event.ts'
import type { CountedKind } from '../model/statistics.ts'
import { column } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'

const kinds: readonly (readonly [type: EventType, kind: CountedKind, reason?: string])[] = [
  ['session.begun', 'sign_ins'],
  ['session.reauthenticated', 'sign_ins'],
  ['session.upgraded', 'sign_ins'],
  ['authentication.failed', 'sign_in_failures'],
  ['refresh.rotated', 'refreshes'],
  ['session.ended', 'session_ends'],
  ['session.ended', 'evictions', 'evicted'],
  ['revocation.made', 'revocations'],
  ['token.revoked', 'revocations'],
  ['access.refused', 'refusals'],
  ['authorization.refused', 'refusals'],
  ['client.refused', 'refusals'],
  ['session.refused', 'refusals'],
  ['token.refused', 'refusals'],
]

const mostAStep = 5_000

const place = write(
  'lock_event_counting',
  'SELECT xid::text AS xid, id::text AS id FROM event_counting FOR UPDATE SKIP LOCKED',
  { xid: column.text, id: column.text },
)

const known = kinds
  .map(([type, kind, reason]) => `('${type}', '${kind}', ${reason ? `'${reason}'` : 'NULL'})`)
  .join(', ')

/** A `refusals.folded` event counts as many times as it says. The limit is in the text, for the plan. */
const count = write(
  'count_events',
  `WITH page AS MATERIALIZED (
     SELECT a.xid, a.id, a.occurred_at, a.details ->> 'reason' AS reason,
       CASE a.type WHEN 'refusals.folded' THEN a.details ->> 'of' ELSE a.type END AS type,
       CASE a.type WHEN 'refusals.folded' THEN (a.details ->> 'count')::bigint ELSE 1 END AS times
     FROM audit_events a
     WHERE (a.xid, a.id) > ($1::xid8, $2::bigint) AND a.xid < pg_snapshot_xmin(pg_current_snapshot())
     ORDER BY a.xid, a.id LIMIT ${mostAStep}),
   counted AS (
     INSERT INTO event_counts (step, at, kind, count)
     SELECT s.step, date_trunc(s.step, p.occurred_at, 'UTC'), k.kind, sum(p.times)
     FROM page p JOIN (VALUES ${known}) AS k (type, kind, reason)
       ON k.type = p.type AND (k.reason IS NULL OR k.reason = p.reason)
     CROSS JOIN (VALUES ('minute'), ('hour')) AS s (step)
     GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
     ON CONFLICT (step, at, kind) DO UPDATE SET count = event_counts.count + excluded.count),
   last AS (SELECT xid, id FROM page ORDER BY xid DESC, id DESC LIMIT 1)
   UPDATE event_counting c SET xid = last.xid, id = last.id FROM last
   RETURNING (SELECT count(*)::int FROM page) AS events`,
  { events: column.number },
)

/** Returns the number of events read: fewer than `mostAStep` means that none are left for now. */
export function countEvents(db: Db): Promise<number> {
  return db.transaction(async (tx) => {
    const [from] = await tx.rows(place)
    if (from === undefined) return 0
    const [row] = await tx.rows(count, [from.xid, from.id])
    return row?.events ?? 0
  })
}

/** Counts until nothing is left. */
export async function countAllEvents(db: Db, signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted) {
    if ((await countEvents(db)) < mostAStep) return
  }
}

/** After a restore on another server, transaction ids start lower: counting continues from now. */
const rejoin = write(
  'rejoin_event_counting',
  `UPDATE event_counting SET xid = pg_snapshot_xmin(pg_current_snapshot()),
     id = '-9223372036854775808'
   WHERE xid > pg_snapshot_xmax(pg_current_snapshot())`,
)

const forgetting = ['event_counts', 'session_counts', 'propagation'].map((table) =>
  write(
    `forget_${table}`,
    `DELETE FROM ${table} WHERE (step = 'minute' AND at < now() - interval '2 days')
       OR (step = 'hour' AND at < now() - interval '400 days')`,
  ),
)

/** Deletes old counts, and continues after a restore. Runs now and then. */
export async function tidyCounts(db: Db): Promise<void> {
  await db.rows(rejoin)
  for (const forget of forgetting) await db.rows(forget)
}
