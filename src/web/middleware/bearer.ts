/** Presenting an access token as Bearer (RFC 6750), and how it is refused. It verifies nothing. */

import type { Context } from 'koa'
import { DomainError } from '../../base/errors.ts'

/** Throws `token_missing` or, for what can be no token, `token_invalid`. */
export function bearerToken(ctx: Context): string {
  const [scheme, token, ...more] = ctx.get('Authorization').split(' ')
  // RFC 6750, 3: who sent no token is told no error.
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
