/** Clients as the library's metadata. */

import Provider, { type Adapter, type AdapterPayload } from 'oidc-provider'
import type { Client } from '../model/client.ts'
import { refuseWaiting } from './client-guesses.ts'
import type { Domain } from './domain.ts'
import { protocolScopes } from './scopes.ts'

type Known = { readonly mayPeople: boolean; readonly metadata: AdapterPayload }

/** Keeps one metadata object for each client, so that the library keeps one parsed client too. */
const known = new WeakMap<Client, Known>()

export function clientAdapter(domain: Domain): Partial<Adapter> {
  const { clients, policies } = domain
  return {
    find: async (id) => {
      refuseWaiting(domain, Provider.ctx, id)
      const client = await clients.find(id)
      if (client === null) return undefined
      const mayPeople = (client.policy && policies.find(client.policy)?.signIn) !== false
      const before = known.get(client)
      if (before?.mayPeople === mayPeople) return before.metadata
      const metadata = metadataOf(client, mayPeople)
      known.set(client, { mayPeople, metadata })
      return metadata
    },
  }
}

/** Under a policy that lets nobody sign in, a client can only get tokens for itself. */
export function metadataOf(client: Client, mayPeople: boolean): AdapterPayload {
  const types = client.grantTypes.filter((type) => mayPeople || type === 'client_credentials')
  const offered = client.scopes.filter((scope) => protocolScopes.includes(scope))
  return {
    client_id: client.id,
    client_name: client.name,
    application_type: client.applicationType,
    token_endpoint_auth_method: client.authMethod,
    redirect_uris: mayPeople ? [...client.redirectUris] : [],
    post_logout_redirect_uris: [...client.postLogoutRedirectUris],
    grant_types: types,
    response_types: types.includes('authorization_code') ? ['code'] : [],
    ...(offered.length > 0 ? { scope: offered.join(' ') } : {}),
    ...(client.jwks ? { jwks: client.jwks } : {}),
    id_token_signed_response_alg: client.idTokenAlg,
    ...(client.userinfoAlg ? { userinfo_signed_response_alg: client.userinfoAlg } : {}),
    ...secretOf(client),
    ...logoutOf(client),
  }
}

/** A client that is told of a `sid` knows it from its ID tokens. */
function logoutOf({ backchannelLogout }: Client) {
  if (backchannelLogout === null) return {}
  return {
    backchannel_logout_uri: backchannelLogout.uri,
    backchannel_logout_session_required: true,
  }
}

/** The SHA-256 of the secret stands in its place, after a rotation with that of the former one. */
function secretOf({ secretHash, formerSecretHash }: Client): { client_secret?: string } {
  const known = [secretHash, formerSecretHash].flatMap((hash) => hash ?? [])
  if (known.length === 0) return {}
  return { client_secret: known.map((hash) => Buffer.from(hash).toString('base64url')).join('.') }
}
