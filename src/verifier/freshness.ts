/**
 * How old the knowledge of revocations is. Two clocks are never compared: what the server's clock
 * said is placed on this machine's monotonic one, at the earliest moment that it can have been said.
 */

export type Freshness = {
  /** An answer to a request that was sent at `sentAt` says that the feed is told until `asOf`. */
  readonly answered: (asOf: number, sentAt: number) => void
  /** The feed is told until `asOf`, as the server's clock counts. */
  readonly told: (asOf: number) => void
  /** Seconds; Infinity before the first answer. */
  readonly age: () => number
}

/** Seconds on a clock that nobody sets. */
export function monotonic(): number {
  return performance.now() / 1000
}

export function openFreshness(clock: () => number = monotonic): Freshness {
  /** This clock minus the server's, or less. */
  let offset: number | null = null
  let toldAt = Number.NEGATIVE_INFINITY
  let heardAt = Number.NEGATIVE_INFINITY
  const told = (asOf: number) => {
    if (offset === null) return
    toldAt = Math.max(toldAt, asOf + offset)
    heardAt = clock()
  }
  return {
    answered: (asOf, sentAt) => {
      offset = sentAt - asOf
      // The server's clock may have been set: what was placed by the old one says nothing now.
      toldAt = Number.NEGATIVE_INFINITY
      told(asOf)
    },
    told,
    // The longer of both: a clock of the server's that was set forward makes nothing fresher.
    age: () => Math.max(0, clock() - toldAt, clock() - heardAt),
  }
}
