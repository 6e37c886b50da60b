/** The console's first page. */

import type { Context } from 'koa'
import { OverviewPage } from '../views/console/overview-page.tsx'
import { renderPage } from '../views/render.ts'
import { frameOf } from './frame-of.ts'
import { type ConsoleOptions, operating } from './visit.ts'

export function showOverview(ctx: Context, options: ConsoleOptions): Promise<void> {
  return operating(ctx, options, async (_, visit) => {
    ctx.type = 'html'
    ctx.body = renderPage(<OverviewPage {...frameOf(visit, options)} />)
  })
}
