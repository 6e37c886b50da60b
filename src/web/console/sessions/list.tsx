/** The console's search for sessions: the filters, the sessions found, the newest first, and the way to end them. */

import type { VNode } from 'preact'
import type { SessionDocument } from '../../../contract/documents.ts'
import { Moment } from '../../ui/facts.tsx'
import { type Fault, sentenceOf } from '../../ui/fields.tsx'
import { addressOf, type Filters, type Page } from '../../ui/pages.ts'
import { showPage } from '../../ui/show-page.ts'
import { Empty, Pager, Table } from '../../ui/table.tsx'
import { sessionPath, sessionsPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, filtersIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { filterNames, SessionFilters, sessionQuery } from './filters.tsx'
import { deviceOf, endManyScope, nameOf, reasonOf, SessionBadge, strengthOf } from './session.tsx'

export function sessionListRoutes({ get }: ConsoleRouter): void {
  get(sessionsPath, list)
}

async function list({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const filters = filtersIn(ctx, [...filterNames, 'cursor'])
  const params = sessionQuery(filters)
  const { value, fault } = await attempt(() => visit.ask('listSessions', { params }))
  showPage(
    ctx,
    <SessionsPage
      {...frameOf(visit, options)}
      filters={filters}
      found={value?.body ?? null}
      fault={fault}
      mayEndMany={visit.may(endManyScope)}
    />,
  )
}

type SessionsProps = ConsoleFrameProps & {
  readonly filters: Filters
  /** Null when the query is wrong. */
  readonly found: Page<SessionDocument> | null
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

function SessionsPage(props: SessionsProps): VNode {
  const { filters, found, fault } = props
  const isBesideField = fault?.field != null && filterNames.includes(fault.field)
  return (
    <ConsoleFrame
      {...props}
      path={sessionsPath}
      title={text.title}
      lead={text.lead}
      fault={fault === null || isBesideField ? null : sentenceOf(fault)}
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
}: Pick<SessionsProps, 'filters' | 'mayEndMany'> & { found: Page<SessionDocument> }): VNode {
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

/** Ended sessions cannot end again, and ending every session has its own form under Revocations. */
function canEnd({ state, end_reason: reason, ...narrowing }: Filters): boolean {
  const findsOnlyEnded = state === 'ended' || reason !== undefined
  return !findsOnlyEnded && (state !== undefined || Object.keys(narrowing).length > 0)
}

function None({ isLast }: { readonly isLast: boolean }): VNode {
  return (
    <Empty title={isLast ? text.none : text.noneYet}>
      <p>{isLast ? text.noneHow : text.noneYetHow}</p>
    </Empty>
  )
}

export function SessionRows({
  sessions,
}: Readonly<{ sessions: readonly SessionDocument[] }>): VNode {
  return (
    <Table label={text.title} heads={text.heads}>
      {sessions.map((session) => (
        <Row key={session.id} session={session} />
      ))}
    </Table>
  )
}

function Row({ session }: { readonly session: SessionDocument }): VNode {
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
        <Aside words={reasonOf(session)} />
      </td>
      <td>{deviceOf(session)}</td>
      <td>
        {network}
        <Aside words={place} />
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

function Aside({ words }: { readonly words: string | null }): VNode | null {
  return words === null ? null : <span class="aside">{words}</span>
}
