/** A history of what was asked and answered, and what must be true of any. It asks nothing itself. */

export type Entry = {
  /** The session that the credentials belong to. */
  readonly subject: number
  readonly kind: 'use' | 'revoke'
  readonly what: string
  readonly node: string
  readonly start: number
  readonly end: number
  /** Unknown: an answer that was lost, or 503. It may have been either. */
  readonly outcome: 'good' | 'refused' | 'unknown'
}

export type Violation = { readonly rule: string; readonly entry: Entry }

/**
 * After a revocation was acknowledged, whatever is asked later is refused; and nothing is refused
 * whose answer came before any revocation of it began. What overlaps may go either way.
 */
export function violationsOf(history: readonly Entry[]): readonly Violation[] {
  const revocations = history.filter(({ kind }) => kind === 'revoke')
  const uses = history.filter(({ kind, outcome }) => kind === 'use' && outcome !== 'unknown')
  return uses.flatMap((entry) => {
    const own = revocations.filter(({ subject }) => subject === entry.subject)
    const rule = ruleBrokenBy(entry, own)
    return rule === null ? [] : [{ rule, entry }]
  })
}

function ruleBrokenBy(use: Entry, revocations: readonly Entry[]): string | null {
  if (use.outcome === 'good') {
    const isDead = revocations.some(({ outcome, end }) => outcome === 'good' && end < use.start)
    return isDead ? 'dead, and yet good' : null
  }
  const isUntouched = revocations.every(({ start }) => use.end < start)
  return isUntouched ? 'good, and refused' : null
}

/** The same numbers for the same seed (mulberry32). */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}
