/** Reads a client from its row. It caches nothing. */

import type { Client } from '../model/client.ts'
import { column, orNull, present } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'

const columns = `id, name, auth_method AS "authMethod", secret_hash AS "secretHash",
  CASE WHEN former_secret_until > now() THEN former_secret_hash END AS "formerSecretHash",
  application_type AS "applicationType", redirect_uris AS "redirectUris",
  post_logout_redirect_uris AS "postLogoutRedirectUris", grant_types AS "grantTypes", scopes,
  jwks, policy, resource, allow_guests AS "allowGuests", created_at AS "createdAt",
  updated_at AS "updatedAt", disabled_at AS "disabledAt",
  CASE WHEN backchannel_logout_uri IS NOT NULL THEN json_build_object(
    'uri', backchannel_logout_uri, 'sessionRequired', backchannel_logout_session_required,
    'causes', backchannel_logout_causes) END AS "backchannelLogout",
  id_token_signed_response_alg AS "idTokenAlg", userinfo_signed_response_alg AS "userinfoAlg",
  token_endpoint_auth_assertion_audience AS "assertionAudience"`

const byId = read('client_by_id', `SELECT ${columns} FROM clients WHERE id = $1`, {
  id: column.text,
  name: column.text,
  authMethod: column.word<Client['authMethod']>(),
  secretHash: orNull(column.bytes),
  formerSecretHash: orNull(column.bytes),
  applicationType: column.word<Client['applicationType']>(),
  redirectUris: present(column.texts),
  postLogoutRedirectUris: present(column.texts),
  grantTypes: present(column.words<Client['grantTypes'][number]>()),
  scopes: present(column.texts),
  jwks: orNull(column.json<NonNullable<Client['jwks']>>()),
  policy: orNull(column.text),
  resource: orNull(column.text),
  allowGuests: column.bool,
  createdAt: column.timestamp,
  updatedAt: column.timestamp,
  disabledAt: orNull(column.timestamp),
  backchannelLogout: orNull(column.json<NonNullable<Client['backchannelLogout']>>()),
  idTokenAlg: column.word<Client['idTokenAlg']>(),
  userinfoAlg: orNull(column.word<NonNullable<Client['userinfoAlg']>>()),
  assertionAudience: column.word<Client['assertionAudience']>(),
})

/** Null if unknown or disabled. */
export async function findClient(db: Db, id: string): Promise<Client | null> {
  const client = await findRegistered(db, id)
  return client === null || client.disabledAt !== null ? null : client
}

/** Finds disabled clients too. */
export async function findRegistered(db: Db, id: string): Promise<Client | null> {
  const [client] = await db.rows<Client>(byId, [id])
  return client ?? null
}
