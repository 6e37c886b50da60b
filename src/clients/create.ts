/** Registers a client. Its secret is returned once, here, and stored as SHA-256 only. */

import { randomId, randomToken, sha256 } from '../base/crypto.ts'
import { appendEvent } from '../ledger/append.ts'
import { detailText } from '../ledger/change-details.ts'
import { type ClientRegistration, checkRegistration } from '../model/client.ts'
import type { Actor } from '../model/event.ts'
import { type Db, write } from '../store/db.ts'
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
     backchannel_logout_causes)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
)

/** Throws `client_metadata_invalid`, which names the field and the rule. */
export async function createClient(
  db: Db,
  { registration, by }: { registration: ClientRegistration; by: Actor },
): Promise<RegisteredClient> {
  checkRegistration(registration)
  const clientId = randomId(128)
  const hasSecret = registration.authMethod.startsWith('client_secret')
  const clientSecret = hasSecret ? randomToken(256) : null
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
  ]
}
