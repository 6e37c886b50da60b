/** Checks requests to protocol endpoints before the library sees them. It knows no protocol. */

import type { Context, Middleware, Next } from 'koa'
import compose from 'koa-compose'
import { DomainError } from '../../base/errors.ts'
import { mostBytesOf } from '../../model/pending-request.ts'
import { formBody } from './guards.ts'

const reading = ['GET', 'HEAD']
const openReading = [...reading, 'OPTIONS']
const posting = ['POST', 'OPTIONS']

/** Every path of the protocol, in its one spelling, with its methods. */
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

/** The library itself accepts other spellings of its paths and answers a wrong method with 404. */
const knownEndpoint: Middleware = async (ctx, next) => {
  const methods = /^\/authorize\/[\w-]+$/.test(ctx.path) ? reading : endpoints[ctx.path]
  if (methods === undefined) return
  if (!methods.includes(ctx.method)) {
    ctx.set('Allow', methods.join(', '))
    throw new DomainError('method_not_allowed', 'this address has no such method')
  }
  ctx.set('Cache-Control', 'no-store')
  // The path decides the form of the answer: an API never answers with a page.
  ctx.req.headers.accept = isPage(ctx.path) ? 'text/html' : 'application/json'
  await next()
}

function isPage(path: string): boolean {
  return /^\/(authorize|logout)(\/|$)/.test(path)
}

/** The longest query that fits a request line beside the other headers. */
const longestQuery = 6 * 1024

/**
 * Redirects a posted request to the same request as a GET. OpenID Connect requires both methods, but
 * a POST from another site comes without our cookies (SameSite=Lax).
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

/** Drops a `state` that is too long to keep, so that the person can still sign out. */
const signOutRequest: Middleware = async (ctx, next) => {
  const { state, ...query } = ctx.query
  const isLong = typeof state === 'string' && Buffer.byteLength(state) > mostBytesOf('state')
  if (ctx.path === '/logout' && isLong) ctx.query = query
  await next()
}

/** Reads the form of a request that presents a token, before the library does. */
const presentedToken: Middleware = (ctx, next) => {
  const isPresented = ['/introspect', '/revoke', '/userinfo'].includes(ctx.path)
  return isPresented && ctx.method === 'POST' ? formBody(ctx, next) : next()
}

export const protocolRequests: Middleware = compose([
  knownEndpoint,
  postedRequest,
  signOutRequest,
  presentedToken,
])
