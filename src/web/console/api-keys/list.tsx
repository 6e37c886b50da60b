/** The list of API keys, newest first. */

import type { VNode } from 'preact'
import { now } from '../../../base/clock.ts'
import type { ApiKeyDocument } from '../../../contract/documents.ts'
import { Moment } from '../../ui/facts.tsx'
import { type Fault, sentenceOf } from '../../ui/fields.tsx'
import type { Filters, Page } from '../../ui/pages.ts'
import { showPage } from '../../ui/show-page.ts'
import { Empty, Pager, Table } from '../../ui/table.tsx'
import { apiKeyPath, apiKeysPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, filtersIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { makerOf, StateBadge } from './api-key.tsx'

export function apiKeyListRoutes({ get }: ConsoleRouter): void {
  get(apiKeysPath, list)
}

async function list({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const params = filtersIn(ctx, ['cursor'])
  const { value, fault } = await attempt(() => visit.ask('listApiKeys', { params }))
  showPage(
    ctx,
    <ApiKeysPage
      {...frameOf(visit, options)}
      filters={params}
      found={value?.body ?? null}
      fault={fault}
      mayMake={visit.may('parley:api_keys.write')}
      isRevoked={ctx.query['told'] === 'revoked'}
      now={now()}
    />,
  )
}

type ApiKeysProps = ConsoleFrameProps & {
  readonly filters: Filters
  /** Null when the query is wrong. */
  readonly found: Page<ApiKeyDocument> | null
  readonly fault: Fault | null
  readonly mayMake: boolean
  readonly isRevoked: boolean
  readonly now: Date
}

const text = {
  title: 'API keys',
  lead: 'For scripts that call the admin API and cannot ask for tokens. A key is shown once, when it is made.',
  make: 'Make a key',
  revoked: 'The key is revoked: it opens nothing any more.',
  heads: ['Name', 'State', 'Scopes', 'Made', 'Ends', 'Last used'],
  by: (maker: string) => `by ${maker}`,
  never: 'never',
  none: 'No API keys',
  noneLead: 'Make one for a script of your own, with only what it needs, and an end.',
  noneHow: 'An application with credentials of its own asks for tokens instead.',
}

function ApiKeysPage(props: ApiKeysProps): VNode {
  const { filters, found, fault, mayMake, isRevoked, now } = props
  return (
    <ConsoleFrame
      {...props}
      path={apiKeysPath}
      title={text.title}
      lead={text.lead}
      done={isRevoked ? text.revoked : null}
      fault={fault === null ? null : sentenceOf(fault)}
    >
      {mayMake && (
        <p class="actions">
          <a class="button primary" href={`${apiKeysPath}/new`}>
            {text.make}
          </a>
        </p>
      )}
      {found !== null && (
        <>
          {found.items.length === 0 ? <None /> : <Rows keys={found.items} now={now} />}
          <Pager path={apiKeysPath} filters={filters} next={found.next_cursor} />
        </>
      )}
    </ConsoleFrame>
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

type RowsProps = { readonly keys: readonly ApiKeyDocument[]; readonly now: Date }

function Rows({ keys, now }: RowsProps): VNode {
  return (
    <Table label={text.title} heads={text.heads}>
      {keys.map((key) => (
        <tr key={key.id}>
          <th scope="row">
            <a href={apiKeyPath(key)}>
              <bdi>{key.name}</bdi>
            </a>
            <span class="aside">
              <code>{key.prefix}…</code>
            </span>
          </th>
          <td>
            <StateBadge apiKey={key} now={now} />
          </td>
          <td>
            {key.scopes.map((scope) => (
              <code key={scope} class="line">
                {scope}
              </code>
            ))}
          </td>
          <td>
            <Moment at={key.created_at} />
            <span class="aside">{text.by(makerOf(key))}</span>
          </td>
          <td>{key.expires_at === null ? text.never : <Moment at={key.expires_at} />}</td>
          <td>{key.last_used_at === null ? text.never : <Moment at={key.last_used_at} />}</td>
        </tr>
      ))}
    </Table>
  )
}
