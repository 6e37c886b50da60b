/**
 * People by how their email or name begins, page after page in the order of it: each page costs the
 * same, however many there are.
 */

import { column, orNull } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import { type ListedAccount, listedAccountKinds, listedColumns } from './list.ts'

export type PrefixField = 'email' | 'name'

export type PrefixSearch = {
  readonly field: PrefixField
  readonly prefix: string
  /** The id of the account where the page before ended; null for the first page. */
  readonly after: string | null
  readonly most: number
}

/** In the order of the bytes, as the indexes of these very expressions have it. */
const keys = { email: 'email COLLATE "C"', name: 'lower(name) COLLATE "C"' } as const

/**
 * Whatever begins with `$1` stands in one piece from there on: what comes after it is left out of
 * what was read. A bound above it would have the planner guess that few match, and sort them all.
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

/** Before whoever is called just like the prefix. */
const start: Place = { key: null, id: '00000000-0000-0000-0000-000000000000' }

/** Null when the account where the page before ended is gone: nobody knows where to go on. */
export async function findByPrefix(
  db: Db,
  { field, prefix, after, most }: PrefixSearch,
): Promise<readonly ListedAccount[] | null> {
  const [from] = after === null ? [start] : await db.rows<Place>(places[field], [after])
  if (from === undefined) return null
  return db.rows<ListedAccount>(pages[field], [prefix, from.key, from.id, most])
}
