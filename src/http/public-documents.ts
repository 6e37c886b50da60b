/** Lets caches keep the public documents for a while. It alters nothing in them. */

import type { Middleware } from 'koa'
import { sha256 } from '../base/crypto.ts'

const paths = new Set([
  '/jwks',
  '/.well-known/openid-configuration',
  '/.well-known/oauth-authorization-server',
])

/** A new signing key must stand in the JWKS for longer than this before it signs anything. */
const cacheSeconds = 300

export const publicDocuments: Middleware = async (ctx, next) => {
  await next()
  if (!paths.has(ctx.path) || ctx.status !== 200 || ctx.method === 'OPTIONS') return
  ctx.set('Cache-Control', `public, max-age=${cacheSeconds}`)
  ctx.set('ETag', `"${sha256(JSON.stringify(ctx.body)).toString('base64url')}"`)
  if (ctx.fresh) ctx.status = 304
}
