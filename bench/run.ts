/** `npm run bench`: Parley beside the bare library. It fails on a wrong answer, never on a slow one. */

import { randomBytes } from 'node:crypto'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { measureGrowth } from './growth.ts'
import { type Bench, compare, type Plan, type Row, warmUp } from './measure.ts'
import { type Operation, openStage, operations } from './operations.ts'
import { openPostgres, type Postgres } from './postgres.ts'
import { measureRevocations } from './revocations.ts'
import { openSubject, type SubjectOptions } from './subject.ts'
import { tableOf } from './table.ts'

const { values: options } = parseArgs({
  options: {
    /** About a minute, without growth. */
    quick: { type: 'boolean', default: false },
    /** Operations whose name begins so. */
    only: { type: 'string', default: '' },
    /** The most sessions of the growth table; 0 for none. */
    sessions: { type: 'string', default: '1000000' },
    /** Numbers of virtual clients. */
    clients: { type: 'string', default: '8,32' },
    /** How many revocations a verifier is to learn of; 0 for none. */
    revocations: { type: 'string', default: '1000' },
    /** A folder for a CPU profile of each server. */
    profile: { type: 'string' },
  },
})

const quickPlan: Plan = { runs: 3, milliseconds: 400, warmUpMilliseconds: 600 }
const fullPlan: Plan = { runs: 5, milliseconds: 3_000, warmUpMilliseconds: 2_000 }
const plan = options.quick ? quickPlan : fullPlan
const virtualClients = options.clients.split(',').map(Number)
const longestMinutes = options.quick ? 4 : 40

const opened: (() => Promise<void>)[] = []
const late = setTimeout(() => stopWith('took too long'), longestMinutes * 60_000)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopWith(signal))

try {
  await bench()
} finally {
  clearTimeout(late)
  await closeAll()
}

async function bench(): Promise<void> {
  const postgres = await openPostgres()
  opened.push(postgres.stop)
  const secret = randomBytes(32).toString('base64url')
  const { profile } = options
  const bare = await openSide('bare-server.ts', { profile })
  const parley = await openSide('parley-server.ts', { profile, args: [postgres.url, secret] })
  say(machine(postgres))
  const bench = { bare, parley, postgres, plan }
  say(`\n${tableOf(await measureAll(bench))}`)
  const revocations = Math.min(Number(options.revocations), options.quick ? 200 : 10_000)
  if (revocations > 0) {
    const { port } = parley.subject.ready
    const { url: databaseUrl } = postgres
    say(`\n${await measureRevocations({ databaseUrl, secret, port, revocations })}`)
  }
  const most = options.quick ? 0 : Number(options.sessions)
  if (most > 0) say(`\n${await measureGrowth(bench, { secret, most })}`)
}

async function openSide(file: string, subjectOptions: SubjectOptions) {
  const subject = await openSubject(file, subjectOptions)
  opened.push(subject.stop)
  return { subject, stage: await openStage(subject.ready) }
}

async function measureAll(bench: Bench): Promise<Row[]> {
  const rows: Row[] = []
  const chosen = operations.filter(({ name }) => name.startsWith(options.only))
  for (const operation of chosen) await warmUp(bench, operation)
  for (const operation of chosen) rows.push(...(await bothCounts(bench, operation)))
  return rows
}

async function bothCounts(bench: Bench, operation: Operation): Promise<Row[]> {
  const rows: Row[] = []
  for (const clients of virtualClients) rows.push(await compare(bench, operation, clients))
  process.stderr.write(`measured: ${operation.name}\n`)
  return rows
}

function machine({ syncMilliseconds }: Postgres): string {
  const [cpu] = cpus()
  return [
    `${cpus().length} × ${cpu?.model ?? 'unknown'}, Node ${process.versions.node};`,
    `a synced write takes ${syncMilliseconds.toFixed(2)} ms.`,
    `One process a server, one for the load, all on this machine; ${plan.runs} runs of`,
    `${plan.milliseconds} ms a side, alternating, medians. CPU is per operation.`,
  ].join(' ')
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** Everything that was opened is closed, whatever became of the rest. */
async function closeAll(): Promise<void> {
  for (const close of opened.splice(0).reverse()) {
    await close().catch((error: unknown) => process.stderr.write(`${error}\n`))
  }
}

function stopWith(reason: string): void {
  process.stderr.write(`stopping: ${reason}\n`)
  void closeAll().finally(() => process.exit(1))
}
