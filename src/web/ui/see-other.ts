/** Redirects a browser after a form. */

import type { Context } from 'koa'

/** With 303 the browser never posts the form again (RFC 9700, 4.12). */
export function seeOther(ctx: Context, to: string): void {
  ctx.set('Location', to)
  ctx.body = ''
  ctx.status = 303
}
