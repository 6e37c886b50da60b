/** Verifying a stretch of the ledger: what was found, and what to do next. */

import type { VNode } from 'preact'
import type { Verification } from '../../../contract/documents.ts'
import { Card } from '../../ui/card.tsx'
import { Badge, Fact, Facts } from '../../ui/facts.tsx'
import { addressOf } from '../../ui/pages.ts'
import { showPage } from '../../ui/show-page.ts'
import { blocksPath, ledgerPath, verificationPath } from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, filtersIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'

export function verificationRoutes({ get }: ConsoleRouter): void {
  get(verificationPath, verify)
}

async function verify({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const params = filtersIn(ctx, ['to', 'blocks'])
  const { body } = await visit.ask('verifyAuditBlocks', { params })
  const { blocks = '20' } = params
  showPage(
    ctx,
    <VerificationPage {...frameOf(visit, options)} verification={body} blocks={blocks} />,
  )
}

type VerificationProps = ConsoleFrameProps & {
  readonly verification: Verification
  /** The number of blocks in the query. */
  readonly blocks: string
}

const text = {
  title: 'Verification',
  lead: ({ from, to }: Verification) =>
    from === to
      ? `Block ${to}, recomputed from its events as they are now.`
      : `Blocks ${from} to ${to}, recomputed from their events as they are now.`,
  good: 'Everything in this stretch is as it was sealed.',
  bad: 'The ledger is not as it was sealed.',
  found: 'What was found',
  state: 'State',
  whole: 'as it was sealed',
  broken: 'not as it was sealed',
  blocks: 'Good blocks',
  events: 'Events in them',
  erased: 'Erased, as the ledger tells',
  dropped: 'Gone by retention, as the ledger tells',
  first: 'The first that is bad',
  what: 'What was done to it',
  event: 'Event',
  block: 'Block',
  detail: 'In words',
  next: 'What to do next',
  keep: 'Keep the database as it is, as evidence, and a copy of it elsewhere.',
  all: 'Verify all of it on the machine, against the seals that were kept elsewhere:',
  compare:
    'Compare with exports and archives that were taken before: what stands there verifies by itself.',
  before: 'Verify the blocks before',
  again: 'Verify again',
  toBlocks: 'All blocks',
}

const words: Readonly<Record<string, string>> = {
  changed: 'it was changed',
  removed: 'it was removed',
  inserted: 'it was put in later',
  reordered: 'it changed places with others',
  moved: 'it was moved to another block',
}

function VerificationPage(props: VerificationProps): VNode {
  const { verification } = props
  const { ok } = verification
  return (
    <ConsoleFrame
      {...props}
      path={ledgerPath}
      title={text.title}
      lead={text.lead(verification)}
      done={ok ? text.good : null}
      fault={ok ? null : text.bad}
    >
      <div class="cards">
        <Result verification={verification} />
        <FirstBad verification={verification} />
      </div>
      {!ok && <NextSteps />}
      <Links {...props} />
    </ConsoleFrame>
  )
}

type Props = Pick<VerificationProps, 'verification'>

function Result({ verification }: Props): VNode {
  const { ok, blocks, events, erased, dropped } = verification
  return (
    <Card title={text.found}>
      <Facts>
        <Fact name={text.state}>
          <Badge mood={ok ? 'good' : 'bad'}>{ok ? text.whole : text.broken}</Badge>
        </Fact>
        <Fact name={text.blocks}>{blocks}</Fact>
        <Fact name={text.events}>{events}</Fact>
        {erased > 0 && <Fact name={text.erased}>{erased}</Fact>}
        {dropped > 0 && <Fact name={text.dropped}>{dropped}</Fact>}
      </Facts>
    </Card>
  )
}

function FirstBad({ verification: { first_bad: bad } }: Props): VNode | null {
  if (bad === null) return null
  const { what, event, block, detail } = bad
  return (
    <Card title={text.first}>
      <Facts>
        <Fact name={text.event}>{event && <a href={`${ledgerPath}/${event}`}>{event}</a>}</Fact>
        <Fact name={text.block}>{block && <a href={`${blocksPath}/${block}`}>{block}</a>}</Fact>
        <Fact name={text.what}>
          <Badge mood="bad">{words[what] ?? what}</Badge>
        </Fact>
        <Fact name={text.detail}>{detail}</Fact>
      </Facts>
    </Card>
  )
}

function NextSteps(): VNode {
  return (
    <Card title={text.next}>
      <p>{text.keep}</p>
      <p>{text.all}</p>
      <pre class="code">
        <code>parley audit verify --since-seal FILE</code>
      </pre>
      <p>{text.compare}</p>
    </Card>
  )
}

function Links({ verification: { to, next }, blocks }: VerificationProps): VNode {
  const at = (last: number) => addressOf(verificationPath, { to: String(last), blocks })
  return (
    <p class="actions even">
      {next !== null && (
        <a class="button primary" href={at(next)}>
          {text.before}
        </a>
      )}
      <a class="button" href={at(to)}>
        {text.again}
      </a>
      <a class="button" href={blocksPath}>
        {text.toBlocks}
      </a>
    </p>
  )
}
