/** How it stands now, in a few figures. */

import type { ComponentChildren, VNode } from 'preact'
import { Moment } from '../../ui/facts.tsx'
import { numberText } from '../../ui/number.ts'
import { isUnsealedForLong } from './attention.tsx'
import type { ShownStatistics } from './statistics.ts'

type FiguresProps = { readonly statistics: ShownStatistics; readonly now: Date }

const text = {
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

export function Figures({ statistics, now }: FiguresProps): VNode {
  const { as_of: asOf, notices, sweeps } = statistics
  const counted = (count: number) => (asOf === null ? text.unknown : numberText(count))
  return (
    <dl class="figures">
      <Figure name={text.live} value={counted(statistics.live_sessions)}>
        {asOf === null ? text.notCounted : text.counted} <Moment at={asOf} />
      </Figure>
      <Figure name={text.offline} value={counted(statistics.offline_sessions)}>
        {text.offlineNote}
      </Figure>
      <Figure name={text.waiting} value={counted(notices.pending)}>
        <Dead count={notices.dead} />
      </Figure>
      <Figure name={text.sweeps} value={numberText(sweeps.pending_revocations)}>
        {text.sweepsNote}
      </Figure>
      <Ledger statistics={statistics} now={now} />
    </dl>
  )
}

function Dead({ count }: { readonly count: number }): VNode {
  if (count === 0) return <>{text.noneDead}</>
  return <a href="/console/notices?state=dead">{text.dead(count)}</a>
}

/** Each event waits for a second or so: that one does is nothing to tell. */
function Ledger({ statistics: { sealing }, now }: FiguresProps): VNode {
  const { last_block: block, last_sealed_at: at, unsealed_since: since } = sealing
  const waiting = isUnsealedForLong(sealing, now) ? text.unsealed : text.sealing
  return (
    <Figure name={text.ledger} value={since === null ? text.sealed : waiting}>
      {block === null ? text.noBlock : text.block(block)} <Moment at={at} />
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
