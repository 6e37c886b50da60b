/** Discovery and the public keys: the library makes each once, later requests are answered from memory. */

import type { Context, Middleware } from 'koa'
import { sha256 } from '../base/crypto.ts'
import { jwksCacheSeconds } from '../model/signing-key.ts'

const paths = new Set([
  '/jwks',
  '/.well-known/openid-configuration',
  '/.well-known/oauth-authorization-server',
])

type CachedDocument = { readonly body: string; readonly type: string; readonly etag: string }

export function publicDocuments(): Middleware {
  const cache = new Map<string, CachedDocument>()
  return async (ctx, next) => {
    if (!isRead(ctx)) return next()
    const known = cache.get(ctx.path)
    if (known) return answer(ctx, known)
    await next()
    if (ctx.status === 200) answer(ctx, keep(cache, ctx))
  }
}

function isRead({ method, path }: Context): boolean {
  return (method === 'GET' || method === 'HEAD') && paths.has(path)
}

function keep(cache: Map<string, CachedDocument>, ctx: Context): CachedDocument {
  const made = cachedDocument(ctx)
  cache.set(ctx.path, made)
  return made
}

function cachedDocument(ctx: Context): CachedDocument {
  const body = JSON.stringify(ctx.body)
  return { body, type: ctx.type, etag: `"${sha256(body).toString('base64url')}"` }
}

/** The documents are public: pages of any origin may read them (CORS). */
function answer(ctx: Context, { body, type, etag }: CachedDocument): void {
  ctx.status = 200
  ctx.set('Access-Control-Allow-Origin', '*')
  ctx.set('Cache-Control', `public, max-age=${jwksCacheSeconds}`)
  ctx.set('ETag', etag)
  ctx.body = body
  ctx.type = type
  if (ctx.fresh) ctx.status = 304
}
