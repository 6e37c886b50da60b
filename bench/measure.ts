/** Alternating runs of both servers, and what they come to: medians, ratios, costs an operation. */

import type { Cost } from './common.ts'
import { type Bounds, load, type Outcome } from './load.ts'
import { exchanging, type Operation, prepareCodes, type Stage } from './operations.ts'
import type { Postgres } from './postgres.ts'
import type { Subject } from './subject.ts'

export type Side = { readonly subject: Subject; readonly stage: Stage }

export type Plan = {
  readonly runs: number
  readonly milliseconds: number
  readonly warmUpMilliseconds: number
}

export type Run = {
  readonly rate: number
  readonly outcome: Outcome
  readonly cost: Cost
  readonly postgresMicroseconds: number | null
}

export type Row = {
  readonly operation: Operation
  readonly clients: number
  readonly bare: readonly Run[]
  readonly parley: readonly Run[]
}

export type Bench = {
  readonly bare: Side
  readonly parley: Side
  readonly postgres: Postgres
  readonly plan: Plan
}

export async function compare(
  { bare, parley, postgres, plan }: Bench,
  operation: Operation,
  clients: number,
): Promise<Row> {
  const measure = (side: Side, milliseconds: number) =>
    run({ side, postgres, operation, clients, milliseconds })
  const row: { bare: Run[]; parley: Run[] } = { bare: [], parley: [] }
  for (let i = 0; i < plan.runs; i += 1) {
    // Who goes first changes, so that a machine that slows down slows both.
    const order = i % 2 === 0 ? (['bare', 'parley'] as const) : (['parley', 'bare'] as const)
    for (const name of order) {
      row[name].push(await measure(name === 'bare' ? bare : parley, plan.milliseconds))
    }
  }
  return { operation, clients, ...row }
}

const warmUpClients = 32

/** Both compile their hot paths before anything counts, or the first operation pays for all. */
export async function warmUp(
  { bare, parley, postgres, plan: { warmUpMilliseconds } }: Bench,
  operation: Operation,
): Promise<void> {
  const common = { postgres, operation, clients: warmUpClients, milliseconds: warmUpMilliseconds }
  await run({ side: bare, ...common })
  await run({ side: parley, ...common })
}

type RunOptions = {
  readonly side: Side
  readonly postgres: Postgres
  readonly operation: Operation
  readonly clients: number
  readonly milliseconds: number
}

const mostARun = 100_000
/** More than any server here redeems in that time; a code lives for a minute. */
const codesASecond = 1_500

async function run(options: RunOptions): Promise<Run> {
  const { side, operation, clients, milliseconds } = options
  const { stage, subject } = side
  if (!operation.prepares) {
    const bounds = { milliseconds, most: mostARun }
    return measured(options, () =>
      load(stage.ready.port, operation.clients(stage, clients), bounds),
    )
  }
  const codes = await prepareCodes(stage, Math.ceil((codesASecond * milliseconds) / 1000))
  const bounds: Bounds = { milliseconds, most: codes.length }
  const result = await measured(options, () =>
    load(stage.ready.port, exchanging(stage, codes, clients), bounds),
  )
  await subject.tidy()
  return result
}

export async function measured(
  { side: { subject }, postgres }: Pick<RunOptions, 'side' | 'postgres'>,
  task: () => Promise<Outcome>,
): Promise<Run> {
  const before = await subject.cost()
  const postgresBefore = await postgres.cpuMicroseconds()
  const outcome = await task()
  const postgresAfter = await postgres.cpuMicroseconds()
  const after = await subject.cost()
  return {
    rate: outcome.done / outcome.seconds,
    outcome,
    cost: difference(before, after),
    postgresMicroseconds:
      postgresBefore === null || postgresAfter === null ? null : postgresAfter - postgresBefore,
  }
}

function difference(before: Cost, after: Cost): Cost {
  return {
    cpuMicroseconds: after.cpuMicroseconds - before.cpuMicroseconds,
    statements: after.statements - before.statements,
    commits: after.commits - before.commits,
    sent: after.sent - before.sent,
    walBytes: after.walBytes - before.walBytes,
    looks: after.looks - before.looks,
    residentBytes: after.residentBytes - before.residentBytes,
  }
}
