/** Reads the statistics: a few rows, however much they count. */

import {
  type Counts,
  countedKinds,
  type Span,
  type Statistics,
  type Step,
  spans,
} from '../model/statistics.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'

type Gauges = Omit<Statistics, 'span' | 'series' | 'lastBlock' | 'propagation'> & {
  readonly lastNumber: number | null
  readonly lastSealedAt: Date | null
}

/**
 * `unsealedSince` is the first event after the last block, in the newest epoch, as only that one
 * grows. Sweeps take the oldest revocation first, so that one shows whether they make progress.
 */
const gauges = read(
  'read_gauges',
  `SELECT nullif(g.taken_at, '-infinity') AS "takenAt", g.live_sessions::float8 AS "liveSessions",
     g.offline_sessions::float8 AS "offlineSessions",
     g.pending_notices::float8 AS "pendingNotices", g.dead_notices::float8 AS "deadNotices",
     (SELECT count(*)::int FROM revocations WHERE swept_at IS NULL) AS "pendingRevocations",
     (SELECT coalesce(r.progressed_at, r.created_at) FROM revocations r WHERE r.swept_at IS NULL
      ORDER BY r.id LIMIT 1) AS "lastProgressAt",
     b.number::float8 AS "lastNumber", b.sealed_at AS "lastSealedAt",
     (SELECT a.occurred_at FROM audit_events a
      WHERE (a.xid, a.id) >= (coalesce(b.to_xid, '0'), coalesce(b.to_id, '-9223372036854775808'))
      ORDER BY a.xid, a.id LIMIT 1) AS "unsealedSince"
   FROM gauges g LEFT JOIN LATERAL (
     SELECT number, sealed_at, to_xid, to_id FROM audit_blocks ORDER BY number DESC LIMIT 1) b ON true`,
  {
    takenAt: orNull(column.timestamp),
    liveSessions: column.number,
    offlineSessions: column.number,
    pendingNotices: column.number,
    deadNotices: column.number,
    pendingRevocations: column.number,
    lastProgressAt: orNull(column.timestamp),
    lastNumber: orNull(column.number),
    lastSealedAt: orNull(column.timestamp),
    unsealedSince: orNull(column.timestamp),
  },
)

const within = (alias: string) =>
  `${alias}.step = $3 AND ${alias}.at >= t.at AND ${alias}.at < t.at + ('1 ' || $1)::interval`

const series = read(
  'read_series',
  `SELECT t.at, c.counts, s.live::float8 AS live, s.offline::float8 AS offline,
     p.told::float8 AS told, p.milliseconds::float8 AS milliseconds, p.slowest, p.late::float8 AS late
   FROM generate_series(date_trunc($1, now(), 'UTC') - ($2::int - 1) * ('1 ' || $1)::interval,
     date_trunc($1, now(), 'UTC'), ('1 ' || $1)::interval) AS t (at)
   CROSS JOIN LATERAL (
     SELECT coalesce(json_object_agg(kind, count), '{}') AS counts FROM (
       SELECT e.kind, sum(e.count)::float8 AS count FROM event_counts e
       WHERE ${within('e')} GROUP BY e.kind) AS kinds) c
   LEFT JOIN LATERAL (
     SELECT s.live, s.offline FROM session_counts s
     WHERE ${within('s')} ORDER BY s.at DESC LIMIT 1) s ON true
   CROSS JOIN LATERAL (
     SELECT coalesce(sum(p.told), 0) AS told, coalesce(sum(p.milliseconds), 0) AS milliseconds,
       max(p.slowest) AS slowest, coalesce(sum(p.late), 0) AS late
     FROM propagation p WHERE ${within('p')}) p
   ORDER BY t.at`,
  {
    at: column.timestamp,
    counts: column.json<Row['counts']>(),
    live: orNull(column.number),
    offline: orNull(column.number),
    told: column.number,
    milliseconds: column.number,
    slowest: orNull(column.number),
    late: column.number,
  },
)

type Row = {
  readonly at: Date
  readonly counts: Partial<Counts>
  readonly live: number | null
  readonly offline: number | null
  readonly told: number
  readonly milliseconds: number
  readonly slowest: number | null
  readonly late: number
}

export async function readStatistics(db: Db, span: Span): Promise<Statistics> {
  const [found] = await db.rows<Gauges>(gauges)
  if (found === undefined) throw new Error('the gauges have no row')
  const { step, steps, counted } = spans[span]
  const rows = await db.rows<Row>(series, [step, steps, counted])
  const { lastNumber, lastSealedAt, ...now } = found
  const lastBlock =
    lastNumber === null || lastSealedAt === null
      ? null
      : { number: lastNumber, sealedAt: lastSealedAt }
  return { ...now, span, lastBlock, propagation: propagationOf(rows), series: rows.map(stepOf) }
}

function stepOf({ at, counts, live, offline, slowest }: Row): Step {
  return {
    at,
    counts: countsOf(counts),
    liveSessions: live,
    offlineSessions: offline,
    slowestMilliseconds: slowest,
  }
}

function countsOf(counts: Partial<Counts>): Counts {
  return { ...countedKinds, ...counts }
}

function propagationOf(rows: readonly Row[]): Statistics['propagation'] {
  const sum = (of: 'told' | 'milliseconds' | 'late') =>
    rows.reduce((total, row) => total + row[of], 0)
  const told = sum('told')
  const known = rows.flatMap(({ slowest }) => slowest ?? [])
  return {
    told,
    late: sum('late'),
    meanMilliseconds: told === 0 ? null : Math.round(sum('milliseconds') / told),
    slowestMilliseconds: known.length === 0 ? null : Math.max(...known),
  }
}
