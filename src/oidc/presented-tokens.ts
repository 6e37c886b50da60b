/**
 * Lets userinfo, introspection and revocation take JWT access tokens. The library looks tokens up
 * by their value, so a JWT is verified first and its `jti` takes its place. A JWT that does not
 * verify becomes a random value, which is answered like any unknown token.
 */

import type { IncomingMessage } from 'node:http'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { randomToken } from '../base/crypto.ts'
import { type AccessTokenReader, anyAudience } from '../tokens/read-access-token.ts'
import { accessTokenSlot } from './request.ts'
import { userinfoResource } from './scopes.ts'

export function presentedTokens(issuer: string, read: AccessTokenReader) {
  const nameOf = async (token: string, audience: string | typeof anyAudience): Promise<string> => {
    const claims = await read(token, audience)
    if (claims) accessTokenSlot.set(claims)
    return claims?.jti ?? randomToken(256)
  }
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    if (ctx.path === '/userinfo') {
      const token = bearerOf(ctx.headers.authorization)
      const name = token && (await nameOf(token, userinfoResource(issuer)))
      if (name) ctx.req.headers.authorization = `Bearer ${name}`
    } else if (takesToken(ctx)) {
      await putNameInForm(ctx, (token) => nameOf(token, anyAudience))
    }
    await next()
    nameInAnswer(ctx)
  }
}

function bearerOf(authorization: string | undefined): string | null {
  const [, token] = /^Bearer ([A-Za-z0-9_.-]+)$/i.exec(authorization ?? '') ?? []
  return token ?? null
}

function takesToken({ method, path }: KoaContextWithOIDC): boolean {
  return method === 'POST' && (path === '/introspect' || path === '/revoke')
}

/** The library authenticates the client later. */
async function putNameInForm(
  ctx: KoaContextWithOIDC,
  nameOf: (token: string) => Promise<string>,
): Promise<void> {
  const { rawBody } = ctx.request
  if (typeof rawBody !== 'string') return
  const form = new URLSearchParams(rawBody)
  const [token = '', ...more] = form.getAll('token')
  const isStructured = /^[\w-]+\.[\w-]*\.[\w-]*(\.[\w-]*\.[\w-]*)?$/.test(token)
  if (isStructured && more.length === 0) form.set('token', await nameOf(token))
  replay(ctx.req, Buffer.from(form.toString()))
}

/** Lets the library read the body as if it had not been read. */
function replay(request: IncomingMessage, body: Buffer): void {
  delete request.headers['transfer-encoding']
  request.headers['content-length'] = String(body.length)
  Object.defineProperties(request, {
    readable: { value: true },
    iterator: { value: () => [body] },
  })
}

/** Adds `jti`, which the library leaves out, and `sid`, which it does not know. */
function nameInAnswer(ctx: KoaContextWithOIDC): void {
  const { body } = ctx
  const accessToken = accessTokenSlot.get()
  if (ctx.path !== '/introspect' || !accessToken || typeof body !== 'object') return
  if (body === null || !('active' in body && body.active)) return
  const { jti, sid } = accessToken
  ctx.body = { ...body, jti, ...(sid === undefined ? {} : { sid }) }
}
