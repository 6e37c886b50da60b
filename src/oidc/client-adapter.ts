/** Clients as the library's metadata. */

import type { Adapter, AdapterPayload } from 'oidc-provider'
import type { Client } from '../model/client.ts'
import type { Domain } from './domain.ts'
import { protocolScopes } from './scopes.ts'

/** One metadata object a client, so that the library's parsed client stays the same one too. */
const metadata = new WeakMap<Client, AdapterPayload>()

export function clientAdapter({ clients }: Domain): Partial<Adapter> {
  return {
    find: async (id) => {
      const client = await clients.find(id)
      if (client === null) return undefined
      const known = metadata.get(client) ?? metadataOf(client)
      metadata.set(client, known)
      return known
    },
  }
}

function metadataOf(client: Client): AdapterPayload {
  const offered = client.scopes.filter((scope) => protocolScopes.includes(scope))
  return {
    client_id: client.id,
    client_name: client.name,
    application_type: client.applicationType,
    token_endpoint_auth_method: client.authMethod,
    redirect_uris: [...client.redirectUris],
    post_logout_redirect_uris: [...client.postLogoutRedirectUris],
    grant_types: [...client.grantTypes],
    response_types: client.grantTypes.includes('authorization_code') ? ['code'] : [],
    ...(offered.length > 0 ? { scope: offered.join(' ') } : {}),
    ...(client.jwks ? { jwks: client.jwks } : {}),
    ...secretOf(client),
  }
}

/** What stands in the secret's place is its SHA-256; hooks compare it with the hash of the try. */
function secretOf({ secretHash }: Client): { client_secret?: string } {
  return secretHash ? { client_secret: Buffer.from(secretHash).toString('base64url') } : {}
}
