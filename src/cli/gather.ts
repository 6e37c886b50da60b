/** A list as a command shows it: the newest, gathered page by page up to a limit. */

import type { Context } from './context.ts'

const mostListed = 1_000
/** Each may read some thousand rows and find few. */
const mostPages = 200

export type Gathered<Row> = {
  readonly rows: readonly Row[]
  /** Whether there is nothing more. */
  readonly isWhole: boolean
}

type Pages<Row, Place> = (
  before: Place | null,
  most: number,
) => Promise<{ readonly rows: readonly Row[]; readonly next: Place | null }>

export async function gather<Row, Place>(pages: Pages<Row, Place>): Promise<Gathered<Row>> {
  const rows: Row[] = []
  let before: Place | null = null
  for (let asked = 0; asked < mostPages && rows.length < mostListed; asked += 1) {
    const page: Awaited<ReturnType<Pages<Row, Place>>> = await pages(
      before,
      mostListed - rows.length,
    )
    rows.push(...page.rows)
    before = page.next
    if (before === null) return { rows, isWhole: true }
  }
  return { rows, isWhole: false }
}

export function noteRest(context: Context, { rows, isWhole }: Gathered<unknown>): void {
  if (isWhole) return
  if (rows.length === mostListed) context.note(`Only the newest ${mostListed} are listed.\n`)
  else context.note('There may be older ones: narrow the search to find them.\n')
}
