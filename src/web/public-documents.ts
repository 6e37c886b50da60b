/** Discovery and the public keys: made once by the library, then answered from memory. */

import type { Context, Middleware } from 'koa'
import { sha256 } from '../base/crypto.ts'
import { jwksCacheSeconds } from '../model/signing-key.ts'

const paths = new Set([
  '/jwks',
  '/.well-known/openid-configuration',
  '/.well-known/oauth-authorization-server',
])

type Kept = { readonly body: string; readonly type: string; readonly etag: string }

export function publicDocuments(): Middleware {
  const kept = new Map<string, Kept>()
  return async (ctx, next) => {
    if (!isRead(ctx)) return next()
    const known = kept.get(ctx.path)
    if (known) return answer(ctx, known)
    await next()
    if (ctx.status === 200) answer(ctx, keep(kept, ctx))
  }
}

function isRead({ method, path }: Context): boolean {
  return (method === 'GET' || method === 'HEAD') && paths.has(path)
}

function keep(kept: Map<string, Kept>, ctx: Context): Kept {
  const made = documentOf(ctx)
  kept.set(ctx.path, made)
  return made
}

function documentOf(ctx: Context): Kept {
  const body = JSON.stringify(ctx.body)
  return { body, type: ctx.type, etag: `"${sha256(body).toString('base64url')}"` }
}

/** Public, so any page may read them (CORS). */
function answer(ctx: Context, { body, type, etag }: Kept): void {
  ctx.status = 200
  ctx.set('Access-Control-Allow-Origin', '*')
  ctx.set('Cache-Control', `public, max-age=${jwksCacheSeconds}`)
  ctx.set('ETag', etag)
  ctx.body = body
  ctx.type = type
  if (ctx.fresh) ctx.status = 304
}
