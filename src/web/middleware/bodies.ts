/** Limits request bodies by their headers, before any of the body is read. */

import type { Middleware } from 'koa'
import { DomainError } from '../../base/errors.ts'

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
  if (!/^(utf-8)?$/i.test(ctx.request.charset)) {
    throw new DomainError('media_type_unsupported', 'only UTF-8 is taken')
  }
  await next()
}
