/** The APIs that access tokens are for, by resource indicator (RFC 8707). */

import { type Db, read, write } from '../store/db.ts'

export type ResourceServer = {
  readonly identifier: string
  readonly name: string
  readonly scopes: readonly string[]
}

const all = read('resource_servers', 'SELECT identifier, name, scopes FROM resource_servers')

const upsert = write(
  'save_resource_server',
  `INSERT INTO resource_servers (identifier, name, scopes) VALUES ($1, $2, $3)
   ON CONFLICT (identifier) DO UPDATE SET name = $2, scopes = $3`,
)

export async function listResourceServers(db: Db): Promise<readonly ResourceServer[]> {
  return db.rows<ResourceServer>(all)
}

export async function saveResourceServer(db: Db, server: ResourceServer): Promise<void> {
  await db.rows(upsert, [server.identifier, server.name, server.scopes])
}
