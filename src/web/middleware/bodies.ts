/** Limits request bodies by their headers, before any of the body is read. */

import type { Context, Middleware, Next } from 'koa'
import { DomainError } from '../../base/errors.ts'
import { formBody } from './guards.ts'

const mostBytes = 64 * 1024

/** Compressed bodies are refused: nobody needs them here, and a few bytes could become gigabytes. */
export const limitBody: Middleware = async (ctx, next) => {
  if ((ctx.request.length ?? 0) > mostBytes) {
    ctx.set('Connection', 'close')
    throw new DomainError('body_too_large', 'at most 64 KiB')
  }
  if (!/^(identity)?$/i.test(ctx.get('Content-Encoding'))) {
    throw new DomainError('media_type_unsupported', 'no content encoding is taken')
  }
  if (/^(utf-8)?$/i.test(ctx.request.charset)) return next()
  if (!mayBeAscii(ctx)) throw new DomainError('media_type_unsupported', 'only UTF-8 is taken')
  await formBody(ctx, () => requireAscii(ctx, next))
}

/**
 * Libraries name a charset that they do not use: the form of a program is percent-encoded, and its
 * bytes are ASCII, which means the same in all of these.
 */
function mayBeAscii(ctx: Context): boolean {
  const isOfProgram = ['/token', '/par', '/revoke', '/introspect', '/userinfo'].includes(ctx.path)
  const isSuperset = /^(us-ascii|iso-8859-1|windows-1252)$/i.test(ctx.request.charset)
  return isOfProgram && isSuperset && Boolean(ctx.is('application/x-www-form-urlencoded'))
}

async function requireAscii(ctx: Context, next: Next): Promise<void> {
  if (!/^\p{ASCII}*$/u.test(ctx.request.rawBody ?? '')) {
    throw new DomainError('media_type_unsupported', 'only ASCII or UTF-8 is taken')
  }
  await next()
}
