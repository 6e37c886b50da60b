/** The grants of a session: the applications it allowed, how one of them ends, and the notices of its end. */

import type { VNode } from 'preact'
import type { GrantDocument, SessionDetails } from '../../../contract/documents.ts'
import { field } from '../../middleware/guards.ts'
import { Badge, Moment } from '../../ui/facts.tsx'
import type { Fault } from '../../ui/fields.tsx'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { Empty, Table } from '../../ui/table.tsx'
import { noticePath, sessionPath, sessionsPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { ConfirmPage } from '../confirm-page.tsx'
import { frameOf } from '../frame.tsx'
import { NoticeBadge } from '../notices/notice.tsx'
import { type ConsoleRequest, requireScope } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { endScope } from './session.tsx'

const endPath = `${sessionsPath}/:id/grants/:grant/end`

export function grantRoutes({ form, act }: ConsoleRouter): void {
  form(endPath, 'endGrant', (request) => confirmEnd(request, { reason: '', fault: null }))
  act({ path: endPath, operationId: 'endGrant' }, endGrant)
}

const text = {
  applications: 'Applications',
  heads: ['Application', 'State', 'Allowed', { number: 'Refreshes' }, 'Last refresh', 'End'],
  none: 'No application yet',
  noneLead: 'Nobody was allowed anything in this session.',
  since: 'since',
  offline: 'offline access',
  end: 'End…',
  ofTokens: (counted: readonly string[]) => `Refresh tokens: ${counted.join(', ')}`,
  tokens: { live: 'live', expired: 'expired', ended: 'ended' },
  notices: 'Notices of its end',
  noticeHeads: ['Client', 'State', 'Cause', { number: 'Tries' }, 'Made'],
  endTitle: (name: string) => `End what ${name} was allowed`,
  endLead:
    'Every token of the application from this session is dead at once. The session goes on, and so does the consent: it may ask again.',
  endButton: 'End it',
}

type Props = { readonly session: SessionDetails; readonly mayEnd: boolean }

export function Applications({ session, mayEnd }: Props): VNode {
  const { grants } = session
  return (
    <section class="stack">
      <h2>{text.applications}</h2>
      {grants.length === 0 ? (
        <Empty title={text.none}>
          <p>{text.noneLead}</p>
        </Empty>
      ) : (
        <Table label={text.applications} heads={mayEnd ? text.heads : text.heads.slice(0, -1)}>
          {grants.map((grant) => (
            <Row key={grant.id} session={session} grant={grant} mayEnd={mayEnd} />
          ))}
        </Table>
      )}
    </section>
  )
}

function Row({ session, grant, mayEnd }: Props & { readonly grant: GrantDocument }): VNode {
  const name = grant.client_name ?? grant.client_id
  return (
    <tr>
      <th scope="row">
        <bdi>{name}</bdi>
        <span class="aside">
          <code>{grant.client_id}</code>
        </span>
      </th>
      <td>
        <State grant={grant} />
      </td>
      <td>
        {allowedBy(grant)}
        <span class="aside">
          {text.since} <Moment at={grant.created_at} />
        </span>
      </td>
      <td class="number">{grant.refreshes}</td>
      <td class="tight">{grant.last_refreshed_at && <Moment at={grant.last_refreshed_at} />}</td>
      {mayEnd && (
        <td class="tight">
          {grant.state === 'live' && (
            <a
              class="button small"
              href={`${sessionPath(session)}/grants/${grant.id}/end`}
              aria-label={text.endTitle(name)}
            >
              {text.end}
            </a>
          )}
        </td>
      )}
    </tr>
  )
}

/** Counts its refresh tokens by state: each code exchange starts tokens of its own. */
function State({ grant }: { readonly grant: GrantDocument }): VNode {
  const { state, end_reason: reason, offline, refresh_tokens: tokens } = grant
  const counted = Object.entries(text.tokens).flatMap(([name, label]) => {
    const times = tokens.filter((one) => one.state === name).length
    return times === 0 ? [] : [`${times} ${label}`]
  })
  return (
    <>
      <Badge mood={state === 'live' ? 'good' : 'quiet'}>
        {reason ? `${state}: ${reason}` : state}
      </Badge>
      {offline && <span class="aside">{text.offline}</span>}
      {counted.length > 0 && <span class="aside">{text.ofTokens(counted)}</span>}
    </>
  )
}

/** Each scope once: several resources may allow the same one. */
function allowedBy({ scope, resources }: GrantDocument): string {
  const scopes = [scope, ...Object.values(resources)].flatMap((part) => part.split(' '))
  return [...new Set(scopes)].join(' ').trim()
}

export function SessionNotices({ session }: { readonly session: SessionDetails }): VNode | null {
  const { notices } = session
  if (notices.length === 0) return null
  return (
    <section class="stack">
      <h2>{text.notices}</h2>
      <Table label={text.notices} heads={text.noticeHeads}>
        {notices.map((notice) => (
          <tr key={notice.id}>
            <th scope="row">
              <a href={noticePath(notice)}>
                <bdi>{notice.client_id}</bdi>
              </a>
            </th>
            <td>
              <NoticeBadge state={notice.state} />
            </td>
            <td>{notice.cause}</td>
            <td class="number">{notice.attempts}</td>
            <td class="tight">
              <Moment at={notice.created_at} />
            </td>
          </tr>
        ))}
      </Table>
    </section>
  )
}

/** The form as the operator filled it in. */
type Entry = { readonly reason: string; readonly fault: Fault | null }

async function confirmEnd(request: ConsoleRequest, { reason, fault }: Entry): Promise<void> {
  const { ctx, visit, options } = request
  requireScope(visit, endScope)
  const { id, grant: grantId } = ctx['params']
  const { body } = await visit.ask('getGrant', { params: { id: grantId } })
  showPage(
    ctx,
    <ConfirmPage
      {...frameOf(visit, options)}
      path={sessionsPath}
      title={text.endTitle(body.client_name ?? body.client_id)}
      lead={text.endLead}
      action={`${sessionPath({ id })}/grants/${body.id}/end`}
      typed={null}
      reason={reason}
      button={text.endButton}
      back={sessionPath({ id })}
      fault={fault}
    />,
  )
}

async function endGrant(request: ConsoleRequest): Promise<void> {
  const { ctx, visit } = request
  const { id, grant: grantId } = ctx['params']
  const reason = field(ctx, 'reason')
  const { fault } = await attempt(() => visit.ask('endGrant', { params: { id: grantId, reason } }))
  if (fault === null) return seeOther(ctx, `${sessionPath({ id })}?told=grant`)
  ctx.status = 400
  await confirmEnd(request, { reason, fault })
}
