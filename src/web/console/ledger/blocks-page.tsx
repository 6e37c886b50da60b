/** The console's chain of seals, the newest first, and verifying the newest stretch of it. */

import type { VNode } from 'preact'
import { Moment } from '../../ui/facts.tsx'
import { type Fault, SelectField, sentenceOf } from '../../ui/fields.tsx'
import type { Filters, Page } from '../../ui/pages.ts'
import { Empty, Pager, Table } from '../../ui/table.tsx'
import { blocksPath, ledgerPath, verificationPath } from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps } from '../frame.tsx'
import type { ShownBlock } from './block.ts'
import { LedgerTabs } from './tabs.tsx'

type BlocksProps = ConsoleFrameProps & {
  readonly filters: Filters
  /** Null when what was asked is wrong. */
  readonly found: Page<ShownBlock> | null
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

export function BlocksPage(props: BlocksProps): VNode {
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

function Found({ filters, found }: { filters: Filters; found: Page<ShownBlock> }): VNode {
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

function Row({ block }: { readonly block: ShownBlock }): VNode {
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

export function EventLink({ id }: { readonly id: string | null }): VNode | null {
  return id === null ? null : <a href={`${ledgerPath}/${id}`}>{id}</a>
}
