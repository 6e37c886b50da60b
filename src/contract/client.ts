/** The documents of a client, in the names of RFC 7591. The secret stands only in the answer that creates it. */

import type { ListedClient } from '../clients/list.ts'
import { type Built, timeText } from './built.ts'
import type { ClientDocument, NewSecretDocument } from './documents.ts'

/** The keys of a client are as they were registered. */
type BuiltClient = Omit<Built<ClientDocument>, 'jwks'> & { readonly jwks?: unknown }

export function toClient(client: ListedClient): BuiltClient {
  return {
    client_id: client.id,
    client_name: client.name,
    application_type: client.applicationType,
    token_endpoint_auth_method: client.authMethod,
    grant_types: client.grantTypes,
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris,
    scope: client.scopes.join(' '),
    ...(client.jwks === null ? {} : { jwks: client.jwks }),
    policy: client.policy,
    resource: client.resource,
    allow_guests: client.allowGuests,
    backchannel_logout_uri: client.logoutUri,
    backchannel_logout_session_required: client.logoutSessionRequired,
    backchannel_logout_causes: client.logoutCauses.length === 0 ? null : client.logoutCauses,
    id_token_signed_response_alg: client.idTokenAlg,
    userinfo_signed_response_alg: client.userinfoAlg,
    token_endpoint_auth_assertion_audience: client.assertionAudience,
    secret_rotated_at: timeText(client.secretRotatedAt),
    former_secret_expires_at: timeText(client.formerSecretUntil),
    created_at: timeText(client.createdAt),
    disabled_at: timeText(client.disabledAt),
  }
}

export type NewSecret = {
  readonly clientId: string
  readonly clientSecret: string
  /** When the former secret expires; null if it is refused already. */
  readonly formerUntil: Date | null
}

export function toNewSecret(secret: NewSecret): Built<NewSecretDocument> {
  return {
    client_id: secret.clientId,
    client_secret: secret.clientSecret,
    former_secret_expires_at: timeText(secret.formerUntil),
  }
}
