/** Lists in pages, by keyset: each page costs the same, however long the list. */

import type { Cursors } from './cursors.ts'
import type { Reply } from './operation.ts'

export type Paging = { readonly limit: number; readonly cursor?: string }

type Shown = { readonly id: string }

export type Pager<Params extends Paging> = {
  /** The id where the page before ended; null for the first page. */
  readonly startOf: (params: Params) => string | null
  /** How many rows to ask for: one more than shown tells whether there are more. */
  readonly mostOf: (params: Params) => number
  readonly reply: <Row extends Shown>(
    params: Params,
    rows: readonly Row[],
    show: (row: Row) => object,
  ) => Reply
  /** One page, and the place where it ended, if there is more. */
  readonly replyTo: (params: Params, items: readonly object[], end: string | null) => Reply
}

export type PagerOptions = {
  readonly cursors: Cursors
  readonly issuer: string
  readonly path: string
}

export function pagerOf<Params extends Paging>(options: PagerOptions): Pager<Params> {
  const { cursors, issuer, path } = options
  const replyTo: Pager<Params>['replyTo'] = (params, items, end) => {
    const next = end === null ? null : cursors.sign(listOf(path, params), end)
    const body = { items, next_cursor: next }
    if (next === null) return { status: 200, body }
    const query = new URLSearchParams(filtersOf(params))
    query.set('limit', String(params.limit))
    query.set('cursor', next)
    return { status: 200, body, headers: { Link: `<${issuer}${path}?${query}>; rel="next"` } }
  }
  return {
    replyTo,
    startOf: (params) =>
      params.cursor === undefined ? null : cursors.read(listOf(path, params), params.cursor),
    mostOf: ({ limit }) => limit + 1,
    reply: (params, rows, show) => {
      const items = rows.slice(0, params.limit)
      const last = rows.length > params.limit ? items.at(-1) : undefined
      return replyTo(params, items.map(show), last?.id ?? null)
    },
  }
}

/** A cursor is good for the list and the filters it was made under, and for any size of page. */
function listOf(path: string, params: Paging): string {
  return `${path}?${new URLSearchParams(filtersOf(params).sort())}`
}

function filtersOf(params: Paging): [string, string][] {
  return Object.entries(params)
    .filter(([name, value]) => name !== 'cursor' && name !== 'limit' && value !== undefined)
    .flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, String(one)]))
}
