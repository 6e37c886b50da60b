/** Who may call the admin API: a client, by a token of this server for it, with the scope. */

import type { Context } from 'koa'
import { DomainError } from '../../base/errors.ts'
import type { ClientRegistry } from '../../clients/registry.ts'
import { adminResource } from '../../model/admin-scopes.ts'
import type { AccessTokenReader } from '../../tokens/read-access-token.ts'
import type { Caller } from './operation.ts'

export type BearerOptions = {
  readonly issuer: string
  readonly clients: ClientRegistry
  readonly readAccessToken: AccessTokenReader
}

/** Throws `token_missing`, `token_invalid` or `insufficient_scope`, each with its challenge. */
export async function callerOf(
  ctx: Context,
  options: BearerOptions,
  scope: string,
): Promise<Caller> {
  const caller = await readCaller(ctx, options)
  if (!caller.scopes.includes(scope)) {
    challenge(ctx, `error="insufficient_scope", scope="${scope}"`)
    throw new DomainError('insufficient_scope', `this needs the scope ${scope}`)
  }
  return caller
}

/** What the client may do now counts too: a scope taken from it is not good until the token ends. */
async function readCaller(
  ctx: Context,
  { issuer, clients, readAccessToken }: BearerOptions,
): Promise<Caller> {
  const claims = await readAccessToken(tokenOf(ctx), adminResource(issuer))
  const client = claims && (await clients.find(claims.client_id))
  if (!client) return refuseToken(ctx)
  const scopes = String(claims['scope'] ?? '').split(' ')
  return { clientId: client.id, scopes: scopes.filter((name) => client.scopes.includes(name)) }
}

/** RFC 6750, 3: who sent no token is told no error. */
function tokenOf(ctx: Context): string {
  const [scheme, token, ...more] = ctx.get('Authorization').split(' ')
  if (scheme?.toLowerCase() !== 'bearer') {
    challenge(ctx)
    throw new DomainError('token_missing', 'send an access token of this server as Bearer')
  }
  return token && more.length === 0 ? token : refuseToken(ctx)
}

function refuseToken(ctx: Context): never {
  challenge(ctx, 'error="invalid_token"')
  throw new DomainError('token_invalid', 'the access token is not valid here')
}

function challenge(ctx: Context, why = ''): void {
  ctx.set('WWW-Authenticate', `Bearer ${why}`.trim())
}
