/** The console's list of logout notices, the newest first. */

import type { VNode } from 'preact'
import type { NoticeDocument } from '../../../contract/documents.ts'
import { Moment } from '../../ui/facts.tsx'
import { type Fault, SelectField, sentenceOf, Toolbar } from '../../ui/fields.tsx'
import type { Filters, Page } from '../../ui/pages.ts'
import { showPage } from '../../ui/show-page.ts'
import { Empty, Pager, Table } from '../../ui/table.tsx'
import { noticePath, noticesPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, filtersIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { answerOf, NoticeBadge, stateChoices } from './notice.tsx'

export function noticeListRoutes({ get }: ConsoleRouter): void {
  get(noticesPath, list)
}

async function list({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const filters = filtersIn(ctx, ['state', 'cursor'])
  const { value, fault } = await attempt(() => visit.ask('listNotices', { params: filters }))
  showPage(
    ctx,
    <NoticesPage
      {...frameOf(visit, options)}
      filters={filters}
      found={value?.body ?? null}
      fault={fault}
    />,
  )
}

type NoticesProps = ConsoleFrameProps & {
  readonly filters: Filters
  /** Null when the query is wrong. */
  readonly found: Page<NoticeDocument> | null
  readonly fault: Fault | null
}

const text = {
  title: 'Notices',
  lead: 'What applications are told when a session ends, by back-channel logout: one notice for each application.',
  state: 'State',
  heads: ['Client', 'State', 'Cause', 'Last answer', { number: 'Tries' }, 'Since'],
  none: 'No notices here',
  noneLead: 'A notice is made when a session ends of which a client wants to be told.',
  noneHow: 'Clients say where by backchannel_logout_uri. Settled ones stay readable for 30 days.',
}

function NoticesPage(props: NoticesProps): VNode {
  const { filters, found, fault } = props
  return (
    <ConsoleFrame
      {...props}
      path={noticesPath}
      title={text.title}
      lead={text.lead}
      fault={fault === null ? null : sentenceOf(fault)}
    >
      <Toolbar action={noticesPath}>
        <SelectField
          name="state"
          label={text.state}
          value={filters['state'] ?? ''}
          choices={stateChoices}
        />
      </Toolbar>
      {found !== null && <Found filters={filters} found={found} />}
    </ConsoleFrame>
  )
}

function Found({ filters, found }: { filters: Filters; found: Page<NoticeDocument> }): VNode {
  const { items, next_cursor: next } = found
  return (
    <>
      {items.length === 0 ? <None /> : <Rows notices={items} />}
      <Pager path={noticesPath} filters={filters} next={next} />
    </>
  )
}

function None(): VNode {
  return (
    <Empty title={text.none}>
      <p>{text.noneLead}</p>
      <p>{text.noneHow}</p>
    </Empty>
  )
}

function Rows({ notices }: Readonly<{ notices: readonly NoticeDocument[] }>): VNode {
  return (
    <Table label={text.title} heads={text.heads}>
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
          <td>{answerOf(notice)}</td>
          <td class="number">{notice.attempts}</td>
          <td class="tight">
            <Moment at={notice.created_at} />
          </td>
        </tr>
      ))}
    </Table>
  )
}
