/**
 * The caller of the admin API: a client or an operator with an access token, or a program with an API
 * key. Every call judges again what the caller may do.
 */

import type { Context } from 'koa'
import { epochSeconds } from '../../base/clock.ts'
import { DomainError } from '../../base/errors.ts'
import { looksLikeApiKey } from '../../clients/api-key-text.ts'
import { judgeApiKey } from '../../clients/judge-api-key.ts'
import type { ClientRegistry } from '../../clients/registry.ts'
import { adminResource } from '../../model/admin-scopes.ts'
import { scopesOfRoles } from '../../model/operator-role.ts'
import { isClientTokenRefused } from '../../revocation/refused-tokens.ts'
import type { Db } from '../../store/db.ts'
import { findGrantOfToken } from '../../tokens/find-grant.ts'
import type { AccessTokenClaims, AccessTokenReader } from '../../tokens/read-access-token.ts'
import { bearerToken, challenge, refuseToken } from '../middleware/bearer.ts'
import type { Caller } from './operation.ts'

export type BearerOptions = {
  readonly issuer: string
  readonly clients: ClientRegistry
  readonly readAccessToken: AccessTokenReader
  readonly store: Db
}

/** Throws `token_missing`, `token_invalid` or `insufficient_scope`, each with its challenge. */
export async function callerOf(
  ctx: Context,
  options: BearerOptions,
  scope: string,
): Promise<Caller> {
  const caller = await identify(ctx, options)
  demandScope(ctx, caller, scope)
  return caller
}

/** Throws `token_missing` or `token_invalid`, with its challenge. */
export async function identify(ctx: Context, options: BearerOptions): Promise<Caller> {
  const caller = await readCaller(ctx, options)
  ctx.state['caller'] = caller.by
  return caller
}

/** Throws `insufficient_scope`, with its challenge. */
export function demandScope(ctx: Context, caller: Caller, scope: string): void {
  if (!caller.scopes.includes(scope)) {
    challenge(ctx, `error="insufficient_scope", scope="${scope}"`)
  }
  requireScope(caller, scope)
}

export function requireScope({ scopes }: Caller, scope: string): void {
  if (scopes.includes(scope)) return
  throw new DomainError('insufficient_scope', `this needs the scope ${scope}`)
}

/** Tells callers apart. */
export function callerName({ by }: Caller): string {
  return `${by.kind}:${'id' in by ? by.id : ''}`
}

/** A call that listens ends after this time, so that its key is judged again. */
const keySeconds = 60

async function readCaller(ctx: Context, options: BearerOptions): Promise<Caller> {
  const text = bearerToken(ctx)
  if (!looksLikeApiKey(text)) return readToken(ctx, options, text)
  const key = await judgeApiKey(options.store, text)
  if (key === null) return refuseToken(ctx)
  const soon = epochSeconds() + keySeconds
  return {
    by: { kind: 'api_key', id: key.id },
    scopes: key.scopes,
    signedInSecondsAgo: null,
    expiresAt: Math.min(soon, key.expiresAt ?? soon),
  }
}

/** Counts only scopes that the client still has: removing one takes effect before the token ends. */
async function readToken(
  ctx: Context,
  { issuer, clients, readAccessToken, store }: BearerOptions,
  token: string,
): Promise<Caller> {
  const claims = await readAccessToken(token, adminResource(issuer))
  const client = claims && (await clients.find(claims.client_id))
  const subject = client && (await subjectOf(store, claims))
  if (!subject) return refuseToken(ctx)
  const scopes = String(claims['scope'] ?? '').split(' ')
  return {
    by: subject.by,
    scopes: scopes.filter((name) => client.scopes.includes(name) && subject.may(name)),
    signedInSecondsAgo: subject.isPerson ? secondsSince(claims['auth_time']) : null,
    expiresAt: Number(claims.exp),
  }
}

/** Without a moment, the sign-in counts as too old for anything. */
function secondsSince(moment: unknown): number {
  return typeof moment === 'number' ? epochSeconds() - moment : Number.POSITIVE_INFINITY
}

type Subject = {
  readonly by: Caller['by']
  readonly isPerson: boolean
  readonly may: (scope: string) => boolean
}

/** Null when the token was revoked, or its grant has ended. */
async function subjectOf(store: Db, claims: AccessTokenClaims): Promise<Subject | null> {
  const { sid, sub, jti, client_id: clientId } = claims
  if (sub === clientId && sid === undefined) {
    if (await isRefused(store, claims)) return null
    return { by: { kind: 'client', id: clientId }, isPerson: false, may: () => true }
  }
  const grant = await findGrantOfToken(store, { grantId: String(sid), jti })
  if (grant === null || grant.accountId !== sub || grant.clientId !== clientId) return null
  const scopes = scopesOfRoles(grant.account.roles)
  return {
    by: { kind: 'operator', id: grant.accountId },
    isPerson: true,
    may: (scope) => scopes.includes(scope),
  }
}

function isRefused(db: Db, { jti, iat, client_id: clientId }: AccessTokenClaims): Promise<boolean> {
  return isClientTokenRefused(db, { jti, clientId, issuedAt: Number(iat) })
}
