/** Whether clocks agree: tokens are dated by this machine's, and judged by the database's. Pure. */

export type Clocks = {
  /** This machine's, before and after the database told its own. */
  readonly before: Date
  readonly after: Date
  readonly database: Date
  /** By the database's clock too, once; null before the first seal. */
  readonly lastSeal: Date | null
}

/** What cannot be explained by the time that the question took. */
export function millisecondsApart({ before, after, database }: Omit<Clocks, 'lastSeal'>): number {
  const at = database.getTime()
  return Math.max(0, before.getTime() - at, at - after.getTime())
}

const most = { apart: 5_000, back: 2_000 } as const

/** A sentence, or null. */
export function faultOfClocks(clocks: Clocks): string | null {
  const { database, lastSeal } = clocks
  const back = lastSeal === null ? 0 : lastSeal.getTime() - database.getTime()
  if (back > most.back) return `the database's clock went back by ${seconds(back)}`
  const apart = millisecondsApart(clocks)
  if (apart > most.apart)
    return `this machine's clock and the database's are ${seconds(apart)} apart`
  return null
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 1000)} s`
}
