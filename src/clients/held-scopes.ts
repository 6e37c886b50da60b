/** The scopes that a client or an API key holds: an act on it asks whether the caller has them too. */

import { column, present } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'

const kinds = { scopes: present(column.texts) }

const statements = {
  client: read('scopes_of_client', 'SELECT scopes FROM clients WHERE id = $1', kinds),
  api_key: read('scopes_of_api_key', 'SELECT scopes FROM api_keys WHERE id = $1', kinds),
} as const

/** Null if nothing has this id. */
export async function findHeldScopes(
  db: Db,
  { kind, id }: { readonly kind: keyof typeof statements; readonly id: string },
): Promise<readonly string[] | null> {
  const [found] = await db.rows(statements[kind], [id])
  return found?.scopes ?? null
}
