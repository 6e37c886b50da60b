/**
 * The age of the known revocations. It never compares two clocks: a time of the server's clock is
 * mapped to this machine's monotonic clock, at the earliest moment the server can have sent it.
 */

export type Freshness = {
  /** A response is complete up to `asOf` (server time); its request was sent at `sentAt`. */
  readonly synchronize: (asOf: number, sentAt: number) => void
  /** The stream is complete up to `asOf`, in server time. */
  readonly advance: (asOf: number) => void
  /** In seconds; Infinity before the first response. */
  readonly age: () => number
}

/** Seconds on a clock that is never set. */
export function monotonic(): number {
  return performance.now() / 1000
}

export function openFreshness(clock: () => number = monotonic): Freshness {
  /** A lower bound of this clock minus the server's. */
  let offset: number | null = null
  let completeAt = Number.NEGATIVE_INFINITY
  let receivedAt = Number.NEGATIVE_INFINITY
  const advance = (asOf: number) => {
    if (offset === null) return
    completeAt = Math.max(completeAt, asOf + offset)
    receivedAt = clock()
  }
  return {
    synchronize: (asOf, sentAt) => {
      offset = sentAt - asOf
      // The server's clock may have been set, so earlier times do not count.
      completeAt = Number.NEGATIVE_INFINITY
      advance(asOf)
    },
    advance,
    // The larger of both: setting the server's clock forward must not make data look fresher.
    age: () => Math.max(0, clock() - completeAt, clock() - receivedAt),
  }
}
