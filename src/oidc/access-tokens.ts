/** What a JWT access token says beyond what the library puts in (RFC 9068). */

import type { JWTStructured, KoaContextWithOIDC } from 'oidc-provider'
import type { StatusLists } from '../revocation/status-list.ts'
import type { Domain } from './domain.ts'
import { codeSlot, refreshSlot } from './request.ts'
import { defaultResource, userinfoResource } from './scopes.ts'

type TokenLike = { readonly kind: string; readonly grantId?: string | undefined }

/**
 * `sid` is the grant's id: what a resource server is told when the session or the grant ends. A
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

/** Where anyone finds out whether the grant stands. What a client gets for itself has none. */
function statusOf(lists: StatusLists, { grantId }: TokenLike) {
  const grants = [codeSlot.get()?.grant, refreshSlot.get()?.family.grant]
  const grant = grants.find((known) => known?.id === grantId)
  return grant && { status: lists.claimOf(grant.statusNumber) }
}

/** A refresh says when and how the person signed in then, never now. */
function authenticationOf({ oidc }: KoaContextWithOIDC) {
  const source = oidc.entities.AuthorizationCode ?? oidc.entities.RefreshToken
  return source && { auth_time: source.authTime, acr: source.acr, amr: source.amr }
}
