/**
 * Lets userinfo take JWT access tokens. The library looks tokens up by their value, so a JWT is
 * verified first and its `jti` takes its place; what does not verify becomes a value nobody knows.
 */

import type { KoaContextWithOIDC } from 'oidc-provider'
import { randomToken } from '../base/crypto.ts'
import type { AccessTokenReader } from '../tokens/read-access-token.ts'
import { inRequest } from './request.ts'
import { userinfoResource } from './scopes.ts'

export function presentedTokens(issuer: string, read: AccessTokenReader) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    const token = ctx.path === '/userinfo' ? bearerOf(ctx.headers.authorization) : null
    if (token !== null) {
      const claims = await read(token, userinfoResource(issuer))
      if (claims) inRequest().accessToken = claims
      ctx.req.headers.authorization = `Bearer ${claims?.jti ?? randomToken(256)}`
    }
    await next()
  }
}

function bearerOf(authorization: string | undefined): string | null {
  const [, token] = /^Bearer ([A-Za-z0-9_.-]+)$/i.exec(authorization ?? '') ?? []
  return token ?? null
}
