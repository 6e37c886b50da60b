/** The console's area of the ledger: looking for events, one event, and taking them out. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import { answer } from '../admin/routes.ts'
import { showPage } from '../show-page.ts'
import { ledgerPath, type SealedEvent, type ShownEvent } from '../views/console/event.tsx'
import { EventPage } from '../views/console/event-page.tsx'
import { searchFilters } from '../views/console/ledger-filters.tsx'
import { LedgerPage } from '../views/console/ledger-page.tsx'
import type { Page } from '../views/console/pages.ts'
import { attempt, filtersIn } from './asking.ts'
import { frameOf } from './frame-of.ts'
import { askedOf } from './ledger-asked.ts'
import { blockRoutes } from './ledger-blocks.tsx'
import { tailRoutes } from './ledger-tail.tsx'
import { type ConsoleOptions, operating, type Visit } from './visit.ts'

export function ledgerRoutes(router: Router, options: ConsoleOptions): void {
  router.get(ledgerPath, (ctx) => operating(ctx, options, (_, visit) => list(ctx, visit, options)))
  router.get(`${ledgerPath}/export`, (ctx) =>
    operating(ctx, options, (_, visit) => takeOut(ctx, visit)),
  )
  tailRoutes(router, options)
  blockRoutes(router, options)
  router.get(`${ledgerPath}/:id/proof`, (ctx) =>
    operating(ctx, options, (_, visit) => prove(ctx, visit)),
  )
  router.get(`${ledgerPath}/:id`, (ctx) =>
    operating(ctx, options, (_, visit) => show(ctx, visit, options)),
  )
}

async function list(ctx: Context, visit: Visit, options: ConsoleOptions): Promise<void> {
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

async function show(ctx: Context, visit: Visit, options: ConsoleOptions): Promise<void> {
  const { id } = ctx['params']
  const { body } = await visit.ask<SealedEvent>('getAuditEvent', { params: { id } })
  showPage(ctx, <EventPage {...frameOf(visit, options)} event={body} />)
}

const endings: Readonly<Record<string, string>> = { jsonl: 'jsonl', cef: 'cef', ocsf: 'ocsf.jsonl' }

async function takeOut(ctx: Context, visit: Visit): Promise<void> {
  const { format = 'jsonl', ...filters } = filtersIn(ctx, [...searchFilters, 'format'])
  const params = { ...(await askedOf(visit, filters)), format }
  const reply = await visit.stream('listAuditEvents', { params })
  ctx.attachment(`ledger.${endings[format] ?? 'txt'}`)
  answer(ctx, reply)
}

async function prove(ctx: Context, visit: Visit): Promise<void> {
  const { id } = ctx['params']
  const asked = filtersIn(ctx, ['personal'])
  const { body } = await visit.ask<object>('proveAuditEvent', { params: { id, ...asked } })
  ctx.attachment(`proof-${id}.json`)
  ctx.type = 'application/json'
  ctx.body = `${JSON.stringify(body, null, 2)}\n`
}
