/**
 * One request is one unit of work: what was read is kept, what is to be written is collected and
 * goes out as one statement or one transaction before a byte of the answer is sent.
 */

import { AsyncLocalStorage } from 'node:async_hooks'
import type { Db, Statement } from './db.ts'
import { refusedPart, refusingUnless } from './failures.ts'

/** Where a request came from, for the ledger and for what a session is bound to. */
export type Origin = {
  readonly network: string | null
  readonly userAgent: string | null
  /** The SHA-256 of the device cookie, in hex; null without one of ours. */
  readonly device: string | null
  readonly requestId: string | null
}

/**
 * One part of the composed statement, in its own numbering of parameters. Where its text says
 * `{{guard}}` the composer puts the condition that every conditional part before it did its row.
 */
export type Part = {
  readonly name: string
  readonly text: string
  readonly values: readonly unknown[]
  /** A conditional part: no row means that nothing of the unit is done and this is thrown. */
  readonly refusal?: () => Error
}

/** A verb that needs statements of its own; it runs first, in the unit's transaction. */
type Step = (tx: Db) => Promise<void>

/** Round trips that read, that wrote, and commits, counted per request alone. */
type Counts = { reads: number; writes: number; commits: number }

export type Work = {
  readonly origin: Origin
  readonly found: Map<string, unknown>
  readonly steps: Step[]
  readonly parts: Part[]
  /** A write that shares its statement with other requests; the unit then has no other write. */
  readonly shared: (() => Promise<void>)[]
  readonly counts: Counts
  /** The store was away; whatever else was answered is not to be believed. */
  failure: Error | null
}

const running = new AsyncLocalStorage<Work | null>()

const nowhere: Origin = { network: null, userAgent: null, device: null, requestId: null }

export function newWork(origin: Origin = nowhere): Work {
  return {
    origin,
    found: new Map(),
    steps: [],
    parts: [],
    shared: [],
    counts: { reads: 0, writes: 0, commits: 0 },
    failure: null,
  }
}

export function runWork<T>(work: Work, task: () => Promise<T>): Promise<T> {
  return running.run(work, task)
}

/** For what serves many requests at once and so belongs to none. */
export function outsideWork<T>(task: () => Promise<T>): Promise<T> {
  return running.run(null, task)
}

function findWork(): Work | null {
  return running.getStore() ?? null
}

export function getWork(): Work {
  const work = findWork()
  if (work === null) throw new Error('no unit of work is running')
  return work
}

export function currentOrigin(): Origin {
  return findWork()?.origin ?? nowhere
}

export function count(kind: 'read' | 'write' | 'commit'): void {
  const counts = findWork()?.counts
  if (counts) counts[`${kind}s`] += 1
}

/** The unit fails as a whole, even if the library answers something of its own. */
export function fail(error: Error): void {
  const work = findWork()
  if (work) work.failure ??= error
}

/**
 * Reads one row once a unit: the second asker of the same statement with the same values gets what
 * the first one found. The key is made from both, so that it holds all that the answer depends on.
 */
export function rowOnce<Row>(
  db: Db,
  statement: Statement,
  values: readonly unknown[],
): Promise<Row | null> {
  return once([statement.name, ...values], async () => {
    const [row] = await db.rows<Row>(statement, values)
    return row ?? null
  })
}

/** The same for what is more than one statement: `key` must hold all that the answer depends on. */
export async function once<T>(key: readonly unknown[], find: () => Promise<T>): Promise<T> {
  const work = findWork()
  if (work === null) return find()
  const name = JSON.stringify(key.map(asText))
  const known = work.found.get(name)
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: only `once` fills the map, and a key names one kind of thing.
  if (known !== undefined) return known as Promise<T>
  const finding = find()
  work.found.set(name, finding)
  return finding
}

function asText(part: unknown): unknown {
  return part instanceof Uint8Array ? Buffer.from(part).toString('hex') : part
}

/** Forgets what was collected: the request was refused. */
export function discard(work: Work): void {
  work.steps.length = 0
  work.parts.length = 0
  work.shared.length = 0
}

/** Writes all that was collected, or nothing. */
export async function commit(db: Db, work: Work): Promise<void> {
  const steps = work.steps.splice(0)
  const parts = work.parts.splice(0)
  const [shared, ...others] = work.shared.splice(0)
  if (shared) {
    if (steps.length + parts.length + others.length > 0) throw new Error('a shared write is alone')
    return shared()
  }
  if (steps.length === 0) return write(db, parts)
  await db.transaction(async (tx) => {
    for (const step of steps) await step(tx)
    await write(tx, parts)
  })
}

async function write(db: Db, parts: readonly Part[]): Promise<void> {
  if (parts.length === 0) return
  const { statement, values, conditional } = compose(parts)
  try {
    await db.rows(statement, values)
  } catch (error) {
    const refused = refusedPart(error)
    const part = conditional.find(({ name }) => name === refused)
    throw part?.refusal?.() ?? error
  }
}

/** One statement of common table expressions; its name is the names of its parts. */
function compose(parts: readonly Part[]) {
  const conditional: Part[] = []
  const values: unknown[] = []
  const expressions: string[] = []
  for (const part of parts) {
    const guards = conditional.map(({ name }) => `EXISTS (SELECT 1 FROM ${name})`)
    const text = renumber(part.text, values.length)
    expressions.push(
      `${part.name} AS (${text.replaceAll('{{guard}}', guards.join(' AND ') || 'TRUE')})`,
    )
    values.push(...part.values)
    if (part.refusal) conditional.push(part)
  }
  const required = conditional.map(({ name }) => refusingUnless(name))
  const text = `WITH ${expressions.join(', ')} SELECT ${required.join(', ') || '1'}`
  const name = parts.map((part) => part.name).join('+')
  return { statement: { name, text, kind: 'write' as const }, values, conditional }
}

function renumber(text: string, offset: number): string {
  return text.replace(/\$(\d+)/g, (_, number) => `$${Number(number) + offset}`)
}
