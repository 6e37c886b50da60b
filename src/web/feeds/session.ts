/** Expiry as a protocol: when the caller's session ends, "I am still here", and being told. */

import { PassThrough } from 'node:stream'
import type Router from '@koa/router'
import type { Context } from 'koa'
import { sha256 } from '../../base/crypto.ts'
import { DomainError } from '../../base/errors.ts'
import type { ClientRegistry } from '../../clients/registry.ts'
import { isOriginOf } from '../../model/client.ts'
import { eventIdOf, readEventId, type Told, tellingOf } from '../../model/session-events.ts'
import type { SessionStatus } from '../../model/session-status.ts'
import { keepAlive } from '../../sessions/keep-alive.ts'
import { findStatus, type SessionCaller, type StatusSource } from '../../sessions/status.ts'
import type { SessionWatch } from '../../sessions/watch.ts'
import { type AccessTokenReader, anyAudience } from '../../tokens/read-access-token.ts'
import type { IdTokenReader } from '../../tokens/read-id-token.ts'
import { bearerToken, refuseMissing, refuseToken } from '../middleware/bearer.ts'
import { sameOrigin } from '../middleware/guards.ts'

export type SessionStatusOptions = CallerOptions & {
  readonly source: StatusSource
  readonly watch: SessionWatch
}

type Ask = {
  readonly purpose: Purpose
  readonly verb: (source: StatusSource, caller: SessionCaller) => Promise<SessionStatus | null>
}

const reading: Ask = { purpose: 'read', verb: findStatus }
const keeping: Ask = { purpose: 'change', verb: keepAlive }

export function sessionStatusRoutes(router: Router, options: SessionStatusOptions): void {
  const paths = ['/session/status', '/session/keepalive', '/session/events']
  router.get('/session/status', (ctx) => answer(ctx, options, reading))
  router.post('/session/keepalive', (ctx) => answer(ctx, options, keeping))
  router.get('/session/events', (ctx) => stream(ctx, options))
  router.options(paths, allowPreflight)
}

async function answer(ctx: Context, options: SessionStatusOptions, ask: Ask): Promise<void> {
  const { caller, status } = await asked(ctx, options, ask)
  ctx.body = showStatus(status, caller)
}

async function stream(ctx: Context, options: SessionStatusOptions): Promise<void> {
  const { caller, status } = await asked(ctx, options, reading)
  const show = (seen: SessionStatus) => showStatus(seen, caller)
  streamEvents(ctx, options.watch, { caller, status, show })
}

async function asked(ctx: Context, options: SessionStatusOptions, { purpose, verb }: Ask) {
  ctx.set('Cache-Control', 'no-store')
  const caller = await sessionCallerOf(ctx, options, purpose)
  const status = await verb(options.source, caller)
  if (status !== null) return { caller, status }
  return caller.kind === 'browser' ? refuseBrowser(ctx) : refuseToken(ctx)
}

/** Two applications must not find out that they serve one browser: neither is told the id. */
function showStatus(status: SessionStatus, { kind }: SessionCaller) {
  return {
    ...(kind === 'browser' ? { session_id: status.sessionId } : {}),
    state: status.state,
    end_reason: status.endReason,
    idle_expires_at: status.idleExpiresAt,
    absolute_expires_at: status.absoluteExpiresAt,
    expires_at: status.expiresAt,
    expires_in: status.expiresIn,
    warn_at: status.warnAt,
    extendable: status.extendable,
    server_time: status.serverTime,
  }
}

export type CallerOptions = {
  readonly issuer: string
  readonly clients: Pick<ClientRegistry, 'find'>
  readonly readAccessToken: AccessTokenReader
  readonly readIdToken: IdTokenReader
  /** The name of the cookie that holds the session's secret. */
  readonly sessionCookie: string
}

/** What the caller is after: an ID token says who is there, and changes nothing. */
export type Purpose = 'read' | 'change'

/** Throws `token_missing`, `token_invalid` or `forbidden`. A token goes before a cookie. */
export function sessionCallerOf(
  ctx: Context,
  options: CallerOptions,
  purpose: Purpose,
): Promise<SessionCaller> {
  ctx.vary('Origin')
  if (ctx.get('Authorization') === '') return ofBrowser(ctx, options)
  return ofApplication(ctx, options, purpose)
}

/** Before the token is read nobody knows whose script asks; nothing but the real answer tells. */
export function allowPreflight(ctx: Context): void {
  allowOrigin(ctx)
  ctx.vary('Origin')
  ctx.set('Access-Control-Allow-Methods', 'GET, POST')
  ctx.set('Access-Control-Allow-Headers', 'Authorization, Last-Event-ID')
  ctx.set('Access-Control-Max-Age', '3600')
  ctx.status = 204
}

async function ofBrowser(
  ctx: Context,
  { issuer, sessionCookie }: CallerOptions,
): Promise<SessionCaller> {
  await sameOrigin(issuer)(ctx, async () => undefined)
  const secret = ctx.cookies.get(sessionCookie, { signed: true })
  if (secret === undefined) return refuseBrowser(ctx)
  return { kind: 'browser', secretHash: sha256(secret) }
}

export function refuseBrowser(ctx: Context): never {
  return refuseMissing(ctx, 'send an access token as Bearer, or come with the cookie of a session')
}

/**
 * A token that is not good is refused readably for every origin: the refusal tells nothing of
 * anyone, and an application must see that it has to refresh.
 */
async function ofApplication(
  ctx: Context,
  options: CallerOptions,
  purpose: Purpose,
): Promise<SessionCaller> {
  allowOrigin(ctx)
  const token = bearerToken(ctx)
  const named =
    (await byAccessToken(token, options)) ??
    (purpose === 'read' ? await byIdToken(token, options) : null)
  const client = named && (await options.clients.find(named.clientId))
  if (!client) return refuseToken(ctx)
  requireOriginOf(ctx, [...client.redirectUris, options.issuer])
  if (named.sid === null) {
    throw new DomainError('forbidden', 'a token of the client itself has no session')
  }
  return { kind: 'application', grantId: named.sid, clientId: client.id, jti: named.jti }
}

async function byAccessToken(token: string, { readAccessToken }: CallerOptions) {
  const claims = await readAccessToken(token, anyAudience)
  if (claims === null) return null
  const { sid, client_id: clientId, jti } = claims
  return { sid: typeof sid === 'string' ? sid : null, clientId, jti }
}

async function byIdToken(token: string, { readIdToken }: CallerOptions) {
  const claims = await readIdToken(token)
  return claims && { ...claims, jti: null }
}

/** Callers that are no pages have no origin. */
function allowOrigin(ctx: Context): void {
  const origin = ctx.get('Origin')
  if (origin === '') return
  ctx.set('Access-Control-Allow-Origin', origin)
  ctx.set('Access-Control-Expose-Headers', 'WWW-Authenticate, Retry-After')
}

function requireOriginOf(ctx: Context, addresses: readonly string[]): void {
  const origin = ctx.get('Origin')
  if (origin === '' || isOriginOf(addresses, origin)) return
  ctx.remove('Access-Control-Allow-Origin')
  throw new DomainError('forbidden', "this origin is not the client's")
}

export type Beginning = {
  readonly caller: SessionCaller
  /** As it was found when the listener came. */
  readonly status: SessionStatus
  readonly show: (status: SessionStatus) => object
}

/** A comment, so that neither proxies nor browsers take the silence for a broken connection. */
const heartbeatMilliseconds = 15_000

/** Whoever reads so slowly is not listening. */
const mostUnread = 64 * 1024

export function streamEvents(ctx: Context, watch: SessionWatch, beginning: Beginning): void {
  const { caller, status, show } = beginning
  const stream = new PassThrough()
  let told = readEventId(ctx.get('Last-Event-ID'))

  const hear = (seen: SessionStatus | null) => {
    if (seen === null) return finish()
    if (stream.writableLength > mostUnread) return void stream.destroy()
    const message = messageOf(told, seen, show)
    told = message.told
    if (message.text !== '') stream.write(message.text)
    if (seen.state === 'ended') finish()
  }

  const { grantId, jti } = caller.kind === 'application' ? caller : { grantId: null, jti: null }
  const leave = watch.listen({ sessionId: status.sessionId, grantId, jti }, hear)
  const beat = setInterval(() => stream.write(':\n\n'), heartbeatMilliseconds).unref()
  const stop = () => {
    leave()
    clearInterval(beat)
  }
  // Nothing may be written after the end, however slowly the rest is read.
  const finish = () => {
    stop()
    stream.end()
  }
  ctx.res.once('close', stop)
  stream.once('close', stop)
  ctx.type = 'text/event-stream'
  ctx.set('X-Accel-Buffering', 'no')
  ctx.body = stream
  hear(status)
}

/** An id without data tells nothing, and lets a listener resume that heard no event yet. */
function messageOf(before: Told | null, seen: SessionStatus, show: Beginning['show']) {
  const { event, told } = tellingOf(before, seen)
  const id = `id: ${eventIdOf(told)}\n`
  if (event === null) return { told, text: before === null ? `${id}\n` : '' }
  return { told, text: `${id}event: ${event}\ndata: ${JSON.stringify(show(seen))}\n\n` }
}
