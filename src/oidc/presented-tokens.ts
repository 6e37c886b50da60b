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
      const nameHere = (token: string) => nameOf(token, userinfoResource(issuer))
      await putNameInHeader(ctx, nameHere)
      await putNameInForm(ctx, 'access_token', nameHere)
    } else {
      await putNameInForm(ctx, 'token', (token) => nameOf(token, anyAudience))
    }
    await next()
    nameInAnswer(ctx)
  }
}

function bearerOf(authorization: string | undefined): string | null {
  const [, token] = /^Bearer ([A-Za-z0-9_.-]+)$/i.exec(authorization ?? '') ?? []
  return token ?? null
}

type Namer = (token: string) => Promise<string>

async function putNameInHeader({ req, headers }: KoaContextWithOIDC, nameOf: Namer): Promise<void> {
  const token = bearerOf(headers.authorization)
  if (token !== null) req.headers.authorization = `Bearer ${await nameOf(token)}`
}

/** Only a form that was read before. The library authenticates the client later. */
async function putNameInForm(
  ctx: KoaContextWithOIDC,
  field: 'token' | 'access_token',
  nameOf: Namer,
): Promise<void> {
  const { rawBody } = ctx.request
  if (typeof rawBody !== 'string') return
  const form = new URLSearchParams(rawBody)
  const [token = '', ...more] = takesToken(ctx) ? form.getAll(field) : []
  const isStructured = /^[\w-]+\.[\w-]*\.[\w-]*(\.[\w-]*\.[\w-]*)?$/.test(token)
  if (isStructured && more.length === 0) form.set(field, await nameOf(token))
  replay(ctx.req, Buffer.from(form.toString()))
}

function takesToken({ path }: KoaContextWithOIDC): boolean {
  return path === '/introspect' || path === '/revoke' || path === '/userinfo'
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
