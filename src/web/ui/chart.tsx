/**
 * Small charts of one figure over time, drawn without script. They take the width there is; their
 * labels are HTML, so that they do not stretch. A description says what each chart shows.
 */

import type { ComponentChildren, VNode } from 'preact'
import { exactMoment } from '../../i18n/moment.ts'
import { numberText } from './number.ts'
import { Time } from './time.tsx'

export type Point = { readonly at: string; readonly value: number | null }

type ChartProps = {
  readonly id: string
  readonly title: string
  /** The total or the current value. */
  readonly figure: string
  /** A few words beside the figure. */
  readonly aside: string
  /** Says what the chart counts. */
  readonly note: string
  /** The text alternative of the drawing. */
  readonly description: string
  readonly mood?: 'plain' | 'caution'
  readonly points: readonly Point[]
  readonly unit?: string
  readonly children: ComponentChildren
}

/** What the top of the drawing stands for; the foot is 0. */
type Scale = { readonly most: number }

const width = 10
const height = 100
/** The least height of a value above zero, so that it shows beside a huge one. */
const least = 3

const text = { now: 'now', scale: 'Scale' }

function Chart(props: ChartProps & Scale): VNode {
  const { mood = 'plain', points } = props
  const isEmpty = mostOf(points) === 0
  return (
    <section class={`card chart chart-${isEmpty ? 'empty' : mood}`}>
      <Sum {...props} />
      <div class="plot">
        <ScaleLabels {...props} />
        <Drawing {...props} />
        <Axis {...props} />
      </div>
      <p class="note">{props.note}</p>
    </section>
  )
}

function Drawing(props: ChartProps & Scale): VNode {
  const { id, title, description, points, most, children } = props
  const across = points.length * width
  return (
    <svg
      viewBox={`0 0 ${across} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-labelledby={`${id}-title ${id}-description`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      {most > 0 && <path class="grid-line" d={`M0 0H${across}M0 ${height / 2}H${across}`} />}
      {children}
      <path class="ground" d={`M0 ${height}H${across}`} />
      <Columns {...props} />
    </svg>
  )
}

/** The figures at the lines of the drawing, from the top. */
function ScaleLabels({ most, unit = '' }: ChartProps & Scale): VNode {
  const figures = most > 0 ? [most, most / 2, 0] : [0]
  return (
    <ul class="scale" aria-label={text.scale}>
      {figures.map((figure) => (
        <li key={figure}>{wordsOf(figure, unit)}</li>
      ))}
    </ul>
  )
}

function Sum({ title, figure, aside }: ChartProps): VNode {
  return (
    <>
      <div class="split">
        <h3>{title}</h3>
        <p class="aside">{aside}</p>
      </div>
      <p class="sum">{figure}</p>
    </>
  )
}

function Axis({ points: [first] }: ChartProps): VNode {
  return (
    <p class="axis">
      {first !== undefined && <Time at={new Date(first.at)} />}
      <span>{text.now}</span>
    </p>
  )
}

/** Shows the figure of a step on hover, anywhere above it. */
function Columns({ points, unit = '' }: ChartProps): VNode {
  return (
    <>
      {points.map(({ at, value }, index) => (
        <rect key={at} class="column" x={index * width} width={width} height={height}>
          <title data-at={at} data-text={wordsOf(value, unit)}>
            {`${exactMoment(new Date(at))}: ${wordsOf(value, unit)}`}
          </title>
        </rect>
      ))}
    </>
  )
}

function wordsOf(value: number | null, unit: string): string {
  return value === null ? '–' : `${numberText(value)}${unit}`
}

/** One bar per step. The last step is still running and has its own style. */
export function Bars(props: Omit<ChartProps, 'children'>): VNode {
  const most = mostOf(props.points)
  return (
    <Chart {...props} most={most}>
      {props.points.map(({ at, value }, index) => {
        const tall = heightOf(value ?? 0, most)
        if (tall === 0) return null
        const isLast = index === props.points.length - 1
        const [x, y] = [index * width + 1, height - tall]
        const kind = isLast ? 'bar bar-unfinished' : 'bar'
        return <rect key={at} class={kind} x={x} y={y} width={width - 2} height={tall} />
      })}
    </Chart>
  )
}

type LinesProps = Omit<ChartProps, 'children'> & {
  /** A second figure, drawn as a dashed line on the same scale. */
  readonly other: readonly Point[]
}

/** A line with a filled area, and a second line. Unknown values leave a gap. */
export function Lines({ other, ...props }: LinesProps): VNode {
  const most = Math.max(mostOf(props.points), mostOf(other))
  const runs = runsOf(props.points, most)
  return (
    <Chart {...props} most={most}>
      <path class="area" d={runs.map(areaOf).join('')} />
      <path class="line" d={runs.map(lineOf).join('')} />
      <path class="line line-other" d={runsOf(other, most).map(lineOf).join('')} />
    </Chart>
  )
}

type Run = { readonly from: number; readonly heights: readonly number[] }

function runsOf(points: readonly Point[], most: number): readonly Run[] {
  const runs: { from: number; heights: number[] }[] = []
  for (const [index, { value }] of points.entries()) {
    if (value === null) continue
    const last = runs.at(-1)
    const tall = heightOf(value, most)
    if (last && last.from + last.heights.length === index) last.heights.push(tall)
    else runs.push({ from: index, heights: [tall] })
  }
  return runs
}

function lineOf({ from, heights }: Run): string {
  const steps = heights.map((tall, index) => `V${height - tall}H${(from + index + 1) * width}`)
  return `M${from * width} ${height - (heights[0] ?? 0)}${steps.join('')}`
}

function areaOf(run: Run): string {
  return `${lineOf(run)}V${height}H${run.from * width}Z`
}

function mostOf(points: readonly Point[]): number {
  return Math.max(0, ...points.map(({ value }) => value ?? 0))
}

function heightOf(value: number, most: number): number {
  if (value === 0) return 0
  return Math.max(least, Math.round((value / most) * height * 10) / 10)
}
