/**
 * The ledger from a thousand events to a million: sealing, verifying, and what a search touches, which
 * must not grow; then how long an event waits for its seal.
 */

import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import pg from 'pg'
import type * as Keys from '../src/ledger/keys.ts'
import type * as Seals from '../src/ledger/publish.ts'
import type * as Records from '../src/ledger/records.ts'
import type * as Seal from '../src/ledger/seal.ts'
import type * as Search from '../src/ledger/search.ts'
import type * as Verify from '../src/ledger/verify.ts'
import type * as Stores from '../src/store/database.ts'
import { explaining, type Plan, scanOf } from '../test/ledger/explaining.ts'
import { built } from './built.ts'
import { openPostgres } from './postgres.ts'
import { measureDelays } from './seal-delay.ts'
import { line } from './table.ts'

const { values: options } = parseArgs({
  options: {
    /** The most events. */
    events: { type: 'string', default: '1000000' },
    /** How long events are poured in to see how soon they are sealed. */
    seconds: { type: 'string', default: '20' },
  },
})

/** A page of fifty events, the one after it, and the levels of the indexes of two partitions. */
const mostBuffers = 120
/** A smaller ledger is read whole for less than an index costs. */
const large = 100_000
const steps = [1_000, 10_000, 100_000, 1_000_000, 10_000_000]
const rowsAStatement = 20_000
const longestMinutes = 60

const { openStore }: typeof Stores = await import(built('store/database.js'))
const { sealNext }: typeof Seal = await import(built('ledger/seal.js'))
const { searchEvents }: typeof Search = await import(built('ledger/search.js'))
const { readSeals }: typeof Seals = await import(built('ledger/publish.js'))
const { databaseRecords }: typeof Records = await import(built('ledger/records.js'))
const { verifyLedger }: typeof Verify = await import(built('ledger/verify.js'))
const keys: typeof Keys = await import(built('ledger/keys.js'))

const anything = {
  types: null,
  outcome: null,
  actorId: null,
  accountId: null,
  sessionId: null,
  clientId: null,
  deviceId: null,
  network: null,
} as const

const md5 = (text: string) => `(SELECT md5('${text}')::uuid::text AS id)` as const

const filters = [
  ['by time', async () => ({})],
  ['account', async () => ({ accountId: await idOf(md5('7')) })],
  ['session', async () => ({ sessionId: await idOf(md5('s7')) })],
  ['device', async () => ({ deviceId: await idOf(md5('d7')) })],
  ['client', async () => ({ clientId: 'c7' })],
  ['network', async () => ({ network: '198.51.1.0/24' })],
  ['failures', async () => ({ outcome: 'failure' as const })],
  ['type', async () => ({ types: ['code.reused'] as const })],
] as const

const late = setTimeout(() => {
  process.stderr.write('stopping: took too long\n')
  process.exit(1)
}, longestMinutes * 60_000)
const postgres = await openPostgres()
const store = openStore({ url: postgres.url, poolSize: 6 })
const client = new pg.Client({ connectionString: postgres.url })
try {
  await client.connect()
  await bench()
} finally {
  clearTimeout(late)
  await client.end()
  await store.close()
  await postgres.stop()
}

async function bench(): Promise<void> {
  const secret = randomBytes(32).toString('base64url')
  await keys.ensureLedgerKey(store, secret)
  const signer = keys.ledgerSigner(secret)
  const heads = [
    'events',
    'sealed/s',
    'verified/s',
    'heap MB, most',
    ...filters.map(([name]) => name),
  ]
  process.stdout.write(`${line(heads)}\n${line(heads.map(() => '---'))}\n`)
  let events = 0
  for (const size of steps.filter((step) => step <= Number(options.events))) {
    await insertEvents(events, size)
    const sealing = await timed(() => sealAll(signer))
    const verifying = await timed(() => verifyAll(secret))
    const buffers: number[] = []
    for (const [, filter] of filters) buffers.push(await buffersOf(filter, size))
    const rates = [(size - events) / sealing.seconds, size / verifying.seconds].map(Math.round)
    process.stdout.write(`${line([size, ...rates, verifying.value, ...buffers])}\n`)
    events = size
  }
  const delays = await measureDelays(store, { secret, seconds: Number(options.seconds) })
  process.stdout.write(
    `\nA thousand events a second, ${delays.events} in all: sealed after ${delays.median} ms in the ` +
      `median, ${delays.longest} ms at most.\n`,
  )
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const begun = performance.now()
  const value = await work()
  return { value, seconds: (performance.now() - begun) / 1_000 }
}

/** The benchmark speaks to the table itself: no verb writes a million events. */
async function insertEvents(from: number, to: number): Promise<void> {
  for (let first = from; first < to; first += rowsAStatement) {
    const last = Math.min(to, first + rowsAStatement) - 1
    await client.query(
      `INSERT INTO audit_events (occurred_at, type, outcome, actor_kind, actor_id, account_id,
         session_id, client_id, network, user_agent, details)
       SELECT clock_timestamp(), CASE WHEN i % 997 = 0 THEN 'code.reused' ELSE 'refresh.rotated' END,
         CASE WHEN i % 997 = 0 THEN 'failure' ELSE 'success' END, 'client', 'c' || i % 500,
         md5((i % 5000)::text)::uuid, md5('s' || i % 7000)::uuid, 'c' || i % 500,
         '198.51.0.0'::inet + i % 30000, 'Mozilla/5.0',
         jsonb_build_object('device', md5('d' || i % 9000)::uuid)
       FROM generate_series($1::int, $2::int) AS i`,
      [first, last],
    )
  }
  await client.query('VACUUM (ANALYZE) audit_events')
}

async function sealAll(signer: ReturnType<typeof keys.ledgerSigner>): Promise<void> {
  for (;;) {
    const sealed = await sealNext(store, { signer, heartbeatSeconds: 3_600 })
    if (sealed.kind !== 'sealed') return
  }
}

/** The most heap in use meanwhile, in MB. */
async function verifyAll(secret: string): Promise<number> {
  let most = 0
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().heapUsed)
  }, 50)
  const openSeal = keys.sealOpener(await keys.listLedgerKeys(store, secret))
  const verdict = await verifyLedger(databaseRecords(store), { openSeal, seals: readSeals(null) })
  clearInterval(timer)
  if (!verdict.ok) throw new Error(`the ledger does not verify: ${JSON.stringify(verdict)}`)
  return Math.round(most / 1_048_576)
}

async function idOf(query: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(query)
  return rows[0]?.id ?? ''
}

/** How many pages of 8 KiB one page of fifty events touches. Throws for a plan that grows. */
async function buffersOf(filterOf: (typeof filters)[number][1], size: number): Promise<number> {
  const plans: Plan[] = []
  const period = { from: null, to: null }
  const asked = { ...anything, ...(await filterOf()), period, before: null, most: 50 }
  const { events } = await searchEvents(explaining(store, plans), asked)
  if (events.length === 0) throw new Error('nothing was found')
  const buffers = plans.reduce((sum, plan) => sum + plan.buffers, 0)
  const grows = plans.some(({ text }) => /"Sort"/.test(text) || scanOf('audit_events').test(text))
  if (size >= large && (grows || buffers > mostBuffers))
    throw new Error(`a search grows: ${plans.at(-1)?.text}`)
  return buffers
}
