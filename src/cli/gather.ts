/** The lists that commands show, up to a limit: the first rows in order, or the newest, page by page. */

import type { Context } from './context.ts'

/** The limit of a list in order of id. */
export const mostFirst = 10_000

/** The limit of a list with the newest first. */
export const mostNewest = 1_000
/** A page may read thousands of rows and find few. */
const mostPages = 200

export type Listing<Row> = {
  readonly rows: readonly Row[]
  /** False if there may be more. */
  readonly isWhole: boolean
}

type Pages<Row, Place> = (
  before: Place | null,
  most: number,
) => Promise<{ readonly rows: readonly Row[]; readonly next: Place | null }>

export async function gather<Row, Place>(pages: Pages<Row, Place>): Promise<Listing<Row>> {
  const rows: Row[] = []
  let before: Place | null = null
  for (let page = 0; page < mostPages && rows.length < mostNewest; page += 1) {
    const found: Awaited<ReturnType<Pages<Row, Place>>> = await pages(
      before,
      mostNewest - rows.length,
    )
    rows.push(...found.rows)
    before = found.next
    if (before === null) return { rows, isWhole: true }
  }
  return { rows, isWhole: false }
}

export function noteRest(context: Context, { rows, isWhole }: Listing<unknown>): void {
  if (isWhole) return
  if (rows.length === mostNewest) context.note(`Only the newest ${mostNewest} are listed.\n`)
  else context.note('There may be older ones: narrow the search to find them.\n')
}

/** For a list of at most `mostFirst` rows. */
export function noteFirst(context: Context, rows: readonly unknown[]): void {
  if (rows.length === mostFirst) context.note(`Only the first ${mostFirst} are listed.\n`)
}

/** For a list of at most `mostNewest` rows. */
export function noteNewest(context: Context, rows: readonly unknown[]): void {
  if (rows.length === mostNewest) context.note(`Only the newest ${mostNewest} are listed.\n`)
}
