/** The APIs that access tokens are for, by resource indicator (RFC 8707). */

import { type Db, read, write } from '../store/db.ts'
import { once } from '../store/unit-of-work.ts'

export type ResourceServer = {
  readonly identifier: string
  readonly scopes: readonly string[]
}

const byIdentifier = read(
  'resource_server_by_identifier',
  'SELECT identifier, scopes FROM resource_servers WHERE identifier = $1',
)

/** Several clients may be one resource server; it offers what all of them were registered for. */
const merge = write(
  'register_resource_server',
  `INSERT INTO resource_servers (identifier, name, scopes) VALUES ($1, $2, $3)
   ON CONFLICT (identifier) DO UPDATE SET scopes = (
     SELECT array_agg(DISTINCT scope) FROM unnest(resource_servers.scopes || excluded.scopes) scope)`,
)

export function findResourceServer(db: Db, identifier: string): Promise<ResourceServer | null> {
  return once(`resource:${identifier}`, async () => {
    const [server] = await db.rows<ResourceServer>(byIdentifier, [identifier])
    return server ?? null
  })
}

/** In the transaction, and under the event, of the client that is this resource server. */
export async function registerResourceServer(
  tx: Db,
  { identifier, name, scopes }: ResourceServer & { readonly name: string },
): Promise<void> {
  await tx.rows(merge, [identifier, name, scopes])
}
