/** The console's first page. */

import { now } from '../../../base/clock.ts'
import type { Page } from '../../ui/pages.ts'
import { showPage } from '../../ui/show-page.ts'
import { overviewPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { frameOf } from '../frame.tsx'
import { type ConsoleRequest, filtersIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import type { Visit } from '../visit.ts'
import { OverviewPage } from './overview-page.tsx'
import type { ShownStatistics } from './statistics.ts'

export function overviewRoutes({ get }: ConsoleRouter): void {
  get(overviewPath, showOverview)
}

async function showOverview({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const params = filtersIn(ctx, ['span'])
  const request = () => visit.ask<ShownStatistics>('getStatistics', { params })
  const { value, fault } = await attempt(request)
  const found = { statistics: value?.body ?? null, fault, isNew: await isNew(visit), now: now() }
  showPage(ctx, <OverviewPage {...frameOf(visit, options)} {...found} />)
}

/** One row is looked for, however many applications there are. */
async function isNew(visit: Visit): Promise<boolean> {
  const { body } = await visit.ask<Page<object>>('listClients', { params: { limit: 1 } })
  return body.items.length === 0
}
