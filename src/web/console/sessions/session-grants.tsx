/** What a session's account allowed applications in it, and what those were told of its end. */

import type { VNode } from 'preact'
import { Badge, Moment } from '../../ui/facts.tsx'
import { Empty, Table } from '../../ui/table.tsx'
import { noticePath, sessionPath } from '../addresses.ts'
import { NoticeBadge } from '../notices/notice.tsx'
import type { SessionStory, ShownGrant } from '../story.ts'

const text = {
  applications: 'Applications',
  heads: ['Application', 'State', 'Allowed', { number: 'Refreshes' }, 'Last refresh', 'End'],
  none: 'No application yet',
  noneLead: 'Nobody was allowed anything in this session.',
  since: 'since',
  offline: 'offline access',
  end: 'End…',
  endOf: (name: string) => `End what ${name} was allowed`,
  ofTokens: (counted: readonly string[]) => `Refresh tokens: ${counted.join(', ')}`,
  tokens: { live: 'live', expired: 'expired', ended: 'ended' },
  notices: 'Notices of its end',
  noticeHeads: ['Client', 'State', 'Cause', { number: 'Tries' }, 'Made'],
}

type Props = { readonly session: SessionStory; readonly mayEnd: boolean }

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

function Row({ session, grant, mayEnd }: Props & { readonly grant: ShownGrant }): VNode {
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
              aria-label={text.endOf(name)}
            >
              {text.end}
            </a>
          )}
        </td>
      )}
    </tr>
  )
}

/** Of its refresh tokens, how many are of which state: each code exchange has some of its own. */
function State({ grant }: { readonly grant: ShownGrant }): VNode {
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

/** The same scope may be allowed at several resources. */
function allowedBy({ scope, resources }: ShownGrant): string {
  const scopes = [scope, ...Object.values(resources)].flatMap((part) => part.split(' '))
  return [...new Set(scopes)].join(' ').trim()
}

export function SessionNotices({ session }: { readonly session: SessionStory }): VNode | null {
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
