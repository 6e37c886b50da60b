/** The console's first page. */

import type { Context } from 'koa'
import { showPage } from '../show-page.ts'
import { OverviewPage } from '../views/console/overview-page.tsx'
import { frameOf } from './frame-of.ts'
import { type ConsoleOptions, operating } from './visit.ts'

export function showOverview(ctx: Context, options: ConsoleOptions): Promise<void> {
  return operating(ctx, options, async (_, visit) => {
    showPage(ctx, <OverviewPage {...frameOf(visit, options)} />)
  })
}
