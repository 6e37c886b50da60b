/** The document of the statistics. */

import type { Statistics } from '../model/statistics.ts'
import { type Built, timeText } from './built.ts'
import type { StatisticsDocument } from './documents.ts'

export function toStatistics(statistics: Statistics): Built<StatisticsDocument> {
  const { lastBlock, propagation, series } = statistics
  return {
    span: statistics.span,
    as_of: timeText(statistics.takenAt),
    live_sessions: statistics.liveSessions,
    offline_sessions: statistics.offlineSessions,
    notices: { pending: statistics.pendingNotices, dead: statistics.deadNotices },
    sealing: {
      unsealed_since: timeText(statistics.unsealedSince),
      last_block: lastBlock?.number ?? null,
      last_sealed_at: timeText(lastBlock?.sealedAt ?? null),
    },
    sweeps: {
      pending_revocations: statistics.pendingRevocations,
      last_progress_at: timeText(statistics.lastProgressAt),
    },
    propagation: {
      told: propagation.told,
      late: propagation.late,
      mean_ms: propagation.meanMilliseconds,
      slowest_ms: propagation.slowestMilliseconds,
    },
    series: series.map(({ at, counts, liveSessions, offlineSessions, slowestMilliseconds }) => ({
      at: timeText(at),
      ...counts,
      live_sessions: liveSessions,
      offline_sessions: offlineSessions,
      propagation_ms: slowestMilliseconds,
    })),
  }
}
