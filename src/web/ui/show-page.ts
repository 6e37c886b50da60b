/** Answering with a page for operators: in English, whatever the browser asks for. */

import type { Context } from 'koa'
import type { VNode } from 'preact'
import { currentLook } from '../middleware/look.ts'
import { lookIn } from './look.ts'
import { renderPage } from './render.ts'

export function showPage(ctx: Context, page: VNode): void {
  ctx.type = 'html'
  ctx.body = renderPage(page, lookIn('en', currentLook().brand))
}
