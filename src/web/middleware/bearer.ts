/** Reads a Bearer token from a request and refuses bad ones (RFC 6750). It verifies no token. */

import type { Context } from 'koa'
import { DomainError } from '../../base/errors.ts'

/** Throws `token_missing`, or `token_invalid` for a malformed header. */
export function bearerToken(ctx: Context): string {
  const [scheme, token, ...more] = ctx.get('Authorization').split(' ')
  // RFC 6750, 3: without a token, the challenge carries no error code.
  if (scheme?.toLowerCase() !== 'bearer') return refuseMissing(ctx)
  return token && more.length === 0 ? token : refuseToken(ctx)
}

export function refuseMissing(
  ctx: Context,
  detail = 'send an access token of this server as Bearer',
): never {
  challenge(ctx)
  throw new DomainError('token_missing', detail)
}

export function refuseToken(ctx: Context): never {
  challenge(ctx, 'error="invalid_token"')
  throw new DomainError('token_invalid', 'the access token is not valid here')
}

export function challenge(ctx: Context, why = ''): void {
  ctx.set('WWW-Authenticate', `Bearer ${why}`.trim())
}
