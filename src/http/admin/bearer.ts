/** Who may call the admin API: a client, by a token of this server for it, with the scope. */

import type { Context } from 'koa'
import { DomainError } from '../../base/errors.ts'
import type { ClientRegistry } from '../../clients/registry.ts'
import { adminResource } from '../../model/admin-scopes.ts'
import { isClientTokenRefused } from '../../revocation/refused-tokens.ts'
import type { Db } from '../../store/db.ts'
import type { AccessTokenClaims, AccessTokenReader } from '../../tokens/read-access-token.ts'
import { bearerToken, challenge, refuseToken } from '../bearer.ts'
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
  const caller = await readCaller(ctx, options)
  ctx.state['caller'] = caller.by
  if (!caller.scopes.includes(scope)) {
    challenge(ctx, `error="insufficient_scope", scope="${scope}"`)
  }
  requireScope(caller, scope)
  return caller
}

export function requireScope({ scopes }: Caller, scope: string): void {
  if (scopes.includes(scope)) return
  throw new DomainError('insufficient_scope', `this needs the scope ${scope}`)
}

/** What the client may do now counts too: a scope taken from it is not good until the token ends. */
async function readCaller(
  ctx: Context,
  { issuer, clients, readAccessToken, store }: BearerOptions,
): Promise<Caller> {
  const claims = await readAccessToken(bearerToken(ctx), adminResource(issuer))
  const client = claims && (await clients.find(claims.client_id))
  if (!client || (await isRefused(store, claims))) return refuseToken(ctx)
  const scopes = String(claims['scope'] ?? '').split(' ')
  return {
    by: { kind: 'client', id: client.id },
    scopes: scopes.filter((name) => client.scopes.includes(name)),
    expiresAt: Number(claims.exp),
  }
}

function isRefused(db: Db, { jti, iat, client_id: clientId }: AccessTokenClaims): Promise<boolean> {
  return isClientTokenRefused(db, { jti, clientId, issuedAt: Number(iat) })
}
