/** The console's search of the ledger, the newest events first, and taking out what was found. */

import type { VNode } from 'preact'
import { eventFormats } from '../../../model/event-format.ts'
import { type Fault, sentenceOf } from '../../ui/fields.tsx'
import { addressOf, type Filters, type Page } from '../../ui/pages.ts'
import { Empty, Pager, Table } from '../../ui/table.tsx'
import { ledgerPath } from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps } from '../frame.tsx'
import type { ShownEvent } from './event.tsx'
import { EventRow, eventHeads } from './event-rows.tsx'
import { LedgerFilters, searchFilters } from './filters.tsx'
import { LedgerTabs } from './tabs.tsx'

type LedgerProps = ConsoleFrameProps & {
  readonly filters: Filters
  /** Null when what was asked is wrong. */
  readonly found: Page<ShownEvent> | null
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

/** As many as the admin API shows when nothing else is asked. */
const fullPage = 50

export function LedgerPage(props: LedgerProps): VNode {
  const { filters, found, fault } = props
  const isShown = fault?.field != null && searchFilters.includes(fault.field)
  return (
    <ConsoleFrame
      {...props}
      path={ledgerPath}
      title={text.title}
      lead={text.lead}
      fault={fault === null || isShown ? null : sentenceOf(fault)}
    >
      <LedgerTabs open="search" />
      <LedgerFilters action={ledgerPath} names={searchFilters} filters={filters} fault={fault} />
      {found !== null && <Found {...props} found={found} />}
    </ConsoleFrame>
  )
}

function Found({ filters, areas, found }: LedgerProps & { found: Page<ShownEvent> }): VNode {
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
      {items.length > 0 && <TakeOut filters={filters} />}
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

function TakeOut({ filters }: Pick<LedgerProps, 'filters'>): VNode {
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
