/** The console's chain of blocks, the newest first, the way to verify it, and the page of one block with its seal. */

import type { VNode } from 'preact'
import type { BlockDocument, SealedBlock } from '../../../contract/documents.ts'
import { Card } from '../../ui/card.tsx'
import { Fact, Facts, Moment } from '../../ui/facts.tsx'
import { type Fault, SelectField, sentenceOf } from '../../ui/fields.tsx'
import { addressOf, type Filters, type Page } from '../../ui/pages.ts'
import { showPage } from '../../ui/show-page.ts'
import { Empty, Pager, Table } from '../../ui/table.tsx'
import { blocksPath, ledgerPath, verificationPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, filtersIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { LedgerTabs } from './tabs.tsx'

export function blockRoutes({ get }: ConsoleRouter): void {
  get(blocksPath, list)
  get(`${blocksPath}/:number`, showBlock)
}

async function list({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const filters = filtersIn(ctx, ['cursor'])
  const { value, fault } = await attempt(() => visit.ask('listAuditBlocks', { params: filters }))
  const frame = frameOf(visit, options)
  showPage(
    ctx,
    <BlocksPage {...frame} filters={filters} found={value?.body ?? null} fault={fault} />,
  )
}

async function showBlock({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const { number } = ctx['params']
  const { body } = await visit.ask('getAuditBlock', { params: { number } })
  showPage(ctx, <BlockPage {...frameOf(visit, options)} block={body} />)
}

type BlocksProps = ConsoleFrameProps & {
  readonly filters: Filters
  /** Null when the query is wrong. */
  readonly found: Page<BlockDocument> | null
  readonly fault: Fault | null
}

const text = {
  title: 'Blocks',
  lead: 'Every second, what is new is sealed into a block that is signed and holds the hash of the one before. Nothing in it can be changed unseen.',
  verify: 'Verify now',
  verifyHow:
    'Recomputes the newest blocks from the events as they are. A tail that was cut off is seen by parley audit verify alone, which knows the seals that were kept elsewhere.',
  howMany: 'The newest',
  choices: [
    ['20', '20 blocks'],
    ['50', '50 blocks'],
    ['100', '100 blocks'],
  ],
  button: 'Verify',
  heads: ['Block', { number: 'Events' }, 'From', 'To', 'Hash'],
  none: 'Nothing is sealed yet',
  noneHow: 'A running server seals within seconds. Reload this page.',
} as const

function BlocksPage(props: BlocksProps): VNode {
  const { filters, found, fault } = props
  return (
    <ConsoleFrame
      {...props}
      path={ledgerPath}
      title={text.title}
      lead={text.lead}
      fault={fault === null ? null : sentenceOf(fault)}
    >
      <LedgerTabs open="blocks" />
      <Verify />
      {found !== null && <Found filters={filters} found={found} />}
    </ConsoleFrame>
  )
}

function Verify(): VNode {
  return (
    <section class="card narrow">
      <h2>{text.verify}</h2>
      <p>{text.verifyHow}</p>
      <form class="toolbar" action={verificationPath}>
        <SelectField name="blocks" label={text.howMany} value="20" choices={text.choices} />
        <button class="button primary" type="submit">
          {text.button}
        </button>
      </form>
    </section>
  )
}

function Found({ filters, found }: { filters: Filters; found: Page<BlockDocument> }): VNode {
  const { items, next_cursor: next } = found
  if (items.length === 0) {
    return (
      <Empty title={text.none}>
        <p>{text.noneHow}</p>
      </Empty>
    )
  }
  return (
    <>
      <Table label={text.title} heads={text.heads}>
        {items.map((block) => (
          <Row key={block.number} block={block} />
        ))}
      </Table>
      <Pager path={blocksPath} filters={filters} next={next} />
    </>
  )
}

function Row({ block }: { readonly block: BlockDocument }): VNode {
  const { number, sealed_at: at, count, first_event: first, last_event: last, hash } = block
  return (
    <tr>
      <th scope="row">
        <a href={`${blocksPath}/${number}`}>{number}</a>
        <span class="aside">
          <Moment at={at} />
        </span>
      </th>
      <td class="number">{count}</td>
      <td>
        <EventLink id={first} />
      </td>
      <td>
        <EventLink id={last} />
      </td>
      <td>
        <code title={hash}>{hash.slice(0, 12)}…</code>
      </td>
    </tr>
  )
}

function EventLink({ id }: { readonly id: string | null }): VNode | null {
  return id === null ? null : <a href={`${ledgerPath}/${id}`}>{id}</a>
}

type BlockProps = ConsoleFrameProps & { readonly block: SealedBlock }

const blockText = {
  title: (number: number) => `Block ${number}`,
  lead: 'A stretch of the ledger, signed. Whoever keeps its seal knows later whether the chain is still the same.',
  what: 'What it holds',
  chain: 'How it is chained',
  sealed: 'Sealed',
  count: 'Events',
  first: 'First event',
  last: 'Last event',
  epoch: 'Epoch',
  hash: 'Hash',
  previous: 'Hash of the block before',
  root: 'Root of the Merkle tree',
  key: 'Signed with the key',
  seal: 'Seal',
  sealHow: 'A JWS over the header. Keep it where whoever owns the database cannot write.',
  verify: 'Verify it',
}

function BlockPage(props: BlockProps): VNode {
  const { block } = props
  return (
    <ConsoleFrame
      {...props}
      path={ledgerPath}
      title={blockText.title(block.number)}
      lead={blockText.lead}
    >
      <div class="cards">
        <Content block={block} />
        <Chain block={block} />
      </div>
      <Card title={blockText.seal}>
        <p>{blockText.sealHow}</p>
        <pre class="code">
          <code>{block.seal}</code>
        </pre>
      </Card>
    </ConsoleFrame>
  )
}

function Content({ block }: Pick<BlockProps, 'block'>): VNode {
  const { number, sealed_at: at, count, first_event: first, last_event: last, epoch } = block
  const verification = addressOf(verificationPath, { to: String(number), blocks: '1' })
  return (
    <Card title={blockText.what}>
      <Facts>
        <Fact name={blockText.sealed}>
          <Moment at={at} />
        </Fact>
        <Fact name={blockText.count}>{count}</Fact>
        <Fact name={blockText.first}>{first && <EventLink id={first} />}</Fact>
        <Fact name={blockText.last}>{last && <EventLink id={last} />}</Fact>
        <Fact name={blockText.epoch}>{epoch}</Fact>
      </Facts>
      <p class="actions">
        <a class="button" href={verification}>
          {blockText.verify}
        </a>
      </p>
    </Card>
  )
}

function Chain({ block }: Pick<BlockProps, 'block'>): VNode {
  const { number, hash, previous, root, key } = block
  return (
    <Card title={blockText.chain}>
      <Facts>
        <Fact name={blockText.hash}>
          <code>{hash}</code>
        </Fact>
        <Fact name={blockText.previous}>
          {number === 1 ? (
            <code>{previous}</code>
          ) : (
            <a href={`${blocksPath}/${number - 1}`}>
              <code>{previous}</code>
            </a>
          )}
        </Fact>
        <Fact name={blockText.root}>
          <code>{root}</code>
        </Fact>
        <Fact name={blockText.key}>{key && <code>{key}</code>}</Fact>
      </Facts>
    </Card>
  )
}
