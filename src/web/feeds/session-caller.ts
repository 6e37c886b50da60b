/** Who asks about a session: an application by a token of it, or our own page by its cookie. */

import type { Context } from 'koa'
import { sha256 } from '../../base/crypto.ts'
import { DomainError } from '../../base/errors.ts'
import type { ClientRegistry } from '../../clients/registry.ts'
import { isOriginOf } from '../../model/client.ts'
import type { SessionCaller } from '../../sessions/status.ts'
import { type AccessTokenReader, anyAudience } from '../../tokens/read-access-token.ts'
import type { IdTokenReader } from '../../tokens/read-id-token.ts'
import { bearerToken, refuseMissing, refuseToken } from '../middleware/bearer.ts'
import { sameOrigin } from '../middleware/guards.ts'

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
