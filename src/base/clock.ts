/** The only reader of this machine's clock. The database's clock judges expiry, never this one. */

export function now(): Date {
  return new Date()
}

/** Seconds since 1970, as JWTs count them. */
export function epochSeconds(at: Date = now()): number {
  return Math.floor(at.getTime() / 1000)
}

/** Monotonic seconds since this process started. */
export function elapsedSeconds(): number {
  return performance.now() / 1000
}
