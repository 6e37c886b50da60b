/** The statistics as they stand: a few rows, however much they count. */

import {
  type CountedKind,
  type Counts,
  type Span,
  type Statistics,
  spans,
} from '../model/statistics.ts'
import { type Db, read } from '../store/db.ts'

type Gauges = Omit<Statistics, 'span' | 'series' | 'lastBlock'> & {
  readonly lastNumber: number | null
  readonly lastSealedAt: Date | null
}

/** The first event behind the last block; of the newest epoch, which alone still grows. */
const gauges = read(
  'read_gauges',
  `SELECT nullif(g.taken_at, '-infinity') AS "takenAt", g.live_sessions::float8 AS "liveSessions",
     g.offline_sessions::float8 AS "offlineSessions",
     g.pending_notices::float8 AS "pendingNotices", g.dead_notices::float8 AS "deadNotices",
     (SELECT count(*)::int FROM revocations WHERE swept_at IS NULL) AS "pendingRevocations",
     b.number::float8 AS "lastNumber", b.sealed_at AS "lastSealedAt",
     (SELECT a.occurred_at FROM audit_events a
      WHERE (a.xid, a.id) >= (coalesce(b.to_xid, '0'), coalesce(b.to_id, '-9223372036854775808'))
      ORDER BY a.xid, a.id LIMIT 1) AS "unsealedSince"
   FROM gauges g LEFT JOIN LATERAL (
     SELECT number, sealed_at, to_xid, to_id FROM audit_blocks ORDER BY number DESC LIMIT 1) b ON true`,
)

const series = read(
  'read_event_counts',
  `SELECT t.at, c.kind, sum(c.count)::float8 AS count
   FROM generate_series(date_trunc($1, now(), 'UTC') - ($2::int - 1) * ('1 ' || $1)::interval,
     date_trunc($1, now(), 'UTC'), ('1 ' || $1)::interval) AS t (at)
   LEFT JOIN event_counts c ON c.step = $3 AND c.at >= t.at AND c.at < t.at + ('1 ' || $1)::interval
   GROUP BY t.at, c.kind ORDER BY t.at`,
)

type Row = { readonly at: Date; readonly kind: CountedKind | null; readonly count: number | null }

export async function readStatistics(db: Db, span: Span): Promise<Statistics> {
  const [found] = await db.rows<Gauges>(gauges)
  if (found === undefined) throw new Error('one row was promised')
  const { step, steps, counted } = spans[span]
  const rows = await db.rows<Row>(series, [step, steps, counted])
  const { lastNumber, lastSealedAt, ...now } = found
  const lastBlock =
    lastNumber === null || lastSealedAt === null
      ? null
      : { number: lastNumber, sealedAt: lastSealedAt }
  return { ...now, span, lastBlock, series: stepsOf(rows) }
}

function stepsOf(rows: readonly Row[]): Statistics['series'] {
  const steps = Map.groupBy(rows, ({ at }) => at.getTime())
  return [...steps.values()].map((of) => ({ at: of[0]?.at ?? new Date(0), ...countsOf(of) }))
}

function countsOf(rows: readonly Row[]): Counts {
  const of = (kind: CountedKind) => rows.find((row) => row.kind === kind)?.count ?? 0
  return {
    sign_ins: of('sign_ins'),
    sign_in_failures: of('sign_in_failures'),
    refreshes: of('refreshes'),
    evictions: of('evictions'),
    session_ends: of('session_ends'),
    revocations: of('revocations'),
    refusals: of('refusals'),
  }
}
