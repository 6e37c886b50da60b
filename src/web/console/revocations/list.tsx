/** The console's list of revocations, the newest first. */

import type { VNode } from 'preact'
import type { RevocationDocument } from '../../../contract/documents.ts'
import { Moment } from '../../ui/facts.tsx'
import { type Fault, sentenceOf } from '../../ui/fields.tsx'
import type { Filters, Page } from '../../ui/pages.ts'
import { showPage } from '../../ui/show-page.ts'
import { Empty, Pager, Table } from '../../ui/table.tsx'
import { revocationPath, revocationsPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, filtersIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { countsOf, factsOf, revokeScope, SweepBadge, titleOf } from './revocation.tsx'

export function revocationListRoutes({ get }: ConsoleRouter): void {
  get(revocationsPath, list)
}

async function list({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const filters = filtersIn(ctx, ['cursor'])
  const { value, fault } = await attempt(() => visit.ask('listRevocations', { params: filters }))
  showPage(
    ctx,
    <RevocationsPage
      {...frameOf(visit, options)}
      filters={filters}
      found={value?.body ?? null}
      fault={fault}
      mayRevoke={visit.may(revokeScope)}
    />,
  )
}

type RevocationsProps = ConsoleFrameProps & {
  readonly filters: Filters
  /** Null when the query is wrong. */
  readonly found: Page<RevocationDocument> | null
  readonly fault: Fault | null
  readonly mayRevoke: boolean
}

const text = {
  title: 'Revocations',
  lead: 'What was ended at once, from one token to everything, and why.',
  revoke: 'Revoke',
  try: 'See what one would reach',
  heads: ['What', 'Marked', 'Reason', 'Ended', 'When'],
  none: 'Nothing was revoked',
  noneLead:
    'A revocation ends whatever was issued by a moment: of a session, an account, a client, a network, or everything.',
}

function RevocationsPage(props: RevocationsProps): VNode {
  const { filters, found, fault, mayRevoke } = props
  return (
    <ConsoleFrame
      {...props}
      path={revocationsPath}
      title={text.title}
      lead={text.lead}
      fault={fault === null ? null : sentenceOf(fault)}
    >
      <p>
        <a class={mayRevoke ? 'button danger' : 'button'} href={`${revocationsPath}/new`}>
          {mayRevoke ? text.revoke : text.try}
        </a>
      </p>
      {found !== null && <Found filters={filters} found={found} />}
    </ConsoleFrame>
  )
}

function Found({ filters, found }: { filters: Filters; found: Page<RevocationDocument> }): VNode {
  const { items, next_cursor: next } = found
  return (
    <>
      {items.length === 0 ? (
        <Empty title={text.none}>
          <p>{text.noneLead}</p>
        </Empty>
      ) : (
        <Table label={text.title} heads={text.heads}>
          {items.map((revocation) => (
            <Row key={revocation.id} revocation={revocation} />
          ))}
        </Table>
      )}
      <Pager path={revocationsPath} filters={filters} next={next} />
    </>
  )
}

function Row({ revocation }: { readonly revocation: RevocationDocument }): VNode {
  const { id, scope, reason, created_at: at } = revocation
  const facts = factsOf(scope)
  return (
    <tr>
      <th scope="row">
        <a href={revocationPath({ id })}>{titleOf(scope.kind)}</a>
        {facts.length > 0 && <bdi class="aside">{facts.map(([, value]) => value).join(', ')}</bdi>}
      </th>
      <td class="tight">
        <SweepBadge {...revocation} />
      </td>
      <td class="words">
        <bdi>{reason}</bdi>
      </td>
      <td class="tight">{countsOf(revocation)}</td>
      <td class="tight">
        <Moment at={at} />
      </td>
    </tr>
  )
}
