/**
 * Finds people by the beginning of their email or name, in that order, page by page. Each page costs
 * the same however many accounts there are.
 */

import { column, orNull } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import { type ListedAccount, listedAccountKinds, listedColumns } from './list.ts'

export type PrefixField = 'email' | 'name'

export type PrefixSearch = {
  readonly field: PrefixField
  readonly prefix: string
  /** The last account of the page before; null for the first page. */
  readonly after: string | null
  readonly most: number
}

/** Byte order, to match the indexes on these expressions. */
const keys = { email: 'email COLLATE "C"', name: 'lower(name) COLLATE "C"' } as const

/**
 * Keys that begin with `$1` are contiguous from there on, and rows after them are filtered out. With
 * an upper bound the planner would guess that few match, and sort them all.
 */
const page = (field: PrefixField) =>
  read(
    `people_by_${field}`,
    `SELECT * FROM (
       SELECT ${listedColumns}, ${keys[field]} AS key FROM accounts
       WHERE kind = 'person' AND (${keys[field]}, id) > (coalesce($2, lower($1)), $3::uuid)
       ORDER BY ${keys[field]}, id LIMIT $4) page
     WHERE starts_with(key, lower($1)) ORDER BY key, id`,
    { ...listedAccountKinds, key: column.text },
  )

const pages = { email: page('email'), name: page('name') } as const

const place = (field: PrefixField) =>
  read(
    `place_by_${field}`,
    `SELECT ${keys[field]} AS key, id FROM accounts WHERE id = $1 AND kind = 'person'`,
    { key: orNull(column.text), id: column.uuid },
  )

const places = { email: place('email'), name: place('name') } as const

type Place = { readonly key: string | null; readonly id: string }

/** Sorts before an account whose key equals the prefix. */
const start: Place = { key: null, id: '00000000-0000-0000-0000-000000000000' }

/** Null if the last account of the page before is gone: the position is lost. */
export async function findByPrefix(
  db: Db,
  { field, prefix, after, most }: PrefixSearch,
): Promise<readonly ListedAccount[] | null> {
  const [from] = after === null ? [start] : await db.rows<Place>(places[field], [after])
  if (from === undefined) return null
  return db.rows<ListedAccount>(pages[field], [prefix, from.key, from.id, most])
}
