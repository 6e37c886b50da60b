/**
 * Changes a client's registration. Issued tokens stay as they are; new ones follow the change, on
 * every node within a second.
 */

import { randomToken, sha256 } from '../base/crypto.ts'
import { appendEvent } from '../ledger/append.ts'
import { changeBetween } from '../ledger/change-details.ts'
import { type ClientRegistration, usesSecret } from '../model/client.ts'
import type { Actor } from '../model/event.ts'
import { type Db, write } from '../store/db.ts'
import { findRegistered } from './find.ts'
import { type Installation, judgeRegistration } from './judge-registration.ts'
import { lockClient } from './lock.ts'
import { requireOwnPolicy } from './own-policy.ts'
import { registerResourceServer } from './resource-servers.ts'

export type ClientUpdate = {
  readonly clientId: string
  /** Returns the new settings from the present ones; throws to refuse. */
  readonly change: (now: ClientRegistration) => ClientRegistration
  readonly installation: Installation
  readonly by: Actor
}

/** Each change gets its own timestamp, by which other nodes notice it. */
const update = write(
  'update_client',
  `UPDATE clients SET name = $2, redirect_uris = $3, post_logout_redirect_uris = $4,
     grant_types = $5, scopes = $6, jwks = $7, policy = $8, allow_guests = $9,
     backchannel_logout_uri = $10, backchannel_logout_session_required = $11,
     backchannel_logout_causes = $12, auth_method = $13, application_type = $14, resource = $15,
     id_token_signed_response_alg = $16, userinfo_signed_response_alg = $17,
     token_endpoint_auth_assertion_audience = $18,
     secret_hash = CASE WHEN $19::bytea IS NOT NULL THEN coalesce(secret_hash, $19) END,
     former_secret_hash = CASE WHEN $19 IS NOT NULL THEN former_secret_hash END,
     former_secret_until = CASE WHEN $19 IS NOT NULL THEN former_secret_until END,
     updated_at = greatest(clock_timestamp(), updated_at + interval '1 millisecond')
   WHERE id = $1`,
)

/** False if nothing changed. Throws `not_found`, and `client_metadata_invalid` with field and rule. */
export function updateClient(db: Db, asked: ClientUpdate): Promise<boolean> {
  const { clientId, change, installation, by } = asked
  return db.transaction(async (tx) => {
    await lockClient(tx, clientId)
    const former = await findRegistered(tx, clientId)
    if (former === null) throw new Error('a client that is held is there')
    const next = change(former)
    if (changeBetween(settingsOf(former), settingsOf(next)) === null) return false
    const client = judgeRegistration(next, installation, former)
    const changed = changeBetween(settingsOf(former), settingsOf(client))
    if (changed === null) return false
    if (client.policy !== former.policy) await requireOwnPolicy(tx, client.policy)
    await tx.rows(update, valuesOf(clientId, client))
    await offerNewResource(tx, client, former)
    const about = { actor: by, clientId, details: changed }
    await appendEvent(tx, { type: 'client.changed', outcome: 'success', ...about })
    return true
  })
}

async function offerNewResource(
  tx: Db,
  { resource, name, scopes }: ClientRegistration,
  former: ClientRegistration,
): Promise<void> {
  if (resource === null || resource === former.resource) return
  await registerResourceServer(tx, { identifier: resource, name, scopes })
}

/** In the names of the admin API. */
export function settingsOf(client: ClientRegistration) {
  const { backchannelLogout } = client
  return {
    client_name: client.name,
    application_type: client.applicationType,
    token_endpoint_auth_method: client.authMethod,
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris,
    grant_types: client.grantTypes,
    scope: client.scopes.join(' '),
    jwks: client.jwks,
    policy: client.policy,
    resource: client.resource,
    allow_guests: client.allowGuests,
    backchannel_logout_uri: backchannelLogout?.uri ?? null,
    backchannel_logout_session_required: backchannelLogout?.sessionRequired ?? false,
    backchannel_logout_causes: backchannelLogout?.causes ?? null,
    id_token_signed_response_alg: client.idTokenAlg,
    userinfo_signed_response_alg: client.userinfoAlg,
    token_endpoint_auth_assertion_audience: client.assertionAudience,
  }
}

/** Until the first rotation a client that came from another method has a secret that nobody knows. */
function unknownSecret(): Uint8Array {
  return sha256(randomToken(256))
}

function valuesOf(clientId: string, client: ClientRegistration): unknown[] {
  return [
    clientId,
    client.name,
    client.redirectUris,
    client.postLogoutRedirectUris,
    client.grantTypes,
    client.scopes,
    client.jwks === null ? null : JSON.stringify(client.jwks),
    client.policy,
    client.allowGuests,
    client.backchannelLogout?.uri ?? null,
    client.backchannelLogout?.sessionRequired ?? false,
    client.backchannelLogout?.causes ?? null,
    client.authMethod,
    client.applicationType,
    client.resource,
    client.idTokenAlg,
    client.userinfoAlg,
    client.assertionAudience,
    usesSecret(client.authMethod) ? unknownSecret() : null,
  ]
}
