/** The only reader of this machine's clock. Expiry is judged by the database's clock, never here. */

export function now(): Date {
  return new Date()
}

/** Seconds since 1970, as JWTs count them. */
export function epochSeconds(at: Date = now()): number {
  return Math.floor(at.getTime() / 1000)
}

/** Since this process began; nobody sets it back. */
export function elapsedSeconds(): number {
  return performance.now() / 1000
}
