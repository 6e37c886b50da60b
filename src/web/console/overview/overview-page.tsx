/** What an operator sees first: what needs attention, how it stands, and what happened over time. */

import type { VNode } from 'preact'
import { type Fault, sentenceOf } from '../../ui/fields.tsx'
import { addressOf } from '../../ui/pages.ts'
import { overview } from '../areas.ts'
import { ConsoleFrame, type ConsoleFrameProps } from '../frame.tsx'
import { Attention } from './attention.tsx'
import { Charts, FiguresTable } from './charts.tsx'
import { Figures } from './figures.tsx'
import { FirstSteps } from './first-steps.tsx'
import { type ShownStatistics, spanWords } from './statistics.ts'

type OverviewProps = ConsoleFrameProps & {
  /** Null when what was asked is wrong. */
  readonly statistics: ShownStatistics | null
  readonly fault: Fault | null
  /** Whether no application is registered. */
  readonly isNew: boolean
  readonly now: Date
}

const text = {
  now: 'Now',
  overTime: 'Over time',
  spans: 'Time shown',
  unfinished: 'The last step, drawn lighter, is not over yet. Steps begin in UTC.',
}

export function OverviewPage(props: OverviewProps): VNode {
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

function Found({ statistics, now }: { statistics: ShownStatistics; now: Date }): VNode {
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

type Shown = { readonly statistics: ShownStatistics }

function Spans({ statistics }: Shown): VNode {
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
