/** The document of a resource server. */

import type { ListedResourceServer } from '../clients/resource-servers.ts'
import { type Built, timeText } from './built.ts'
import type { ResourceServerDocument } from './documents.ts'

export function toResourceServer(server: ListedResourceServer): Built<ResourceServerDocument> {
  return {
    identifier: server.identifier,
    name: server.name,
    scope: server.scopes.join(' '),
    created_at: timeText(server.createdAt),
  }
}
