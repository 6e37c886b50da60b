/** The console's list of sessions, the newest first, and the way to end all that were found. */

import type { VNode } from 'preact'
import { Moment } from '../../ui/facts.tsx'
import { type Fault, sentenceOf } from '../../ui/fields.tsx'
import { addressOf, type Filters, type Page } from '../../ui/pages.ts'
import { Empty, Pager, Table } from '../../ui/table.tsx'
import { sessionPath, sessionsPath } from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps } from '../frame.tsx'
import {
  deviceOf,
  nameOf,
  reasonOf,
  SessionBadge,
  type ShownSession,
  strengthOf,
} from './session.tsx'
import { filterNames, SessionFilters } from './session-filters.tsx'

type SessionsProps = ConsoleFrameProps & {
  readonly filters: Filters
  /** Null when what was asked is wrong. */
  readonly found: Page<ShownSession> | null
  readonly fault: Fault | null
  readonly mayEndMany: boolean
}

const text = {
  title: 'Sessions',
  lead: 'Every sign-in of every account, in one browser each. Ended ones stay readable for 30 days.',
  heads: ['Account', 'State', 'Device', 'Begun in', 'Strength', 'Begun', 'Last used'],
  endAll: 'End all of these…',
  none: 'No such session',
  noneHow: 'Widen the filters: an address as a network, a longer time, any state.',
  noneYet: 'Nothing among the newest of them',
  noneYetHow: 'One look reads 5,000 sessions, and older ones may match: go on to the next page.',
}

export function SessionsPage(props: SessionsProps): VNode {
  const { filters, found, fault } = props
  const isShown = fault?.field != null && filterNames.includes(fault.field)
  return (
    <ConsoleFrame
      {...props}
      path={sessionsPath}
      title={text.title}
      lead={text.lead}
      fault={fault === null || isShown ? null : sentenceOf(fault)}
    >
      <SessionFilters filters={filters} fault={fault} />
      {found !== null && <Found {...props} found={found} />}
    </ConsoleFrame>
  )
}

function Found({
  filters,
  found,
  mayEndMany,
}: Pick<SessionsProps, 'filters' | 'mayEndMany'> & { found: Page<ShownSession> }): VNode {
  const { items, next_cursor: next } = found
  const { cursor: _, ...narrowing } = filters
  return (
    <>
      {mayEndMany && items.length > 0 && canEnd(narrowing) && (
        <p>
          <a class="button" href={addressOf(`${sessionsPath}/end`, narrowing)}>
            {text.endAll}
          </a>
        </p>
      )}
      {items.length === 0 ? <None isLast={next === null} /> : <SessionRows sessions={items} />}
      <Pager path={sessionsPath} filters={filters} next={next} />
    </>
  )
}

/** What has ended cannot end again, and everything is ended elsewhere. */
function canEnd({ state, end_reason: reason, ...narrowing }: Filters): boolean {
  const isOfEnded = state === 'ended' || reason !== undefined
  return !isOfEnded && (state !== undefined || Object.keys(narrowing).length > 0)
}

function None({ isLast }: { readonly isLast: boolean }): VNode {
  return (
    <Empty title={isLast ? text.none : text.noneYet}>
      <p>{isLast ? text.noneHow : text.noneYetHow}</p>
    </Empty>
  )
}

export function SessionRows({ sessions }: Readonly<{ sessions: readonly ShownSession[] }>): VNode {
  return (
    <Table label={text.title} heads={text.heads}>
      {sessions.map((session) => (
        <Row key={session.id} session={session} />
      ))}
    </Table>
  )
}

function Row({ session }: { readonly session: ShownSession }): VNode {
  const { network, place } = session
  return (
    <tr>
      <th scope="row">
        <a href={sessionPath(session)}>
          <bdi>{nameOf(session)}</bdi>
        </a>
      </th>
      <td>
        <SessionBadge state={session.state} />
        <Aside of={reasonOf(session)} />
      </td>
      <td>{deviceOf(session)}</td>
      <td>
        {network}
        <Aside of={place} />
      </td>
      <td>{strengthOf(session)}</td>
      <td class="tight">
        <Moment at={session.created_at} />
      </td>
      <td class="tight">
        <Moment at={session.last_seen_at} />
      </td>
    </tr>
  )
}

function Aside({ of }: { readonly of: string | null }): VNode | null {
  return of === null ? null : <span class="aside">{of}</span>
}
