/** The console's area of the ledger: looking for events, one event, and taking them out. */

import { answer } from '../../admin-api/routes.ts'
import type { Page } from '../../ui/pages.ts'
import { showPage } from '../../ui/show-page.ts'
import { ledgerPath } from '../addresses.ts'
import type { Answering, Asked } from '../answering.ts'
import { attempt, filtersIn } from '../asking.ts'
import { frameOf } from '../frame-of.ts'
import { blockRoutes } from './blocks.tsx'
import type { SealedEvent, ShownEvent } from './event.tsx'
import { EventPage } from './event-page.tsx'
import { askedOf } from './event-query.ts'
import { searchFilters } from './filters.tsx'
import { LedgerPage } from './ledger-page.tsx'
import { tailRoutes } from './tail.tsx'

export function ledgerRoutes(answering: Answering): void {
  const { show } = answering
  show(ledgerPath, list)
  show(`${ledgerPath}/export`, takeOut)
  tailRoutes(answering)
  blockRoutes(answering)
  show(`${ledgerPath}/:id/proof`, prove)
  show(`${ledgerPath}/:id`, showOne)
}

async function list({ ctx, visit, options }: Asked): Promise<void> {
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

async function showOne({ ctx, visit, options }: Asked): Promise<void> {
  const { id } = ctx['params']
  const { body } = await visit.ask<SealedEvent>('getAuditEvent', { params: { id } })
  showPage(ctx, <EventPage {...frameOf(visit, options)} event={body} />)
}

const endings: Readonly<Record<string, string>> = { jsonl: 'jsonl', cef: 'cef', ocsf: 'ocsf.jsonl' }

async function takeOut({ ctx, visit }: Asked): Promise<void> {
  const { format = 'jsonl', ...filters } = filtersIn(ctx, [...searchFilters, 'format'])
  const params = { ...(await askedOf(visit, filters)), format }
  const reply = await visit.stream('listAuditEvents', { params })
  ctx.attachment(`ledger.${endings[format] ?? 'txt'}`)
  answer(ctx, reply)
}

async function prove({ ctx, visit }: Asked): Promise<void> {
  const { id } = ctx['params']
  const asked = filtersIn(ctx, ['personal'])
  const { body } = await visit.ask<object>('proveAuditEvent', { params: { id, ...asked } })
  ctx.attachment(`proof-${id}.json`)
  ctx.type = 'application/json'
  ctx.body = `${JSON.stringify(body, null, 2)}\n`
}
