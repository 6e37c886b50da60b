/** Lists in pages, by keyset: every page costs the same. Cursors are signed, so that nobody makes one up. */

import { equalBytes, macOf } from '../../base/crypto.ts'
import { DomainError } from '../../base/errors.ts'
import type { Reply } from './operation.ts'

export type Paging = { readonly limit: number; readonly cursor?: string }

type Row = { readonly id: string }

export type Pager<Params extends Paging> = {
  /** The id at the end of the page before; null for the first page. */
  readonly startOf: (params: Params) => string | null
  /** Rows to read: one more than the page, which tells whether there are more. */
  readonly mostOf: (params: Params) => number
  readonly reply: <Item extends Row>(
    params: Params,
    rows: readonly Item[],
    show: (row: Item) => object,
  ) => Reply
  /** `end` is the place where the page ends, null on the last page. */
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

/** A cursor is good for its list and filters only, and for any size of page. */
function listOf(path: string, params: Paging): string {
  return `${path}?${new URLSearchParams(filtersOf(params).sort())}`
}

function filtersOf(params: Paging): [string, string][] {
  return Object.entries(params)
    .filter(([name, value]) => name !== 'cursor' && name !== 'limit' && value !== undefined)
    .flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, String(one)]))
}

export type Cursors = {
  readonly sign: (list: string, id: string) => string
  /** Throws `request_invalid` for a forged cursor, and for one of another list or filter. */
  readonly read: (list: string, cursor: string) => string
}

export function cursorsUnder(key: Uint8Array): Cursors {
  const macFor = (list: string, id: string) => macOf(key, `${list}\n${id}`)
  return {
    sign: (list, id) => {
      const mac = macFor(list, id).toString('base64url')
      return `${Buffer.from(id).toString('base64url')}.${mac}`
    },
    read: (list, cursor) => {
      const [place = '', mac = ''] = cursor.split('.')
      const id = Buffer.from(place, 'base64url').toString()
      if (equalBytes(macFor(list, id), Buffer.from(mac, 'base64url'))) return id
      throw new DomainError('request_invalid', 'cursor: not one of this list')
    },
  }
}
