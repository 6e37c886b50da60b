/** Answers with a page for operators: always in English. */

import type { Context } from 'koa'
import type { VNode } from 'preact'
import { currentBrand, lookIn } from './look.ts'
import { renderPage } from './render.ts'

export function showPage(ctx: Context, page: VNode): void {
  ctx.type = 'html'
  ctx.body = renderPage(page, lookIn('en', currentBrand()))
}
