/**
 * Pages of a long list under any filter. One index leads through the rows in the order of the
 * pages, and the other conditions are checked on a bounded number of them (docs/decisions/0023).
 * The caller chooses both.
 */

import { composed, type Db } from './db.ts'

/** How many rows one look reads at most. */
const mostLooked = 5_000

export type Look = {
  /** Part of the names of its statements; each name has one text. */
  readonly name: string
  readonly alias: string
  /** A SELECT by one index, in its order, without a limit; `$1` and so on are `values`. */
  readonly walk: string
  readonly values: readonly unknown[]
  /** The same order of the rows of the walk, and the columns that tell a place in it. */
  readonly order: string
  readonly place: string
  /** Joins to the rows of the walk, each by its id. */
  readonly joined: string
  /** The other conditions, given the number of their first parameter. */
  readonly held: (first: number) => string
  readonly heldValues: readonly unknown[]
}

export type Page<Row, Place> = {
  readonly rows: readonly Row[]
  /** Null: there is no more. A page can be short, even empty, with more to come. */
  readonly next: Place | null
}

export async function pageOf<Row extends Place, Place>(
  db: Db,
  look: Look,
  { columns, most }: { columns: string; most: number },
): Promise<Page<Row, Place>> {
  const { name, order } = look
  const values = [...valuesOf(look), most + 1]
  const text = `SELECT ${columns} ${foundBy(look)} ORDER BY ${order} LIMIT $${values.length}`
  const found = await db.rows<Row>(composed('read', `page_of_${name}`, text), values)
  const rows = found.slice(0, most)
  const last = rows.at(-1)
  if (found.length > most && last !== undefined) return { rows, next: last }
  return { rows, next: await endOf<Place>(db, look) }
}

/** Where the look ended, or null when it came to the end of the list. */
export async function endOf<Place>(db: Db, look: Look): Promise<Place | null> {
  const { name, order, place, values } = look
  const text = `SELECT ${place} FROM ${walked(look)}
    ORDER BY ${order} OFFSET ${mostLooked - 1} LIMIT 1`
  const [end] = await db.rows<Place>(composed('read', `end_of_${name}`, text), [
    ...values,
    mostLooked,
  ])
  return end ?? null
}

/** The aggregates over the rows that one look finds. */
export async function aggregateOf<Row>(db: Db, look: Look, aggregates: string): Promise<Row> {
  const text = `SELECT ${aggregates} ${foundBy(look)}`
  const [row] = await db.rows<Row>(
    composed('read', `aggregate_of_${look.name}`, text),
    valuesOf(look),
  )
  if (row === undefined) throw new Error('an aggregate has one row')
  return row
}

/**
 * The limit is a parameter: Postgres expects an unknown limit to be small, and so prefers the index
 * that has the rows in order to reading and sorting all of them.
 */
function walked({ walk, values, alias }: Look): string {
  return `(${walk} LIMIT $${values.length + 1}) AS ${alias}`
}

function foundBy(look: Look): string {
  return `FROM ${walked(look)} ${look.joined} WHERE ${look.held(look.values.length + 2)}`
}

function valuesOf({ values, heldValues }: Look): unknown[] {
  return [...values, mostLooked, ...heldValues]
}
