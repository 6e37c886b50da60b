/** Whether clocks agree: this machine's clock dates tokens, the database's judges them. Pure. */

export type Clocks = {
  /** This machine's time before and after the database answered. */
  readonly before: Date
  readonly after: Date
  readonly database: Date
  /** The database's time at the last seal; null before the first. */
  readonly lastSeal: Date | null
}

/** The difference that the duration of the query cannot explain. */
export function millisecondsApart({ before, after, database }: Omit<Clocks, 'lastSeal'>): number {
  const at = database.getTime()
  return Math.max(0, before.getTime() - at, at - after.getTime())
}

const most = { apart: 5_000, back: 2_000 } as const

/** A sentence about the fault, or null. */
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
