/** From an event to its seal, at a thousand events a second: each appended alone, as requests do. */

import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import type * as Sealing from '../src/jobs/sealing.ts'
import type * as Append from '../src/ledger/append.ts'
import type * as Blocks from '../src/ledger/block.ts'
import type * as ReadBlocks from '../src/ledger/blocks.ts'
import type * as Controls from '../src/ledger/controls.ts'
import type * as Stores from '../src/store/database.ts'
import { built } from './built.ts'

const { eventAppender }: typeof Append = await import(built('ledger/append.js'))
const { decodeLeaves }: typeof Blocks = await import(built('ledger/block.js'))
const { readBlocks }: typeof ReadBlocks = await import(built('ledger/blocks.js'))
const { openControls }: typeof Controls = await import(built('ledger/controls.js'))
const { startSealing }: typeof Sealing = await import(built('jobs/sealing.js'))
type Store = ReturnType<(typeof Stores)['openStore']>

const eventsASecond = 1_000
const ticksASecond = 50

export type Delays = {
  readonly events: number
  /** Milliseconds, from the event to a committed block that holds it. */
  readonly median: number
  readonly longest: number
}

/** Two nodes seal, as they would; `seconds` long. */
export async function measureDelays(
  store: Store,
  { secret, seconds }: { secret: string; seconds: number },
): Promise<Delays> {
  const log = pino({ level: 'warn' }, process.stderr)
  const nodes = ['one', 'two'].map((name) =>
    startSealing({ db: store, secret, log, controls: openControls(store, name) }),
  )
  const marker = randomBytes(8).toString('hex')
  const seen = watchBlocks(store)
  await pour(store, { marker, seconds })
  await sleep(3_000)
  await Promise.all(nodes.map((node) => node.stop()))
  return delaysOf(await eventsOf(store, marker), await seen.stop())
}

async function pour(
  store: Store,
  { marker, seconds }: { marker: string; seconds: number },
): Promise<void> {
  const append = eventAppender(store)
  const event = {
    type: 'client_credentials.issued',
    outcome: 'success',
    actor: { kind: 'client', id: marker },
    clientId: marker,
  } as const
  const begun = performance.now()
  const appended: Promise<void>[] = []
  for (let tick = 0; tick < seconds * ticksASecond; tick += 1) {
    const due = begun + (tick * 1_000) / ticksASecond - performance.now()
    if (due > 0) await sleep(due)
    for (let i = 0; i < eventsASecond / ticksASecond; i += 1) appended.push(append(event))
  }
  await Promise.all(appended)
}

/** When each event's block was first seen, by the database's clock, twenty times a second. */
function watchBlocks(store: Store) {
  const sealed = new Map<string, number>()
  let after = 0
  let isOver = false
  const look = async (): Promise<void> => {
    const blocks = await readBlocks(store, { after, upTo: Number.MAX_SAFE_INTEGER, most: 100 })
    const at = await clock(store)
    for (const block of blocks) {
      after = block.header.number
      for (const { id } of decodeLeaves(block.leaves)) sealed.set(id, at)
    }
  }
  const watching = (async () => {
    while (!isOver) {
      await look()
      await sleep(50)
    }
  })()
  return {
    stop: async () => {
      isOver = true
      await watching
      await look()
      return sealed
    },
  }
}

type Told = { readonly id: string; readonly at: number }

async function clock(store: Store): Promise<number> {
  const text = 'SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS at'
  const [row] = await store.rows<{ at: number }>({ name: 'bench_clock', kind: 'read', text })
  return row?.at ?? 0
}

function eventsOf(store: Store, marker: string): Promise<Told[]> {
  const text = `SELECT id::text AS id, extract(epoch FROM occurred_at)::float8 * 1000 AS at
    FROM audit_events WHERE actor_id = $1`
  return store.rows<Told>({ name: 'bench_events', kind: 'read', text }, [marker])
}

function delaysOf(events: readonly Told[], sealed: ReadonlyMap<string, number>): Delays {
  const delays = events.map(({ id, at }) => {
    const sealedAt = sealed.get(id)
    if (sealedAt === undefined) throw new Error(`event ${id} was not sealed`)
    return sealedAt - at
  })
  const sorted = delays.toSorted((a, b) => a - b)
  return {
    events: events.length,
    median: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0),
    longest: Math.round(sorted.at(-1) ?? 0),
  }
}
