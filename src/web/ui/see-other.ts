/** Sending a browser on after a form. */

import type { Context } from 'koa'

/** 303: what was posted is never posted again by the browser (RFC 9700, 4.12). */
export function seeOther(ctx: Context, to: string): void {
  ctx.set('Location', to)
  ctx.body = ''
  ctx.status = 303
}
