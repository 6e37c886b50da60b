/** The ledger as it grows: a page whose script adds what happens, row by row. */

import type { VNode } from 'preact'
import { Badge } from '../../ui/facts.tsx'
import { type Fault, sentenceOf } from '../../ui/fields.tsx'
import { addressOf, type Filters } from '../../ui/pages.ts'
import { tailScript } from '../../ui/scripts.ts'
import { Table } from '../../ui/table.tsx'
import { ConsoleFrame, type ConsoleFrameProps } from '../frame.tsx'
import { kinds, ledgerPath, severities } from './event.tsx'
import { eventHeads, Failure } from './event-rows.tsx'
import { LedgerFilters, tailFilters } from './filters.tsx'
import { LedgerTabs } from './tabs.tsx'

type TailProps = ConsoleFrameProps & {
  readonly filters: Filters
  /** Where the events come from; null when what was asked is wrong. */
  readonly source: string | null
  readonly fault: Fault | null
}

export const tailPath = `${ledgerPath}/tail`

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

/** More than one can read; older ones are found by searching. */
const mostShown = 200

export function TailPage(props: TailProps): VNode {
  const { filters, source, fault } = props
  const isShown = fault?.field != null && tailFilters.includes(fault.field)
  return (
    <ConsoleFrame
      {...props}
      path={ledgerPath}
      title={text.title}
      lead={text.lead}
      fault={fault === null || isShown ? null : sentenceOf(fault)}
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

/** Its words stand here, so that the script has none of its own. */
function Live({ source }: { readonly source: string }): VNode {
  const { following, counted, paused, broken, over, pause, resume } = text
  const said = { following, counted, paused, broken, over, pause, resume, kinds }
  return (
    <section
      class="tail"
      id="tail"
      data-source={source}
      data-most={mostShown}
      data-words={JSON.stringify(said)}
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

/** Each slot is filled with text alone. */
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
