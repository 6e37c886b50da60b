/** The console's area of the ledger: looking for events, one event, and taking them out. */

import { answer } from '../../admin-api/routes.ts'
import type { Page } from '../../ui/pages.ts'
import { showPage } from '../../ui/show-page.ts'
import { ledgerPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { frameOf } from '../frame.tsx'
import { type ConsoleRequest, filtersIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { blockRoutes } from './blocks.tsx'
import type { SealedEvent, ShownEvent } from './event.tsx'
import { EventPage } from './event-page.tsx'
import { askedOf } from './event-query.ts'
import { searchFilters } from './filters.tsx'
import { LedgerPage } from './ledger-page.tsx'
import { tailRoutes } from './tail.tsx'

export function ledgerRoutes(router: ConsoleRouter): void {
  const { get } = router
  get(ledgerPath, list)
  get(`${ledgerPath}/export`, takeOut)
  tailRoutes(router)
  blockRoutes(router)
  get(`${ledgerPath}/:id/proof`, prove)
  get(`${ledgerPath}/:id`, showOne)
}

async function list({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const filters = filtersIn(ctx, [...searchFilters, 'cursor'])
  const { value, fault } = await attempt(async () => {
    const params = await askedOf(visit, filters)
    return visit.ask<Page<ShownEvent>>('listAuditEvents', { params })
  })
  const frame = frameOf(visit, options)
  showPage(
    ctx,
    <LedgerPage {...frame} filters={filters} found={value?.body ?? null} fault={fault} />,
  )
}

async function showOne({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const { id } = ctx['params']
  const { body } = await visit.ask<SealedEvent>('getAuditEvent', { params: { id } })
  showPage(ctx, <EventPage {...frameOf(visit, options)} event={body} />)
}

const endings: Readonly<Record<string, string>> = { jsonl: 'jsonl', cef: 'cef', ocsf: 'ocsf.jsonl' }

async function takeOut({ ctx, visit }: ConsoleRequest): Promise<void> {
  const { format = 'jsonl', ...filters } = filtersIn(ctx, [...searchFilters, 'format'])
  const params = { ...(await askedOf(visit, filters)), format }
  const reply = await visit.stream('listAuditEvents', { params })
  ctx.attachment(`ledger.${endings[format] ?? 'txt'}`)
  answer(ctx, reply)
}

async function prove({ ctx, visit }: ConsoleRequest): Promise<void> {
  const { id } = ctx['params']
  const request = filtersIn(ctx, ['personal'])
  const { body } = await visit.ask<object>('proveAuditEvent', { params: { id, ...request } })
  ctx.attachment(`proof-${id}.json`)
  ctx.type = 'application/json'
  ctx.body = `${JSON.stringify(body, null, 2)}\n`
}
