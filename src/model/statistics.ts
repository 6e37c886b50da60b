/** What is counted over time, and the spans that are shown of it. */

export type CountedKind =
  | 'sign_ins'
  | 'sign_in_failures'
  | 'refreshes'
  | 'evictions'
  | 'session_ends'
  | 'revocations'
  | 'refusals'

/** Steps of a span, the newest last. */
export const spans = {
  hour: { step: 'minute', steps: 60, counted: 'minute' },
  day: { step: 'hour', steps: 24, counted: 'hour' },
  month: { step: 'day', steps: 31, counted: 'hour' },
} as const

export type Span = keyof typeof spans

export type Counts = Readonly<Record<CountedKind, number>>

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
  readonly series: readonly (Counts & { readonly at: Date })[]
}

export function statisticsDocument(statistics: Statistics) {
  const { lastBlock, series } = statistics
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
    sweeps: { pending_revocations: statistics.pendingRevocations },
    series,
  }
}
