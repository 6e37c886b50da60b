/** The console's page that follows the ledger, and the stream that its script listens to. */

import { answer } from '../../admin-api/routes.ts'
import { addressOf } from '../../ui/pages.ts'
import { showPage } from '../../ui/show-page.ts'
import { attempt } from '../attempt.ts'
import { frameOf } from '../frame.tsx'
import { type ConsoleRequest, filtersIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { askedOf } from './event-query.ts'
import { tailFilters } from './filters.tsx'
import { TailPage, tailPath } from './tail-page.tsx'

const eventsPath = `${tailPath}/events`

export function tailRoutes({ get, stream }: ConsoleRouter): void {
  get(tailPath, showTail)
  stream(eventsPath, follow)
}

/** A browser cannot read why a stream is refused, so what was typed is checked for the page. */
async function showTail({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const filters = filtersIn(ctx, tailFilters)
  const { value, fault } = await attempt(async () => {
    const params = await askedOf(visit, filters)
    await visit.ask('listAuditEvents', { params: { ...params, limit: '1' } })
    return addressOf(eventsPath, params)
  })
  const frame = frameOf(visit, options)
  showPage(ctx, <TailPage {...frame} filters={filters} source={value} fault={fault} />)
}

async function follow({ ctx, visit }: ConsoleRequest): Promise<void> {
  const params = filtersIn(ctx, tailFilters)
  const headers = {
    accept: 'text/event-stream',
    'last-event-id': ctx.get('Last-Event-ID'),
  }
  answer(ctx, await visit.stream('listAuditEvents', { params, headers }))
}
