/** Answering with a page. */

import type { Context } from 'koa'
import type { VNode } from 'preact'
import { renderPage } from './views/render.ts'

export function showPage(ctx: Context, page: VNode): void {
  ctx.type = 'html'
  ctx.body = renderPage(page)
}
