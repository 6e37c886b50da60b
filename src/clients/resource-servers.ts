/** The APIs that accept access tokens, by resource indicator (RFC 8707). */

import { readDisplayName } from '../base/display-name.ts'
import { DomainError } from '../base/errors.ts'
import { appendEvent } from '../ledger/append.ts'
import { feedScope } from '../model/admin-scopes.ts'
import { isResourceIdentifier } from '../model/client.ts'
import type { Actor } from '../model/event.ts'
import { column, present } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'
import { type ColdStore, readWithPrisma } from '../store/prisma-read.ts'
import { rowOnce } from '../store/unit-of-work.ts'

export type ResourceServer = {
  readonly identifier: string
  readonly scopes: readonly string[]
}

const byIdentifier = read(
  'resource_server_by_identifier',
  'SELECT identifier, scopes FROM resource_servers WHERE identifier = $1',
  { identifier: column.text, scopes: present(column.texts) },
)

export function findResourceServer(db: Db, identifier: string): Promise<ResourceServer | null> {
  return rowOnce<ResourceServer>(db, byIdentifier, [identifier])
}

export type ListedResourceServer = ResourceServer & {
  readonly name: string
  readonly createdAt: Date
}

const columns = 'identifier, name, scopes, created_at AS "createdAt"'

const serverKinds = {
  identifier: column.text,
  name: column.text,
  scopes: present(column.texts),
  createdAt: column.timestamp,
}

/** At most `most` resource servers in order of identifier, after `after`. */
export function listResourceServers(
  store: ColdStore,
  { after, most }: { after: string | null; most: number },
): Promise<readonly ListedResourceServer[]> {
  return readWithPrisma(store, ({ resourceServer }) =>
    resourceServer.findMany({
      where: after === null ? {} : { identifier: { gt: after } },
      orderBy: { identifier: 'asc' },
      take: most,
    }),
  )
}

type Offered = ResourceServer & { readonly name: string }

/** Several clients may be one resource server, which offers the scopes of all of them. */
const merge = write(
  'register_resource_server',
  `INSERT INTO resource_servers (identifier, name, scopes) VALUES ($1, $2, $3)
   ON CONFLICT (identifier) DO UPDATE SET scopes = (
     SELECT array_agg(DISTINCT scope) FROM unnest(resource_servers.scopes || excluded.scopes) scope)
   WHERE NOT resource_servers.scopes @> excluded.scopes
   RETURNING ${columns}`,
  serverKinds,
)

/**
 * The scope that lets the API follow the feed is the API's own. Runs in the transaction, and under the event, of the client's
 * registration.
 */
export async function registerResourceServer(tx: Db, offered: Offered): Promise<void> {
  const scopes = offered.scopes.filter((scope) => scope !== feedScope)
  await tx.rows(merge, [offered.identifier, offered.name, scopes])
}

/**
 * An operator registers an API that needs no client because it never introspects. Existing scopes
 * stay. False if it offers all of them already. Throws `client_metadata_invalid`.
 */
export function offerResource(
  db: Db,
  { by, brandName, ...offered }: Offered & { readonly brandName: string; readonly by: Actor },
): Promise<boolean> {
  const { identifier, scopes } = offered
  if (!isResourceIdentifier(identifier)) {
    throw new DomainError('client_metadata_invalid', 'identifier: a full URI without a fragment')
  }
  const name = nameOf(offered, brandName)
  return db.transaction(async (tx) => {
    const [changed] = await tx.rows<ListedResourceServer>(merge, [identifier, name, scopes])
    if (changed === undefined) return false
    await appendEvent(tx, {
      type: 'resource_server.registered',
      outcome: 'success',
      actor: by,
      details: { resource: identifier, name: changed.name, scope: changed.scopes.join(' ') },
    })
    return true
  })
}

const longestName = 120

/** Without a name of its own an API is called by its identifier. */
function nameOf({ identifier, name }: Offered, brandName: string): string {
  if (name === identifier) return name
  const read = readDisplayName(name, { most: longestName, brandName })
  if ('name' in read) return read.name
  throw new DomainError('client_metadata_invalid', `name: ${read.fault.sentence}`)
}

const remove = write(
  'remove_resource_server',
  'DELETE FROM resource_servers WHERE identifier = $1 RETURNING name',
  { name: column.text },
)

export type Removal = {
  readonly identifier: string
  /** The reason in the actor's words. */
  readonly reason: string
  readonly by: Actor
}

/** No new tokens are issued for it; existing ones stay valid until they expire. */
export function removeResourceServer(db: Db, removal: Removal): Promise<void> {
  const { identifier: resource, reason, by } = removal
  return db.transaction(async (tx) => {
    const [removed] = await tx.rows(remove, [resource])
    if (removed === undefined) {
      throw new DomainError('not_found', 'no resource server has this identifier')
    }
    const details = { resource, reason }
    await appendEvent(tx, {
      type: 'resource_server.removed',
      outcome: 'success',
      actor: by,
      details,
    })
  })
}
