/** Before many sessions end: which they are, how many, and what to type. */

import type { VNode } from 'preact'
import { Fact, Facts } from '../../ui/facts.tsx'
import type { Fault } from '../../ui/fields.tsx'
import { addressOf, type Filters } from '../../ui/pages.ts'
import { Empty } from '../../ui/table.tsx'
import { sessionsPath } from '../addresses.ts'
import { ConfirmPage } from '../confirm-page.tsx'
import { ConsoleFrame, type ConsoleFrameProps } from '../frame.tsx'
import type { ShownSession } from './session.tsx'
import { wordsFor } from './session-filters.tsx'
import { SessionRows } from './sessions-page.tsx'

/** As the admin API answers a dry run. */
export type Reached = {
  readonly sessions: number
  readonly accounts: number
  readonly is_whole: boolean
  readonly sample: readonly ShownSession[]
}

type EndSessionsProps = ConsoleFrameProps & {
  readonly filters: Filters
  /** Null when what was asked is wrong. */
  readonly reach: Reached | null
  readonly reason: string
  /** By which a form that is sent twice is known to be one. */
  readonly once: string
  readonly fault: Fault | null
}

const text = {
  title: 'End these sessions',
  lead: 'Every person is signed out of them, and every application loses what it was allowed in them. Sessions that begin from now on stay.',
  which: 'Which',
  sessions: 'Sessions',
  accounts: 'Of accounts',
  atLeast: (count: number) => `${count} or more: one look reads 5,000`,
  sample: 'The newest of them',
  all: 'All of them',
  button: 'End them',
  everything: 'end all',
  none: 'Nothing to end',
  noneLead: 'No session that is live or offline matches any more.',
  back: 'Back to the search',
}

export function EndSessionsPage(props: EndSessionsProps): VNode {
  const { filters, reach, reason, once, fault } = props
  const back = addressOf(sessionsPath, filters)
  if (reach === null || reach.sessions === 0) return <Nothing {...props} back={back} />
  const typed = reach.is_whole ? String(reach.sessions) : text.everything
  return (
    <ConfirmPage
      {...props}
      path={sessionsPath}
      title={text.title}
      lead={text.lead}
      action={`${sessionsPath}/end`}
      hidden={{ ...filters, expected: typed, once }}
      typed={typed}
      reason={reason}
      button={text.button}
      back={back}
      fault={fault}
    >
      <Which filters={filters} reach={reach} />
      <Sample reach={reach} />
    </ConfirmPage>
  )
}

function Nothing(props: EndSessionsProps & { readonly back: string }): VNode {
  const { fault, back } = props
  return (
    <ConsoleFrame
      {...props}
      path={sessionsPath}
      title={text.title}
      fault={fault === null ? null : fault.message}
    >
      {fault === null && (
        <Empty title={text.none}>
          <p>{text.noneLead}</p>
        </Empty>
      )}
      <p>
        <a class="button" href={back}>
          {text.back}
        </a>
      </p>
    </ConsoleFrame>
  )
}

type WhichProps = { readonly filters: Filters; readonly reach: Reached }

function Which({ filters, reach }: WhichProps): VNode {
  const { sessions, accounts, is_whole: isWhole } = reach
  return (
    <section class="card narrow">
      <h2>{text.which}</h2>
      <Facts>
        {wordsFor(filters).map(([label, value]) => (
          <Fact key={label} name={label}>
            <bdi>{value}</bdi>
          </Fact>
        ))}
        <Fact name={text.sessions}>{isWhole ? sessions : text.atLeast(sessions)}</Fact>
        <Fact name={text.accounts}>{isWhole ? accounts : text.atLeast(accounts)}</Fact>
      </Facts>
    </section>
  )
}

function Sample({ reach: { sessions, sample } }: Pick<WhichProps, 'reach'>): VNode {
  return (
    <section class="stack">
      <h2>{sample.length === sessions ? text.all : text.sample}</h2>
      <SessionRows sessions={sample} />
    </section>
  )
}
