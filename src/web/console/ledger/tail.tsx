/** The live tail of the ledger: a page whose script adds each new event as a row, and the stream it reads. */

import type { VNode } from 'preact'
import { answer } from '../../admin-api/routes.ts'
import { Badge } from '../../ui/facts.tsx'
import { type Fault, sentenceOf } from '../../ui/fields.tsx'
import { addressOf, type Filters } from '../../ui/pages.ts'
import { tailScript } from '../../ui/scripts.ts'
import { showPage } from '../../ui/show-page.ts'
import { Table } from '../../ui/table.tsx'
import { ledgerPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, filtersIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { kinds, severities } from './event.tsx'
import { eventQuery, LedgerFilters, tailFilters } from './filters.tsx'
import { eventHeads, Failure } from './rows.tsx'
import { LedgerTabs } from './tabs.tsx'

const tailPath = `${ledgerPath}/tail`
const eventsPath = `${tailPath}/events`

export function tailRoutes({ get, stream }: ConsoleRouter): void {
  get(tailPath, showTail)
  stream(eventsPath, follow)
}

/** Checks the query here, because a browser's script cannot read why a stream is refused. */
async function showTail({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const filters = filtersIn(ctx, tailFilters)
  const { value, fault } = await attempt(async () => {
    const params = await eventQuery(visit, filters)
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

type TailProps = ConsoleFrameProps & {
  readonly filters: Filters
  /** Address of the event stream; null when the query is wrong. */
  readonly source: string | null
  readonly fault: Fault | null
}

const text = {
  title: 'Live tail',
  lead: 'What happens from now on, as soon as it can be sealed: within a second or two. Following it is in the ledger, too.',
  live: 'What happens',
  noScript: 'This page needs script to follow the ledger. Without it, look again now and then:',
  searchInstead: 'The newest events',
  event: 'event',
  pause: 'Pause',
  resume: 'Go on',
  starting: 'Connecting…',
  following: 'Following. Nothing has happened yet.',
  counted: 'Following. Events so far: {count}.',
  paused: 'Paused. Waiting to be shown: {count}.',
  broken: 'The connection broke off. It is tried again.',
  over: 'This has ended: you are signed out, or your role is another. Reload the page.',
}

/** More than a person can read; a search finds the older ones. */
const mostShown = 200

function TailPage(props: TailProps): VNode {
  const { filters, source, fault } = props
  const isBesideField = fault?.field != null && tailFilters.includes(fault.field)
  return (
    <ConsoleFrame
      {...props}
      path={ledgerPath}
      title={text.title}
      lead={text.lead}
      fault={fault === null || isBesideField ? null : sentenceOf(fault)}
    >
      <LedgerTabs open="tail" />
      <LedgerFilters action={tailPath} names={tailFilters} filters={filters} fault={fault} />
      <noscript>
        <p class="notice">
          {text.noScript} <a href={addressOf(ledgerPath, filters)}>{text.searchInstead}</a>
        </p>
      </noscript>
      {source !== null && <Live source={source} />}
    </ConsoleFrame>
  )
}

/** Hands the script its words, so that it has none of its own. */
function Live({ source }: { readonly source: string }): VNode {
  const { following, counted, paused, broken, over, pause, resume } = text
  const words = { following, counted, paused, broken, over, pause, resume, kinds }
  return (
    <section
      class="tail"
      id="tail"
      data-source={source}
      data-most={mostShown}
      data-words={JSON.stringify(words)}
      hidden
    >
      <div class="tail-bar">
        <p role="status">{text.starting}</p>
        <button class="button small" type="button">
          {text.pause}
        </button>
      </div>
      <Table label={text.live} heads={eventHeads}>
        {null}
      </Table>
      <template data-part="row">
        <RowPattern />
      </template>
      <script type="module" src={tailScript} />
    </section>
  )
}

/** The script fills each slot with text, never with HTML. */
function RowPattern(): VNode {
  return (
    <tr>
      <th scope="row">
        <a data-slot="type" href={ledgerPath}>
          {text.event}
        </a>
        <span class="aside">
          <time data-slot="occurred_at" />
        </span>
      </th>
      <td>
        <span class="about">
          <span data-slot="actor_kind" /> <code class="id" data-slot="actor_id" />
        </span>
        <span data-outcome="failure">
          <Failure />
        </span>
        {Object.entries(severities).map(([severity, mood]) => (
          <span key={severity} data-severity={severity}>
            <Badge mood={mood}>{severity}</Badge>
          </span>
        ))}
      </td>
      <td data-slot="about" />
      <td data-slot="network" />
    </tr>
  )
}
