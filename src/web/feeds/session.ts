/** Lets applications and our own pages follow a session: its status, keep-alive, and server-sent events. */

import { PassThrough } from 'node:stream'
import type Router from '@koa/router'
import type { Context } from 'koa'
import { sha256 } from '../../base/crypto.ts'
import { DomainError } from '../../base/errors.ts'
import type { ClientRegistry } from '../../clients/registry.ts'
import { isOriginOf } from '../../model/client.ts'
import {
  eventIdOf,
  type ListenerState,
  nextUpdate,
  readEventId,
} from '../../model/session-events.ts'
import type { SessionStatus } from '../../model/session-status.ts'
import { keepAlive } from '../../sessions/keep-alive.ts'
import {
  findStatus,
  type OwnStatus,
  type SessionCaller,
  type StatusSource,
} from '../../sessions/status.ts'
import type { SessionWatch } from '../../sessions/watch.ts'
import { type AccessTokenReader, anyAudience } from '../../tokens/read-access-token.ts'
import type { IdTokenReader } from '../../tokens/read-id-token.ts'
import { bearerToken, refuseMissing, refuseToken } from '../middleware/bearer.ts'
import { sameOrigin } from '../middleware/guards.ts'

export type SessionFeedOptions = CallerOptions & {
  readonly source: StatusSource
  readonly watch: SessionWatch
}

type Question<Status extends SessionStatus = SessionStatus> = {
  readonly purpose: Purpose
  readonly verb: (source: StatusSource, caller: SessionCaller) => Promise<Status | null>
}

const reading: Question<OwnStatus> = { purpose: 'read', verb: findStatus }
const keeping: Question = { purpose: 'change', verb: keepAlive }

export function sessionRoutes(router: Router, options: SessionFeedOptions): void {
  const paths = ['/session/status', '/session/keepalive', '/session/events']
  router.get('/session/status', (ctx) => answer(ctx, options, reading))
  router.post('/session/keepalive', (ctx) => answer(ctx, options, keeping))
  router.get('/session/events', (ctx) => stream(ctx, options))
  router.options(paths, allowPreflight)
}

async function answer(
  ctx: Context,
  options: SessionFeedOptions,
  question: Question,
): Promise<void> {
  const { caller, status } = await findOwn(ctx, options, question)
  ctx.body = showStatus(status, caller)
}

async function stream(ctx: Context, options: SessionFeedOptions): Promise<void> {
  const { caller, status } = await findOwn(ctx, options, reading)
  const show = (seen: SessionStatus) => showStatus(seen, caller)
  streamEvents(ctx, options.watch, { caller, status, show })
}

/** The caller, and the status of the caller's own session. */
async function findOwn<Status extends SessionStatus>(
  ctx: Context,
  options: SessionFeedOptions,
  { purpose, verb }: Question<Status>,
) {
  ctx.set('Cache-Control', 'no-store')
  const caller = await sessionCallerOf(ctx, options, purpose)
  const status = await verb(options.source, caller)
  if (status !== null) return { caller, status }
  return caller.kind === 'browser' ? refuseBrowser(ctx) : refuseToken(ctx)
}

/** Applications never see the id: two of them must not find out that they serve one browser. */
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

type CallerOptions = {
  readonly issuer: string
  readonly clients: Pick<ClientRegistry, 'find'>
  readonly readAccessToken: AccessTokenReader
  readonly readIdToken: IdTokenReader
  /** The name of the cookie that holds the session's secret. */
  readonly sessionCookie: string
}

/** An ID token is good for reading and never for a change. */
type Purpose = 'read' | 'change'

/** Throws `token_missing`, `token_invalid` or `forbidden`. A token takes precedence over a cookie. */
function sessionCallerOf(
  ctx: Context,
  options: CallerOptions,
  purpose: Purpose,
): Promise<SessionCaller> {
  ctx.vary('Origin')
  if (ctx.get('Authorization') === '') return ofBrowser(ctx, options)
  return ofApplication(ctx, options, purpose)
}

/** A preflight carries no token, so any origin may ask; the answer to the real request checks it. */
function allowPreflight(ctx: Context): void {
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

function refuseBrowser(ctx: Context): never {
  return refuseMissing(ctx, 'send an access token as Bearer, or come with the cookie of a session')
}

/**
 * Any origin may read the refusal of a bad token: it reveals nothing, and the application must see
 * that it has to refresh.
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

/** Only browsers send an origin. */
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

type Subscription = {
  readonly caller: SessionCaller
  /** The status when the listener connected. */
  readonly status: OwnStatus
  readonly show: (status: SessionStatus) => object
}

/** Without this comment line, proxies and browsers take silence for a broken connection. */
const heartbeatMilliseconds = 15_000

/** A listener with this much unread is disconnected. */
const mostUnread = 64 * 1024

function streamEvents(ctx: Context, watch: SessionWatch, subscription: Subscription): void {
  const { caller, status, show } = subscription
  const stream = new PassThrough()
  let known = readEventId(ctx.get('Last-Event-ID'))

  const hear = (seen: SessionStatus | null) => {
    if (seen === null) return finish()
    if (stream.writableLength > mostUnread) return void stream.destroy()
    const message = messageOf(known, seen, show)
    known = message.known
    if (message.text !== '') stream.write(message.text)
    if (seen.state === 'ended') finish()
  }

  const { grantId, jti } = caller.kind === 'application' ? caller : { grantId: null, jti: null }
  const { sessionId, accountId } = status
  const leave = watch.listen({ sessionId, accountId, grantId, jti }, hear)
  const beat = setInterval(() => stream.write(':\n\n'), heartbeatMilliseconds).unref()
  const stop = () => {
    leave()
    clearInterval(beat)
  }
  // After the end nothing more is written, even while the listener still reads.
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

/** An id without data is no event. It lets a listener resume that has received no event yet. */
function messageOf(before: ListenerState | null, seen: SessionStatus, show: Subscription['show']) {
  const { event, known } = nextUpdate(before, seen)
  const id = `id: ${eventIdOf(known)}\n`
  if (event === null) return { known, text: before === null ? `${id}\n` : '' }
  return { known, text: `${id}event: ${event}\ndata: ${JSON.stringify(show(seen))}\n\n` }
}
