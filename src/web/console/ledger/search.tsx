/** The console's search of the ledger, the newest events first, and the export of the results. */

import type { VNode } from 'preact'
import type { EventDocument } from '../../../model/event-document.ts'
import { eventFormats } from '../../../model/event-format.ts'
import { answer } from '../../admin-api/routes.ts'
import { type Fault, sentenceOf } from '../../ui/fields.tsx'
import { addressOf, type Filters, type Page } from '../../ui/pages.ts'
import { showPage } from '../../ui/show-page.ts'
import { Empty, Pager, Table } from '../../ui/table.tsx'
import { ledgerPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, filtersIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { eventQuery, LedgerFilters, searchFilters } from './filters.tsx'
import { EventRow, eventHeads } from './rows.tsx'
import { LedgerTabs } from './tabs.tsx'

export function eventSearchRoutes({ get }: ConsoleRouter): void {
  get(ledgerPath, search)
  get(`${ledgerPath}/export`, exportEvents)
}

async function search({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const filters = filtersIn(ctx, [...searchFilters, 'cursor'])
  const { value, fault } = await attempt(async () => {
    const params = await eventQuery(visit, filters)
    return visit.ask('listAuditEvents', { params })
  })
  const frame = frameOf(visit, options)
  showPage(
    ctx,
    <LedgerPage {...frame} filters={filters} found={value?.body ?? null} fault={fault} />,
  )
}

const extensions: Readonly<Record<string, string>> = {
  jsonl: 'jsonl',
  cef: 'cef',
  ocsf: 'ocsf.jsonl',
}

async function exportEvents({ ctx, visit }: ConsoleRequest): Promise<void> {
  const { format = 'jsonl', ...filters } = filtersIn(ctx, [...searchFilters, 'format'])
  const params = { ...(await eventQuery(visit, filters)), format }
  const reply = await visit.stream('listAuditEvents', { params })
  ctx.attachment(`ledger.${extensions[format] ?? 'txt'}`)
  answer(ctx, reply)
}

type LedgerProps = ConsoleFrameProps & {
  readonly filters: Filters
  /** Null when the query is wrong. */
  readonly found: Page<EventDocument> | null
  readonly fault: Fault | null
}

const text = {
  title: 'Ledger',
  lead: 'What was done, by whom and from where. Each look at it is in it, too.',
  none: 'No such event',
  noneHow: 'Widen the filters: an address as a network, a longer time, any type.',
  noneYet: 'Nothing among the newest of them',
  noneYetHow: 'One look reads 5,000 events, and older ones may match: go on to the next page.',
  short: 'One look reads 5,000 events. Older ones may match: go on to the next page.',
  out: 'Take out all that the filters find',
  outHow:
    'As lines, the newest first. What takes longer than five minutes breaks off: parley audit export takes the whole ledger.',
  formats: { jsonl: 'JSON Lines', cef: 'CEF', ocsf: 'OCSF' },
}

/** The admin API's default limit of a page. */
const fullPage = 50

function LedgerPage(props: LedgerProps): VNode {
  const { filters, found, fault } = props
  const isBesideField = fault?.field != null && searchFilters.includes(fault.field)
  return (
    <ConsoleFrame
      {...props}
      path={ledgerPath}
      title={text.title}
      lead={text.lead}
      fault={fault === null || isBesideField ? null : sentenceOf(fault)}
    >
      <LedgerTabs open="search" />
      <LedgerFilters action={ledgerPath} names={searchFilters} filters={filters} fault={fault} />
      {found !== null && <Found {...props} found={found} />}
    </ConsoleFrame>
  )
}

function Found({ filters, areas, found }: LedgerProps & { found: Page<EventDocument> }): VNode {
  const { items, next_cursor: next } = found
  const isShort = items.length > 0 && items.length < fullPage && next !== null
  return (
    <>
      {items.length === 0 ? (
        <None isLast={next === null} />
      ) : (
        <Table label={text.title} heads={eventHeads}>
          {items.map((event) => (
            <EventRow key={event.id} event={event} areas={areas} />
          ))}
        </Table>
      )}
      {isShort && <p class="notice">{text.short}</p>}
      <Pager path={ledgerPath} filters={filters} next={next} />
      {items.length > 0 && <Export filters={filters} />}
    </>
  )
}

function None({ isLast }: { readonly isLast: boolean }): VNode {
  return (
    <Empty title={isLast ? text.none : text.noneYet}>
      <p>{isLast ? text.noneHow : text.noneYetHow}</p>
    </Empty>
  )
}

function Export({ filters }: Pick<LedgerProps, 'filters'>): VNode {
  const { cursor: _, ...narrowing } = filters
  return (
    <section class="card narrow">
      <h2>{text.out}</h2>
      <p>{text.outHow}</p>
      <p class="actions even">
        {eventFormats.map((format) => (
          <a
            key={format}
            class="button"
            href={addressOf(`${ledgerPath}/export`, { ...narrowing, format })}
            download
          >
            {text.formats[format]}
          </a>
        ))}
      </p>
    </section>
  )
}
