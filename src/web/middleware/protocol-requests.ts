/** What a request to a protocol endpoint must be before the library sees it. It knows no protocol. */

import type { Context, Middleware, Next } from 'koa'
import compose from 'koa-compose'
import { DomainError } from '../../base/errors.ts'
import { formBody } from './guards.ts'

const reading = ['GET', 'HEAD']
const openReading = [...reading, 'OPTIONS']
const posting = ['POST', 'OPTIONS']

/** Every address of the protocol, in its one spelling, and its methods. */
const endpoints: Readonly<Record<string, readonly string[]>> = {
  '/authorize': [...reading, 'POST'],
  '/token': posting,
  '/revoke': posting,
  '/introspect': posting,
  '/par': posting,
  '/userinfo': [...openReading, 'POST'],
  '/jwks': openReading,
  '/logout': [...reading, 'POST'],
  '/logout/confirm': ['POST'],
  '/logout/success': reading,
  '/.well-known/openid-configuration': openReading,
  '/.well-known/oauth-authorization-server': openReading,
}

/** The library would take other spellings of its paths, and answer a wrong method by 404. */
const knownEndpoint: Middleware = async (ctx, next) => {
  const methods = /^\/authorize\/[\w-]+$/.test(ctx.path) ? reading : endpoints[ctx.path]
  if (methods === undefined) return
  if (!methods.includes(ctx.method)) {
    ctx.set('Allow', methods.join(', '))
    throw new DomainError('method_not_allowed', 'this address has no such method')
  }
  ctx.set('Cache-Control', 'no-store')
  // What form an answer has is a matter of the address: an API never answers with a page.
  ctx.req.headers.accept = isPage(ctx.path) ? 'text/html' : 'application/json'
  await next()
}

function isPage(path: string): boolean {
  return /^\/(authorize|logout)(\/|$)/.test(path)
}

/** What fits into one address, with room for the rest of the request's head. */
const longestQuery = 6 * 1024

/**
 * A request that was posted comes back as a GET. The POST came from another site, and browsers
 * send our cookies (SameSite=Lax) only with the GET; OpenID Connect wants both methods.
 */
const postedRequest: Middleware = (ctx, next) =>
  isPostedRequest(ctx) ? formBody(ctx, () => sendBack(ctx, next)) : next()

function isPostedRequest({ method, path }: Context): boolean {
  return method === 'POST' && (path === '/authorize' || path === '/logout')
}

async function sendBack(ctx: Context, _: Next): Promise<void> {
  if (!ctx.is('application/x-www-form-urlencoded')) {
    throw new DomainError('media_type_unsupported', 'only a form can be posted here')
  }
  if (ctx.querystring !== '') {
    throw new DomainError('request_invalid', 'parameters in the address and in the form')
  }
  const query = new URLSearchParams(ctx.request.rawBody).toString()
  if (query.length > longestQuery) throw new DomainError('body_too_large', 'at most 6 KiB here')
  ctx.set('Location', `${ctx.path}?${query}`)
  ctx.body = ''
  ctx.status = 303
}

/** Where a token is presented in a form, the form is read before the library reads it. */
const presentedToken: Middleware = (ctx, next) => {
  const isPresented = ctx.path === '/introspect' || ctx.path === '/revoke'
  return isPresented && ctx.method === 'POST' ? formBody(ctx, next) : next()
}

export const protocolRequests: Middleware = compose([knownEndpoint, postedRequest, presentedToken])
