/** Reads the feed from a position on. Nothing is skipped, whatever the order of commits. */

import { DomainError } from '../base/errors.ts'
import type { FeedTelling } from '../model/feed-entry.ts'
import {
  type FeedPlace,
  nothingSeen,
  readSnapshot,
  type Snapshot,
  shortened,
  withOwn,
  writeSnapshot,
} from '../model/feed-place.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'

export type FeedPage = {
  readonly entries: readonly FeedTelling[]
  /** The age of each entry in milliseconds, by the database's clock. */
  readonly ages: readonly number[]
  /** The position to continue from. */
  readonly place: FeedPlace
  /** True if there is more to read right now. */
  readonly more: boolean
  /** Seconds since 1970 up to which every revocation has been sent; null while there is more. */
  readonly asOf: number | null
}

/** A restore from a backup starts another history, and so does the promotion of a replica. */
const history = `(SELECT to_hex(system_identifier) FROM pg_control_system()) || '_' ||
  left(pg_walfile_name(pg_current_wal_lsn()), 8)`

const told = `json_strip_nulls(json_build_object('kind', kind, 'sid', sid, 'jti', jti,
  'kid', kid, 'sub', account_id, 'client_id', client_id, 'before', extract(epoch FROM issued_before)::float8,
  'except', nullif(except_sids, '{}'), 'exp', extract(epoch FROM forget_after)::float8))`

/** Rows that this statement sees and the position had not seen, in index order. */
const fresh = (unseen: string) => `(SELECT f.* FROM revocation_feed f
  WHERE ${unseen} AND f.forget_after > now()
    AND pg_visible_in_snapshot(f.xid, coalesce($6::pg_snapshot, pg_current_snapshot()))
  ORDER BY f.xid, f.id LIMIT $7)`

/** `now()` precedes the snapshot, so the snapshot shows everything committed by then. */
const readOn = read(
  'read_feed',
  `SELECT ${history} AS history, pg_current_snapshot()::text AS snapshot,
     extract(epoch FROM now())::float8 AS "asOf",
     coalesce((SELECT json_agg(json_build_object('xid', xid::text, 'id', id::text, 'told', ${told},
         'age', extract(epoch FROM clock_timestamp() - revoked_at)::float8 * 1000)
         ORDER BY xid, id)
       FROM (SELECT * FROM (
         ${fresh('(f.xid, f.id) > ($1::xid8, $2::bigint)')}
         UNION ALL
         ${fresh('(f.xid, f.id) > ($3::xid8, $4::bigint) AND f.xid = ANY ($5::xid8[])')}
       ) AS unseen ORDER BY xid, id LIMIT $7) AS page), '[]') AS rows`,
  {
    history: column.text,
    snapshot: column.text,
    asOf: column.number,
    rows: column.json<Found['rows']>(),
  },
)

const standing = read(
  'feed_standing',
  `SELECT ${history} AS history, pg_current_snapshot()::text AS snapshot,
     pg_current_xact_id_if_assigned()::text AS own`,
  { history: column.text, snapshot: column.text, own: orNull(column.text) },
)

type Standing = { readonly history: string; readonly snapshot: string }

type Found = Standing & {
  readonly asOf: number
  readonly rows: readonly {
    readonly xid: string
    readonly id: string
    readonly told: FeedTelling
    readonly age: number
  }[]
}

/**
 * A null `after` reads from the beginning everything still needed. Throws `cursor_unknown` for a
 * position in another history of the database. No position is too old: removed rows are not needed.
 */
export async function readFeed(
  db: Db,
  { after, most }: { after: FeedPlace | null; most: number },
): Promise<FeedPage> {
  const [found] = await db.rows<Found>(readOn, valuesOf(after, most + 1))
  if (found === undefined) throw new Error('one row was promised')
  const current = readSnapshot(found.snapshot)
  if (after !== null) checkHistory(after, { history: found.history, current })
  return pageOf(found, { after, most, current })
}

function valuesOf(after: FeedPlace | null, limit: number): unknown[] {
  const { seen, reading } = after ?? { seen: nothingSeen, reading: null }
  const stopped = reading ?? { xid: 0n, id: 0n }
  // A single bound keeps Postgres from walking the index from its start. No id is 0.
  const start = stopped.xid < seen.end ? { xid: seen.end, id: 0n } : stopped
  const bounds = [start.xid, start.id, stopped.xid, stopped.id].map(String)
  return [...bounds, seen.open.map(String), reading && writeSnapshot(reading.snapshot), limit]
}

function checkHistory(
  { history: mine, seen, reading }: FeedPlace,
  now: { history: string; current: Snapshot },
): void {
  const end = reading?.snapshot.end ?? seen.end
  if (mine === now.history && end <= now.current.end) return
  throw new DomainError('cursor_unknown', 'not of this feed as it is now: begin without a cursor')
}

type PageRequest = {
  readonly after: FeedPlace | null
  readonly most: number
  readonly current: Snapshot
}

/** A reading of several pages first shows what its first page saw, then what came meanwhile. */
function pageOf({ history, rows, asOf }: Found, { after, most, current }: PageRequest): FeedPage {
  const snapshot = after?.reading?.snapshot ?? shortened(current)
  const page = rows.slice(0, most)
  const entries = page.map((row) => row.told)
  const ages = page.map((row) => row.age)
  const last = page.at(-1)
  if (rows.length > most && last) {
    const reading = { snapshot, xid: BigInt(last.xid), id: BigInt(last.id) }
    const place = { history, seen: after?.seen ?? nothingSeen, reading }
    return { entries, ages, place, more: true, asOf: null }
  }
  const place = { history, seen: snapshot, reading: null }
  const more = (after?.reading ?? null) !== null
  return { entries, ages, place, more, asOf: more ? null : asOf }
}

/** The position after everything visible now, including the current transaction. */
export async function feedPlaceNow(db: Db): Promise<FeedPlace> {
  const [found] = await db.rows<Standing & { own: string | null }>(standing)
  if (found === undefined) throw new Error('one row was promised')
  const snapshot = readSnapshot(found.snapshot)
  const seen = shortened(found.own === null ? snapshot : withOwn(snapshot, BigInt(found.own)))
  return { history: found.history, seen, reading: null }
}
