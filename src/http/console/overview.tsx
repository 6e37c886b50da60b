/** The console's first page. */

import type { Context } from 'koa'
import { now } from '../../base/clock.ts'
import { showPage } from '../show-page.ts'
import { OverviewPage } from '../views/console/overview-page.tsx'
import type { Page } from '../views/console/pages.ts'
import type { ShownStatistics } from '../views/console/statistics.ts'
import { attempt, filtersIn } from './asking.ts'
import { frameOf } from './frame-of.ts'
import { type ConsoleOptions, operating, type Visit } from './visit.ts'

export function showOverview(ctx: Context, options: ConsoleOptions): Promise<void> {
  return operating(ctx, options, async (_, visit) => {
    const params = filtersIn(ctx, ['span'])
    const asked = () => visit.ask<ShownStatistics>('getStatistics', { params })
    const { value, fault } = await attempt(asked)
    const found = { statistics: value?.body ?? null, fault, isNew: await isNew(visit), now: now() }
    showPage(ctx, <OverviewPage {...frameOf(visit, options)} {...found} />)
  })
}

/** One row is looked for, however many applications there are. */
async function isNew(visit: Visit): Promise<boolean> {
  const { body } = await visit.ask<Page<object>>('listClients', { params: { limit: 1 } })
  return body.items.length === 0
}
