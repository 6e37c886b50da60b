/**
 * Access tokens between the library and the domain. They are JWTs and are not stored: the adapter
 * finds them by the claims that were presented.
 */

import Provider, {
  type Adapter,
  type AdapterPayload,
  type JWTStructured,
  type KoaContextWithOIDC,
} from 'oidc-provider'
import { defaultResource } from '../model/admin-scopes.ts'
import { isClientTokenRefused, refuseToken } from '../revocation/refused-tokens.ts'
import type { StatusLists } from '../revocation/status-list.ts'
import { findGrantOfToken } from '../tokens/find-grant.ts'
import type { AccessTokenClaims } from '../tokens/read-access-token.ts'
import type { Domain } from './domain.ts'
import { actor, endGrantOnce } from './endings.ts'
import { accessTokenSlot, codeSlot, grantSlot, refreshSlot } from './request.ts'
import { userinfoResource } from './scopes.ts'

export function accessTokenAdapter(domain: Domain, kind: string): Partial<Adapter> {
  const findOwn = kind === 'AccessToken' ? findOfPerson : findOfClient
  return {
    find: async (id) => {
      const claims = accessTokenSlot.get()
      if (claims?.jti !== id || (await domain.clients.find(claims.client_id)) === null)
        return undefined
      return findOwn(domain, claims)
    },
    destroy: () => refusePresented(domain),
    revokeByGrantId: (grantId) => endGrantOnce(domain, grantId),
  }
}

/** It is good as long as the session, the account and the client's grant all stand. */
async function findOfPerson(
  { db }: Domain,
  claims: AccessTokenClaims,
): Promise<AdapterPayload | undefined> {
  const { sid, jti } = claims
  if (typeof sid !== 'string') return undefined
  const grant = await findGrantOfToken(db, { grantId: sid, jti })
  if (grant === null || grant.clientId !== claims.client_id) return undefined
  grantSlot.set(grant)
  const { auth_time, acr, amr } = claims
  return {
    ...payloadOf(claims),
    kind: 'AccessToken',
    accountId: grant.accountId,
    // Revoking an access token ends only that token. Given a grant, the library would end the
    // grant.
    ...(routeIs('revocation') ? {} : { grantId: grant.id }),
    gty: 'authorization_code',
    extra: { auth_time, acr, amr },
  }
}

/** A token that a client got for itself is good as long as the client is. */
async function findOfClient(
  { db }: Domain,
  claims: AccessTokenClaims,
): Promise<AdapterPayload | undefined> {
  const { jti, client_id: clientId, iat } = claims
  if (claims['sid'] !== undefined) return undefined
  if (await isClientTokenRefused(db, { jti, clientId, issuedAt: Number(iat) })) return undefined
  return { ...payloadOf(claims), kind: 'ClientCredentials' }
}

function payloadOf(claims: AccessTokenClaims): AdapterPayload {
  return {
    jti: claims.jti,
    iat: Number(claims.iat),
    exp: Number(claims.exp),
    scope: String(claims['scope'] ?? ''),
    clientId: claims.client_id,
    // The audience decides who may see a token. Userinfo checked it before, and knows none.
    ...(routeIs('userinfo') || claims.aud === undefined ? {} : { aud: claims.aud }),
  }
}

function routeIs(route: string): boolean {
  return Provider.ctx?.oidc.route === route
}

async function refusePresented({ db }: Domain): Promise<void> {
  const claims = accessTokenSlot.get()
  if (!claims) return
  const { jti, exp, sid, client_id: clientId } = claims
  const grantId = typeof sid === 'string' ? sid : null
  await refuseToken(db, { token: { jti, expiresAt: Number(exp), clientId, grantId }, by: actor() })
}

type TokenLike = { readonly kind: string; readonly grantId?: string | undefined }

/**
 * `sid` is the grant's id, by which resource servers hear that the session or the grant ended. A
 * token with `openid` is good at userinfo too, and says so in its audience.
 */
export function shapeAccessToken({ issuer, statusLists }: Domain) {
  return (ctx: KoaContextWithOIDC, token: TokenLike, { payload }: JWTStructured): void => {
    if (token.grantId) payload['sid'] = token.grantId
    Object.assign(payload, authenticationOf(ctx), statusOf(statusLists, token))
    const scopes = String(payload['scope'] ?? '').split(' ')
    if (payload.aud === defaultResource(issuer) && scopes.includes('openid')) {
      payload['aud'] = [defaultResource(issuer), userinfoResource(issuer)]
    }
  }
}

/**
 * Names the place where anyone can look whether the grant stands. A client's own token has no
 * grant.
 */
function statusOf(lists: StatusLists, { grantId }: TokenLike) {
  const grants = [codeSlot.get()?.grant, refreshSlot.get()?.family.grant]
  const grant = grants.find((known) => known?.id === grantId)
  return grant && { status: lists.claimOf(grant.statusNumber) }
}

/** After a refresh they still say when and how the person signed in at the start. */
function authenticationOf({ oidc }: KoaContextWithOIDC) {
  const source = oidc.entities.AuthorizationCode ?? oidc.entities.RefreshToken
  return source && { auth_time: source.authTime, acr: source.acr, amr: source.amr }
}
