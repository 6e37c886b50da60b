/** The counters over time, and the spans that are shown. */

/** Every counter at zero. */
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

/** The steps of each span, newest last. */
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
  /** The last count in this step; null if no node counted. */
  readonly liveSessions: number | null
  readonly offlineSessions: number | null
  /** The slowest propagation of a revocation in this step; null if there was none. */
  readonly slowestMilliseconds: number | null
}

export type Statistics = {
  readonly span: Span
  /** When the gauges were last taken; null before the first time. */
  readonly takenAt: Date | null
  readonly liveSessions: number
  readonly offlineSessions: number
  readonly pendingNotices: number
  readonly deadNotices: number
  /** The time of the oldest event that is not sealed yet; null if all are sealed. */
  readonly unsealedSince: Date | null
  readonly lastBlock: { readonly number: number; readonly sealedAt: Date } | null
  /** Revocations still being swept. Everything they hit is dead already. */
  readonly pendingRevocations: number
  /** The last progress of the oldest of them, or its creation; null if none is pending. */
  readonly lastProgressAt: Date | null
  /** How long revocations took to reach the nodes in this span. */
  readonly propagation: {
    readonly told: number
    /** How many took longer than promised. */
    readonly late: number
    readonly meanMilliseconds: number | null
    readonly slowestMilliseconds: number | null
  }
  readonly series: readonly Step[]
}
