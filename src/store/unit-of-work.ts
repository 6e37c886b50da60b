/**
 * One request is one unit of work. It remembers its reads and collects its writes, which go out as
 * one statement or one transaction before a byte of the answer is sent.
 */

import { AsyncLocalStorage } from 'node:async_hooks'
import { composed, type Db, type Statement } from './db.ts'
import { refusedPart, refusingUnless } from './failures.ts'

/** The origin of a request, for the ledger and for a session's binding. */
export type Origin = {
  readonly network: string | null
  readonly userAgent: string | null
  /** The SHA-256 of the device cookie, in hex; null without one of ours. */
  readonly device: string | null
  readonly requestId: string | null
}

/**
 * One part of the composed statement, which numbers its own parameters. `{{guard}}` in its text
 * stands for the condition that every conditional part before it found its row.
 */
export type Part = {
  readonly name: string
  readonly text: string
  readonly values: readonly unknown[]
  /** Makes the part conditional: without a row, nothing of the unit is done and this is thrown. */
  readonly refusal?: () => Error
}

/** A verb that needs statements of its own; it runs first, in the unit's transaction. */
type Step = (tx: Db) => Promise<void>

/** Reads, writes and commits of one request. */
type Counts = { reads: number; writes: number; commits: number }

export type Work = {
  readonly origin: Origin
  readonly found: Map<string, unknown>
  readonly steps: Step[]
  readonly parts: Part[]
  /** A write that is combined with those of other requests. The unit then has no other write. */
  readonly combined: (() => Promise<void>)[]
  readonly counts: Counts
  /** The store was away, so no other answer of this request can be trusted. */
  failure: Error | null
}

const running = new AsyncLocalStorage<Work>()

const nowhere: Origin = { network: null, userAgent: null, device: null, requestId: null }

export function newWork(origin: Origin = nowhere): Work {
  return {
    origin,
    found: new Map(),
    steps: [],
    parts: [],
    combined: [],
    counts: { reads: 0, writes: 0, commits: 0 },
    failure: null,
  }
}

export function runWork<T>(work: Work, task: () => Promise<T>): Promise<T> {
  return running.run(work, task)
}

/** Runs work that serves many requests and belongs to none: in no unit and in no transaction. */
export const outsideWork = AsyncLocalStorage.snapshot()

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
 * Reads one row once in a unit: a second caller with the same statement and values gets the first
 * result. The key is made from both, so that it holds everything the result depends on.
 */
export function rowOnce<Row>(
  db: Db,
  statement: Statement<Row>,
  values: readonly unknown[],
): Promise<Row | null> {
  return once([statement.name, ...values], async () => {
    const [row] = await db.rows(statement, values)
    return row ?? null
  })
}

/** Runs `find` once in a unit for each `key`, which must hold everything the result depends on. */
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

/**
 * Adds a part to the unit's one statement. Returns the name it has there: a number follows if the
 * unit already has a part with this name.
 */
export function writeInUnit(part: Part): string {
  const { parts } = getWork()
  const names = new Set(parts.map(({ name }) => name))
  let name = part.name
  for (let number = 1; names.has(name); number += 1) name = `${part.name}${number}`
  parts.push({ ...part, name })
  return name
}

/** Adds a verb that needs statements of its own: the unit becomes one transaction. */
export function transactInUnit(step: Step): void {
  getWork().steps.push(step)
}

/** Makes a write that is combined with those of other requests the only one of the unit. */
export function combineInUnit(write: () => Promise<void>): void {
  getWork().combined.push(write)
}

/** Drops everything that was collected: the request was refused. */
export function discard(work: Work): void {
  work.steps.length = 0
  work.parts.length = 0
  work.combined.length = 0
}

/** Writes all that was collected, or nothing. */
export async function commit(db: Db, work: Work): Promise<void> {
  const steps = work.steps.splice(0)
  const parts = work.parts.splice(0)
  const [combined, ...others] = work.combined.splice(0)
  if (combined) {
    const count = steps.length + parts.length + others.length
    if (count > 0) throw new Error('a combined write is the only write of its unit')
    return combined()
  }
  if (steps.length === 0) return writeParts(db, parts)
  await db.transaction(async (tx) => {
    for (const step of steps) await step(tx)
    await writeParts(tx, parts)
  })
}

async function writeParts(db: Db, parts: readonly Part[]): Promise<void> {
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
  return { statement: composed('write', name, text), values, conditional }
}

function renumber(text: string, offset: number): string {
  return text.replace(/\$(\d+)/g, (_, number) => `$${Number(number) + offset}`)
}
