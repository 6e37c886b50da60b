/** What is counted over time, and the spans that are shown of it. */

/** Each with nothing counted. */
export const countedKinds = {
  sign_ins: 0,
  sign_in_failures: 0,
  refreshes: 0,
  evictions: 0,
  session_ends: 0,
  revocations: 0,
  refusals: 0,
} as const

export type CountedKind = keyof typeof countedKinds

/** Steps of a span, the newest last. */
export const spans = {
  hour: { step: 'minute', steps: 60, counted: 'minute' },
  day: { step: 'hour', steps: 24, counted: 'hour' },
  month: { step: 'day', steps: 31, counted: 'hour' },
} as const

export type Span = keyof typeof spans

export type Counts = Readonly<Record<CountedKind, number>>

export type Step = {
  readonly at: Date
  readonly counts: Counts
  /** As they were counted last in this step; null when nobody counted. */
  readonly liveSessions: number | null
  readonly offlineSessions: number | null
  /** Of the revocations that nodes told on in this step; null when they told none. */
  readonly slowestMilliseconds: number | null
}

export type Statistics = {
  readonly span: Span
  /** When the gauges were taken; null before the first time. */
  readonly takenAt: Date | null
  readonly liveSessions: number
  readonly offlineSessions: number
  readonly pendingNotices: number
  readonly deadNotices: number
  /** When the oldest event was written that no block holds yet; null when every one is sealed. */
  readonly unsealedSince: Date | null
  readonly lastBlock: { readonly number: number; readonly sealedAt: Date } | null
  /** Revocations whose rows are not all marked yet; what they hit is dead already. */
  readonly pendingRevocations: number
  /** When the oldest of those went on last, or was made; null when none is pending. */
  readonly lastProgressAt: Date | null
  /** How late nodes learnt of what they told their followers in this span. */
  readonly propagation: {
    readonly told: number
    /** Later than promised. */
    readonly late: number
    readonly meanMilliseconds: number | null
    readonly slowestMilliseconds: number | null
  }
  readonly series: readonly Step[]
}

export function statisticsDocument(statistics: Statistics) {
  const { lastBlock, propagation, series } = statistics
  return {
    span: statistics.span,
    as_of: statistics.takenAt,
    live_sessions: statistics.liveSessions,
    offline_sessions: statistics.offlineSessions,
    notices: { pending: statistics.pendingNotices, dead: statistics.deadNotices },
    sealing: {
      unsealed_since: statistics.unsealedSince,
      last_block: lastBlock?.number ?? null,
      last_sealed_at: lastBlock?.sealedAt ?? null,
    },
    sweeps: {
      pending_revocations: statistics.pendingRevocations,
      last_progress_at: statistics.lastProgressAt,
    },
    propagation: {
      told: propagation.told,
      late: propagation.late,
      mean_ms: propagation.meanMilliseconds,
      slowest_ms: propagation.slowestMilliseconds,
    },
    series: series.map(({ at, counts, liveSessions, offlineSessions, slowestMilliseconds }) => ({
      at,
      ...counts,
      live_sessions: liveSessions,
      offline_sessions: offlineSessions,
      propagation_ms: slowestMilliseconds,
    })),
  }
}
