/** Ending every session that a search finds: the dry run, its confirmation, and the act. */

import type { VNode } from 'preact'
import { randomToken } from '../../../base/crypto.ts'
import type { SessionReach } from '../../../contract/documents.ts'
import { field } from '../../middleware/guards.ts'
import { Fact, Facts } from '../../ui/facts.tsx'
import { type Fault, sentenceOf } from '../../ui/fields.tsx'
import { addressOf, type Filters } from '../../ui/pages.ts'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { Empty } from '../../ui/table.tsx'
import { revocationPath, sessionsPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { ConfirmPage } from '../confirm-page.tsx'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, filtersIn, requireScope, typedFault } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { describeFilters, filterNames, sessionQuery } from './filters.tsx'
import { SessionRows } from './list.tsx'
import { endManyScope } from './session.tsx'

const path = `${sessionsPath}/end`

export function endSessionsRoutes({ form, act }: ConsoleRouter): void {
  form(path, 'endSearchedSessions', (request) =>
    confirm(request, { filters: filtersIn(request.ctx, filterNames), reason: '', fault: null }),
  )
  act({ path: path, operationId: 'endSearchedSessions' }, end)
}

/** The form as the operator filled it in. */
type Entry = { readonly filters: Filters; readonly reason: string; readonly fault: Fault | null }

async function confirm({ ctx, visit, options }: ConsoleRequest, entry: Entry): Promise<void> {
  requireScope(visit, endManyScope)
  const { filters, reason } = entry
  const filter = sessionQuery(filters)
  const { value, fault } = await attempt(() =>
    visit.ask('endSearchedSessions', { body: { filter, dry_run: true } }),
  )
  if (fault !== null) ctx.status = 400
  showPage(
    ctx,
    <EndSessionsPage
      {...frameOf(visit, options)}
      filters={filters}
      dryRun={value !== null && 'sample' in value.body ? value.body : null}
      reason={reason}
      idempotencyKey={randomToken(128)}
      fault={fault === null ? entry.fault : { field: null, message: sentenceOf(fault) }}
    />,
  )
}

async function end(request: ConsoleRequest): Promise<void> {
  const { ctx, visit } = request
  const filters = postedFilters(request)
  const reason = field(ctx, 'reason')
  const refused = typedFault(ctx, field(ctx, 'expected'))
  const { value, fault } =
    refused === null
      ? await attempt(() =>
          visit.ask('endSearchedSessions', {
            body: { filter: sessionQuery(filters), reason },
            // A second click sends the same key, so nothing ends twice.
            headers: { 'idempotency-key': field(ctx, 'once') },
          }),
        )
      : { value: null, fault: refused }
  if (value !== null && 'id' in value.body)
    return seeOther(ctx, `${revocationPath(value.body)}?told=revoked`)
  ctx.status = 400
  await confirm(request, { filters, reason, fault })
}

function postedFilters({ ctx }: ConsoleRequest): Filters {
  const values = filterNames.map((name) => [name, field(ctx, name)] as const)
  return Object.fromEntries(values.filter(([, value]) => value !== ''))
}

type EndSessionsProps = ConsoleFrameProps & {
  readonly filters: Filters
  /** Null when the query is wrong. */
  readonly dryRun: SessionReach | null
  readonly reason: string

  readonly idempotencyKey: string
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

function EndSessionsPage(props: EndSessionsProps): VNode {
  const { filters, dryRun, reason, idempotencyKey, fault } = props
  const back = addressOf(sessionsPath, filters)
  if (dryRun === null || dryRun.sessions === 0) return <Nothing {...props} back={back} />
  const typed = dryRun.is_whole ? String(dryRun.sessions) : text.everything
  return (
    <ConfirmPage
      {...props}
      path={sessionsPath}
      title={text.title}
      lead={text.lead}
      action={path}
      hidden={{ ...filters, expected: typed, once: idempotencyKey }}
      typed={typed}
      reason={reason}
      button={text.button}
      back={back}
      fault={fault}
    >
      <Which filters={filters} dryRun={dryRun} />
      <Sample dryRun={dryRun} />
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

type WhichProps = { readonly filters: Filters; readonly dryRun: SessionReach }

function Which({ filters, dryRun }: WhichProps): VNode {
  const { sessions, accounts, is_whole: isWhole } = dryRun
  return (
    <section class="card narrow">
      <h2>{text.which}</h2>
      <Facts>
        {describeFilters(filters).map(([label, value]) => (
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

function Sample({ dryRun: { sessions, sample } }: Pick<WhichProps, 'dryRun'>): VNode {
  return (
    <section class="stack">
      <h2>{sample.length === sessions ? text.all : text.sample}</h2>
      <SessionRows sessions={sample} />
    </section>
  )
}
