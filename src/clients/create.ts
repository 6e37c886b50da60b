/** Registers a client. Its secret is returned once, here, and stored as SHA-256 only. */

import { randomId, randomToken, sha256 } from '../base/crypto.ts'
import { appendEvent } from '../ledger/append.ts'
import { detailText } from '../ledger/change-details.ts'
import { type ClientRegistration, usesSecret } from '../model/client.ts'
import type { Actor } from '../model/event.ts'
import { type Db, write } from '../store/db.ts'
import { type Installation, judgeRegistration } from './judge-registration.ts'
import { requireOwnPolicy } from './own-policy.ts'
import { registerResourceServer } from './resource-servers.ts'
import { settingsOf } from './update.ts'

export type RegisteredClient = {
  readonly clientId: string
  /** 256 random bits; null if the client authenticates with a key or not at all. */
  readonly clientSecret: string | null
}

const insert = write(
  'insert_client',
  `INSERT INTO clients (id, name, auth_method, secret_hash, application_type, redirect_uris,
     post_logout_redirect_uris, grant_types, scopes, jwks, policy, resource,
     allow_guests, backchannel_logout_uri, backchannel_logout_session_required,
     backchannel_logout_causes, id_token_signed_response_alg, userinfo_signed_response_alg,
     token_endpoint_auth_assertion_audience)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
)

export type NewClient = {
  readonly registration: ClientRegistration
  readonly installation: Installation
  readonly by: Actor
}

/** Throws `client_metadata_invalid`, which names the field and the rule. */
export async function createClient(
  db: Db,
  { installation, by, ...given }: NewClient,
): Promise<RegisteredClient> {
  const registration = judgeRegistration(given.registration, installation)
  const clientId = randomId(128)
  const clientSecret = usesSecret(registration.authMethod) ? randomToken(256) : null
  await db.transaction(async (tx) => {
    await requireOwnPolicy(tx, registration.policy)
    await tx.rows(insert, valuesOf(registration, clientId, clientSecret))
    const { resource, name, scopes } = registration
    if (resource !== null) await registerResourceServer(tx, { identifier: resource, name, scopes })
    await appendEvent(tx, {
      type: 'client.created',
      outcome: 'success',
      actor: by,
      clientId,
      details: detailsOf(registration),
    })
  })
  return { clientId, clientSecret }
}

function detailsOf(client: ClientRegistration) {
  const { name, authMethod, applicationType, resource } = client
  return {
    name,
    auth_method: authMethod,
    application_type: applicationType,
    ...(resource === null ? {} : { resource }),
    before: 'none',
    after: detailText(settingsOf(client)),
  }
}

function valuesOf(client: ClientRegistration, id: string, secret: string | null): unknown[] {
  return [
    id,
    client.name,
    client.authMethod,
    secret === null ? null : sha256(secret),
    client.applicationType,
    client.redirectUris,
    client.postLogoutRedirectUris,
    client.grantTypes,
    client.scopes,
    client.jwks === null ? null : JSON.stringify(client.jwks),
    client.policy,
    client.resource,
    client.allowGuests,
    client.backchannelLogout?.uri ?? null,
    client.backchannelLogout?.sessionRequired ?? false,
    client.backchannelLogout?.causes ?? null,
    client.idTokenAlg,
    client.userinfoAlg,
    client.assertionAudience,
  ]
}
