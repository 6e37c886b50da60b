/** The first page of the console: what needs attention, the figures of now, and the charts. */

import type { ComponentChildren, VNode } from 'preact'
import { now } from '../../../base/clock.ts'
import type { StatisticsDocument } from '../../../contract/documents.ts'
import { Moment } from '../../ui/facts.tsx'
import { type Fault, sentenceOf } from '../../ui/fields.tsx'
import { numberText } from '../../ui/number.ts'
import { addressOf } from '../../ui/pages.ts'
import { showPage } from '../../ui/show-page.ts'
import { clientsPath, noticesPath, operatorsPath, overviewPath } from '../addresses.ts'
import { type Area, overview } from '../areas.ts'
import { attempt } from '../attempt.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, filtersIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import type { Visit } from '../visit.ts'
import { Attention, isUnsealedForLong } from './attention.tsx'
import { Charts, FiguresTable } from './charts.tsx'
import { spanWords } from './statistics.ts'

export function overviewRoutes({ get }: ConsoleRouter): void {
  get(overviewPath, showOverview)
}

async function showOverview({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const params = filtersIn(ctx, ['span'])
  const { value, fault } = await attempt(() => visit.ask('getStatistics', { params }))
  showPage(
    ctx,
    <OverviewPage
      {...frameOf(visit, options)}
      statistics={value?.body ?? null}
      fault={fault}
      isNew={await isNew(visit)}
      now={now()}
    />,
  )
}

/** Reads one row, however many applications there are. */
async function isNew(visit: Visit): Promise<boolean> {
  const { body } = await visit.ask('listClients', { params: { limit: 1 } })
  return body.items.length === 0
}

type OverviewProps = ConsoleFrameProps & {
  /** Null when the query is wrong. */
  readonly statistics: StatisticsDocument | null
  readonly fault: Fault | null
  /** True while no application is registered. */
  readonly isNew: boolean
  readonly now: Date
}

const text = {
  now: 'Now',
  overTime: 'Over time',
  spans: 'Time shown',
  unfinished: 'The last step, drawn lighter, is not over yet. Steps begin in UTC.',
}

function OverviewPage(props: OverviewProps): VNode {
  const { statistics, fault, isNew, areas } = props
  return (
    <ConsoleFrame
      {...props}
      path={overview.path}
      title={overview.title}
      fault={fault === null ? null : sentenceOf(fault)}
    >
      {isNew && <FirstSteps areas={areas} />}
      {statistics !== null && <Found {...props} statistics={statistics} />}
    </ConsoleFrame>
  )
}

function Found({ statistics, now }: FiguresProps): VNode {
  return (
    <>
      <Attention statistics={statistics} now={now} />
      <section class="stack">
        <h2 class="spoken">{text.now}</h2>
        <Figures statistics={statistics} now={now} />
      </section>
      <section class="stack">
        <div class="split">
          <h2>{text.overTime}</h2>
          <Spans statistics={statistics} />
        </div>
        <Charts statistics={statistics} />
        <p class="note">{text.unfinished}</p>
        <FiguresTable statistics={statistics} />
      </section>
    </>
  )
}

function Spans({ statistics }: Pick<FiguresProps, 'statistics'>): VNode {
  return (
    <nav class="spans" aria-label={text.spans}>
      <ul>
        {(['hour', 'day', 'month'] as const).map((span) => (
          <li key={span}>
            <a
              href={addressOf(overview.path, { span })}
              aria-current={span === statistics.span ? 'page' : undefined}
            >
              {spanWords[span].title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

type FiguresProps = { readonly statistics: StatisticsDocument; readonly now: Date }

const figureText = {
  live: 'Live sessions',
  offline: 'Offline sessions',
  offlineNote: 'their applications refresh on',
  counted: 'counted',
  notCounted: 'not counted yet',
  unknown: '–',
  waiting: 'Notices waiting',
  dead: (count: number) => `${numberText(count)} given up`,
  noneDead: 'none given up',
  ledger: 'Ledger',
  sealed: 'sealed',
  sealing: 'sealing',
  unsealed: 'not sealed',
  noBlock: 'no block yet',
  block: (number: number) => `block ${numberText(number)},`,
  sweeps: 'Sweeps pending',
  sweepsNote: 'of revocations; what they hit is dead',
}

function Figures({ statistics, now }: FiguresProps): VNode {
  const { as_of: asOf, notices, sweeps } = statistics
  const counted = (count: number) => (asOf === null ? figureText.unknown : numberText(count))
  return (
    <dl class="figures">
      <Figure name={figureText.live} value={counted(statistics.live_sessions)}>
        {asOf === null ? figureText.notCounted : figureText.counted} <Moment at={asOf} />
      </Figure>
      <Figure name={figureText.offline} value={counted(statistics.offline_sessions)}>
        {figureText.offlineNote}
      </Figure>
      <Figure name={figureText.waiting} value={counted(notices.pending)}>
        <Dead count={notices.dead} />
      </Figure>
      <Figure name={figureText.sweeps} value={numberText(sweeps.pending_revocations)}>
        {figureText.sweepsNote}
      </Figure>
      <Ledger statistics={statistics} now={now} />
    </dl>
  )
}

function Dead({ count }: { readonly count: number }): VNode {
  if (count === 0) return <>{figureText.noneDead}</>
  return <a href={addressOf(noticesPath, { state: 'dead' })}>{figureText.dead(count)}</a>
}

/** Every event waits about a second for its seal, which is no problem. */
function Ledger({ statistics: { sealing }, now }: FiguresProps): VNode {
  const { last_block: block, last_sealed_at: at, unsealed_since: since } = sealing
  const waiting = isUnsealedForLong(sealing, now) ? figureText.unsealed : figureText.sealing
  return (
    <Figure name={figureText.ledger} value={since === null ? figureText.sealed : waiting}>
      {block === null ? figureText.noBlock : figureText.block(block)} <Moment at={at} />
    </Figure>
  )
}

type FigureProps = {
  readonly name: string
  readonly value: string
  readonly children: ComponentChildren
}

function Figure({ name, value, children }: FigureProps): VNode {
  return (
    <div class="figure">
      <dt>{name}</dt>
      <dd>{value}</dd>
      <dd class="aside">{children}</dd>
    </div>
  )
}

const stepText = {
  title: 'No application signs people in here yet',
  lead: 'The figures below begin to move with the first one.',
  register: 'Register an application',
  registerLead: 'In the console, or on the machine:',
  registerCommand: 'parley client create --name Shop --redirect-uri https://shop.example/callback',
  second: 'Make somebody else an owner, too',
  secondLead: 'So that nobody is locked out when one of you is away.',
  point: 'Point its OpenID Connect library here',
  pointLead: 'It finds everything else by itself, in the discovery document.',
}

function FirstSteps({ areas }: Pick<OverviewProps, 'areas'>): VNode {
  return (
    <section class="card first-steps">
      <h2>{stepText.title}</h2>
      <p>{stepText.lead}</p>
      <ol>
        <li>
          <AreaLink areas={areas} path={clientsPath} title={stepText.register} />
          <p>{stepText.registerLead}</p>
          <pre class="code">
            <code>{stepText.registerCommand}</code>
          </pre>
        </li>
        <li>
          <a href="/.well-known/openid-configuration">{stepText.point}</a>
          <p>{stepText.pointLead}</p>
        </li>
        <li>
          <AreaLink areas={areas} path={operatorsPath} title={stepText.second} />
          <p>{stepText.secondLead}</p>
        </li>
      </ol>
    </section>
  )
}

type AreaLinkProps = {
  readonly areas: readonly Area[]
  readonly path: string
  readonly title: string
}

/** A link only if this operator can open the area. */
function AreaLink({ areas, path, title }: AreaLinkProps): VNode {
  const isOpen = areas.some((area) => area.path === path)
  return isOpen ? <a href={path}>{title}</a> : <strong>{title}</strong>
}
