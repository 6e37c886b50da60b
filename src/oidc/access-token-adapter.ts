/** Access tokens are JWTs and are not stored: they are found by the claims that were presented. */

import type { Adapter, AdapterPayload } from 'oidc-provider'
import { findGrant } from '../tokens/find-grant.ts'
import type { Domain } from './domain.ts'
import { endGrantOnce } from './endings.ts'
import { inRequest } from './request.ts'

export function accessTokenAdapter(domain: Domain, kind: string): Partial<Adapter> {
  return {
    find: (id) => (kind === 'AccessToken' ? find(domain, id) : Promise.resolve(undefined)),
    revokeByGrantId: (grantId) => endGrantOnce(domain, grantId),
  }
}

/** Good while its grant is: the session, the account and the client's grant all stand. */
async function find({ db }: Domain, id: string): Promise<AdapterPayload | undefined> {
  const claims = inRequest().accessToken
  if (claims?.jti !== id || typeof claims['sid'] !== 'string') return undefined
  const grant = await findGrant(db, claims['sid'])
  if (grant === null || grant.clientId !== claims['client_id']) return undefined
  inRequest().grant = grant
  return {
    kind: 'AccessToken',
    jti: id,
    iat: Number(claims['iat']),
    exp: Number(claims['exp']),
    scope: String(claims['scope'] ?? ''),
    accountId: grant.accountId,
    clientId: grant.clientId,
    grantId: grant.id,
    gty: 'authorization_code',
  }
}
