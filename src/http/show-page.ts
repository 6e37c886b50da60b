/** Answering with a page for operators: in English, whatever the browser asks for. */

import type { Context } from 'koa'
import type { VNode } from 'preact'
import { currentLook } from './look.ts'
import { lookIn } from './views/look.ts'
import { renderPage } from './views/render.ts'

export function showPage(ctx: Context, page: VNode): void {
  ctx.type = 'html'
  ctx.body = renderPage(page, lookIn('en', currentLook().brand))
}
