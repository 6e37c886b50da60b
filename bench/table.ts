/** Results as Markdown. Nothing is judged: a target stands beside what was measured. */

import type { Row, Run } from './measure.ts'

const columns = [
  'operation',
  'clients',
  'bare req/s',
  'Parley req/s',
  'ratio',
  'least–most',
  'target',
  'bare CPU ms',
  'Parley CPU ms',
  'Postgres CPU ms',
  'generator CPU ms',
  'p99 ms bare/Parley',
  'statements',
  'commits',
  'sent',
  'WAL bytes',
] as const

export function tableOf(rows: readonly Row[]): string {
  return [line(columns), line(columns.map(() => '---')), ...rows.map(lineOf)].join('\n')
}

export function line(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`
}

function lineOf({ operation, clients, bare, parley }: Row): string {
  const rates = [median(bare.map(({ rate }) => rate)), median(parley.map(({ rate }) => rate))]
  const [bareRate = 0, parleyRate = 0] = rates
  const ratios = parley.map(({ rate }, i) => rate / (bare[i]?.rate ?? Number.NaN))
  return line([
    operation.name,
    clients,
    Math.round(bareRate),
    Math.round(parleyRate),
    (parleyRate / bareRate).toFixed(2),
    `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`,
    operation.target(clients)?.toFixed(2) ?? '–',
    serverMilliseconds(bare).toFixed(3),
    serverMilliseconds(parley).toFixed(3),
    postgresMilliseconds(parley)?.toFixed(3) ?? '–',
    perOperation([...bare, ...parley], ({ outcome }) => outcome.cpuMicroseconds / 1000).toFixed(3),
    `${p99(bare)} / ${p99(parley)}`,
    ...counted(parley),
  ])
}

/** The look for changed clients, twice a second, is in what was sent; everything else is its own. */
function counted(runs: readonly Run[]): string[] {
  const each = (figure: (run: Run) => number) => perOperation(runs, figure)
  return [
    each(({ cost }) => cost.statements).toFixed(1),
    each(({ cost }) => cost.commits).toFixed(1),
    each(({ cost }) => cost.sent).toFixed(2),
    String(Math.round(each(({ cost }) => cost.walBytes))),
  ]
}

export function serverMilliseconds(runs: readonly Run[]): number {
  return perOperation(runs, ({ cost }) => cost.cpuMicroseconds / 1000)
}

export function postgresMilliseconds(runs: readonly Run[]): number | null {
  if (runs.some((run) => run.postgresMicroseconds === null)) return null
  return perOperation(runs, (run) => (run.postgresMicroseconds ?? 0) / 1000)
}

function perOperation(runs: readonly Run[], figure: (run: Run) => number): number {
  return sum(runs, figure) / sum(runs, ({ outcome }) => outcome.done)
}

function p99(runs: readonly Run[]): string {
  const each = runs.map(({ outcome: { waits } }) => waits[Math.floor(waits.length * 0.99)] ?? 0)
  return median(each).toFixed(1)
}

function sum(runs: readonly Run[], figure: (run: Run) => number): number {
  return runs.reduce((total, run) => total + figure(run), 0)
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const above = sorted[Math.floor(middle)] ?? 0
  return sorted.length % 2 === 1 ? above : (above + (sorted[middle - 1] ?? 0)) / 2
}
