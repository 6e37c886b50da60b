/** One block of the ledger in the console, with its seal to keep elsewhere. */

import type { VNode } from 'preact'
import { Card } from '../../ui/card.tsx'
import { Fact, Facts, Moment } from '../../ui/facts.tsx'
import { addressOf } from '../../ui/pages.ts'
import { blocksPath, ledgerPath, verificationPath } from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps } from '../frame.tsx'
import type { SealedBlock } from './block.ts'
import { EventLink } from './blocks-page.tsx'

type BlockProps = ConsoleFrameProps & { readonly block: SealedBlock }

const text = {
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

export function BlockPage(props: BlockProps): VNode {
  const { block } = props
  return (
    <ConsoleFrame {...props} path={ledgerPath} title={text.title(block.number)} lead={text.lead}>
      <div class="cards">
        <Content block={block} />
        <Chain block={block} />
      </div>
      <Card title={text.seal}>
        <p>{text.sealHow}</p>
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
    <Card title={text.what}>
      <Facts>
        <Fact name={text.sealed}>
          <Moment at={at} />
        </Fact>
        <Fact name={text.count}>{count}</Fact>
        <Fact name={text.first}>{first && <EventLink id={first} />}</Fact>
        <Fact name={text.last}>{last && <EventLink id={last} />}</Fact>
        <Fact name={text.epoch}>{epoch}</Fact>
      </Facts>
      <p class="actions">
        <a class="button" href={verification}>
          {text.verify}
        </a>
      </p>
    </Card>
  )
}

function Chain({ block }: Pick<BlockProps, 'block'>): VNode {
  const { number, hash, previous, root, key } = block
  return (
    <Card title={text.chain}>
      <Facts>
        <Fact name={text.hash}>
          <code>{hash}</code>
        </Fact>
        <Fact name={text.previous}>
          {number === 1 ? (
            <code>{previous}</code>
          ) : (
            <a href={`${blocksPath}/${number - 1}`}>
              <code>{previous}</code>
            </a>
          )}
        </Fact>
        <Fact name={text.root}>
          <code>{root}</code>
        </Fact>
        <Fact name={text.key}>{key && <code>{key}</code>}</Fact>
      </Facts>
    </Card>
  )
}
