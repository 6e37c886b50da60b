/** The charts: a small one for each figure over time, and all of the figures as a table. */

import type { VNode } from 'preact'
import type { StatisticsDocument } from '../../../contract/documents.ts'
import type { CountedKind } from '../../../model/statistics.ts'
import { Bars, Lines } from '../../ui/chart.tsx'
import { Moment } from '../../ui/facts.tsx'
import { numberText } from '../../ui/number.ts'
import { Table } from '../../ui/table.tsx'
import { kindWords, type StatisticsStep, spanWords } from './statistics.ts'

type Props = { readonly statistics: StatisticsDocument }

const kinds: readonly { readonly kind: CountedKind; readonly mood: 'plain' | 'caution' }[] = [
  { kind: 'sign_ins', mood: 'plain' },
  { kind: 'sign_in_failures', mood: 'caution' },
  { kind: 'refreshes', mood: 'plain' },
  { kind: 'session_ends', mood: 'plain' },
  { kind: 'evictions', mood: 'caution' },
  { kind: 'revocations', mood: 'caution' },
  { kind: 'refusals', mood: 'caution' },
]

const text = {
  sessions: 'Live sessions',
  sessionsNote: 'Broken line: offline sessions, whose applications refresh on without a browser.',
  unknown: '–',
  notCounted: 'not counted yet',
  none: 'none',
  most: (count: string) => `at most ${count}`,
  delay: 'Revocation delay',
  delayNote:
    'From a revocation’s row to the node that tells it to the APIs that follow there; the slowest of each step. A second is promised.',
  noneTold: 'none told',
  nobodyTold: 'Nothing was revoked, or no API follows the revocation feed: then nothing is told.',
  told: (told: number, late: number) =>
    `${numberText(told)} told, ${late === 0 ? 'none' : numberText(late)} late`,
  table: 'All figures as a table',
  heads: {
    at: 'From',
    live: { number: 'Live' },
    offline: { number: 'Offline' },
    delay: { number: 'Delay, ms' },
  },
}

export function Charts({ statistics }: Props): VNode {
  return (
    <div class="charts">
      <Sessions statistics={statistics} />
      {kinds.map(({ kind, mood }) => (
        <Counted key={kind} kind={kind} mood={mood} statistics={statistics} />
      ))}
      <Delay statistics={statistics} />
    </div>
  )
}

function Sessions({ statistics }: Props): VNode {
  const { series, as_of: asOf, live_sessions: live, offline_sessions: offline, span } = statistics
  const pointsOf = (of: 'live_sessions' | 'offline_sessions') =>
    series.map((step) => ({ at: step.at, value: step[of] }))
  const most = numberText(Math.max(live, ...series.map((step) => step.live_sessions ?? 0)))
  const aside = text.most(most)
  return (
    <Lines
      id="sessions"
      title={text.sessions}
      figure={asOf === null ? text.unknown : numberText(live)}
      aside={asOf === null ? text.notCounted : aside}
      note={text.sessionsNote}
      description={`${numberText(live)} live, ${numberText(offline)} offline; ${aside} ${spanWords[span].whole}.`}
      points={pointsOf('live_sessions')}
      other={pointsOf('offline_sessions')}
    />
  )
}

type CountedProps = Props & (typeof kinds)[number]

function Counted({ kind, mood, statistics: { series, span } }: CountedProps): VNode {
  const { title, what } = kindWords[kind]
  const { whole, each } = spanWords[span]
  const points = series.map((one) => ({ at: one.at, value: one[kind] }))
  const sum = points.reduce((total, { value }) => total + value, 0)
  const most = numberText(Math.max(0, ...points.map(({ value }) => value)))
  const aside = sum === 0 ? text.none : `${text.most(most)} ${each}`
  return (
    <Bars
      id={kind}
      title={title}
      mood={mood}
      figure={numberText(sum)}
      aside={aside}
      note={what}
      description={`${numberText(sum)} ${whole}, ${aside}.`}
      points={points}
    />
  )
}

function Delay({ statistics: { series, span, propagation } }: Props): VNode {
  const { slowest_ms: slowest, late, told } = propagation
  const figure = slowest === null ? text.unknown : `${numberText(slowest)} ms`
  const aside = told === 0 ? text.noneTold : text.told(told, late)
  return (
    <Bars
      id="propagation"
      title={text.delay}
      mood={late > 0 ? 'caution' : 'plain'}
      figure={figure}
      aside={aside}
      note={told === 0 ? text.nobodyTold : text.delayNote}
      description={`${figure} at most ${spanWords[span].whole}, ${aside}.`}
      points={series.map((one) => ({ at: one.at, value: one.propagation_ms }))}
      unit=" ms"
    />
  )
}

export function FiguresTable({ statistics }: Props): VNode {
  const { at, live, offline, delay } = text.heads
  const counted = kinds.map(({ kind }) => ({ number: kindWords[kind].head }))
  return (
    <details class="figures-table">
      <summary>{text.table}</summary>
      <Table label={text.table} heads={[at, live, offline, ...counted, delay]}>
        {statistics.series.toReversed().map((step) => (
          <Row key={step.at} step={step} />
        ))}
      </Table>
    </details>
  )
}

function Row({ step }: { readonly step: StatisticsStep }): VNode {
  const figures = [
    step.live_sessions,
    step.offline_sessions,
    ...kinds.map(({ kind }) => step[kind]),
    step.propagation_ms,
  ]
  return (
    <tr>
      <th scope="row" class="tight">
        <Moment at={step.at} />
      </th>
      {figures.map((figure, index) => (
        <td key={index} class="number">
          {figure === null ? null : numberText(figure)}
        </td>
      ))}
    </tr>
  )
}
