/** The list of clients, in the order of their ids. */

import type { VNode } from 'preact'
import type { ClientDocument } from '../../../contract/documents.ts'
import { Moment } from '../../ui/facts.tsx'
import { type Fault, sentenceOf } from '../../ui/fields.tsx'
import type { Filters, Page } from '../../ui/pages.ts'
import { showPage } from '../../ui/show-page.ts'
import { Empty, Pager, Table } from '../../ui/table.tsx'
import { clientPath, clientsPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, doneIn, filtersIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { ClientBadge, doneSentences, writeScope } from './client.tsx'
import { kindOf, kinds } from './kinds.ts'

export function clientListRoutes({ get }: ConsoleRouter): void {
  get(clientsPath, list)
}

async function list({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const params = filtersIn(ctx, ['cursor'])
  const { value, fault } = await attempt(() => visit.ask('listClients', { params }))
  showPage(
    ctx,
    <ClientsPage
      {...frameOf(visit, options)}
      filters={params}
      found={value?.body ?? null}
      fault={fault}
      mayWrite={visit.may(writeScope)}
      done={doneIn(ctx, doneSentences)}
    />,
  )
}

type ClientsProps = ConsoleFrameProps & {
  readonly filters: Filters
  /** Null when the query is wrong. */
  readonly found: Page<ClientDocument> | null
  readonly fault: Fault | null
  readonly mayWrite: boolean
  readonly done: string | null
}

const text = {
  title: 'Clients',
  lead: 'The applications that sign people in here, act for themselves, or are called with tokens.',
  register: 'Register an application',
  heads: ['Name', 'Kind', 'State', 'Policy', 'Registered'],
  none: 'No application yet',
  noneLead: 'Register the first one: the form asks what it is, and ends with what to copy into it.',
}

function ClientsPage(props: ClientsProps): VNode {
  const { filters, found, fault, mayWrite } = props
  return (
    <ConsoleFrame
      {...props}
      path={clientsPath}
      title={text.title}
      lead={text.lead}
      fault={fault === null ? null : sentenceOf(fault)}
    >
      {mayWrite && (
        <p class="toolbar">
          <a class="button primary" href={`${clientsPath}/new`}>
            {text.register}
          </a>
        </p>
      )}
      {found !== null && (
        <>
          {found.items.length === 0 ? <None /> : <Rows clients={found.items} />}
          <Pager path={clientsPath} filters={filters} next={found.next_cursor} />
        </>
      )}
    </ConsoleFrame>
  )
}

function None(): VNode {
  return (
    <Empty title={text.none}>
      <p>{text.noneLead}</p>
    </Empty>
  )
}

function Rows({ clients }: Readonly<{ clients: readonly ClientDocument[] }>): VNode {
  return (
    <Table label={text.title} heads={text.heads}>
      {clients.map((client) => (
        <tr key={client.client_id}>
          <th scope="row">
            <a href={clientPath(client)}>
              <bdi>{client.client_name}</bdi>
            </a>
            <code class="aside">{client.client_id}</code>
          </th>
          <td>{kinds[kindOf(client)].title}</td>
          <td>
            <ClientBadge disabled_at={client.disabled_at} />
          </td>
          <td>{client.policy}</td>
          <td class="tight">
            <Moment at={client.created_at} />
          </td>
        </tr>
      ))}
    </Table>
  )
}
