/**
 * Seals outside the database, where its owner cannot change them: publishes them to a file or a
 * receiver, and reads them back for a verification.
 */

import { type FileHandle, open } from 'node:fs/promises'
import { z } from 'zod'
import { sha256 } from '../base/crypto.ts'
import { column } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'
import type { Block, BlockRef } from './block.ts'
import { readBlocks } from './blocks.ts'
import { explainWriteError, linesOf } from './files.ts'

const subject = 'the file'
const mostSeals = 500
const longestLine = 16_384

export type PublishedSeal = {
  readonly number: number
  readonly hash: string
  readonly sealed_at: string
  readonly count: number
  readonly seal: string
}

/** Anyone who keeps a seal can later check that the chain is still the same. */
export function publishedForm({ header, hash, seal }: Block): PublishedSeal {
  return { number: header.number, hash, sealed_at: header.sealed_at, count: header.count, seal }
}

const fileLock = read('lock_seal_file', 'SELECT pg_try_advisory_xact_lock(7261009) AS mine', {
  mine: column.bool,
})

/**
 * Appends the missing seals of committed blocks to the file as JSON lines and returns their number.
 * One process writes at a time, and sealing never waits for a disk that hangs.
 */
export function publishSeals(db: Db, path: string): Promise<number> {
  return db.transaction(async (tx) => {
    const [row] = await tx.rows(fileLock)
    if (!row?.mine) return 0
    const file = await explainWriteError(subject, open(path, 'a+', 0o644))
    try {
      return await addMissing(tx, file)
    } finally {
      await file.close()
    }
  })
}

async function addMissing(tx: Db, file: FileHandle): Promise<number> {
  const known = await explainWriteError(subject, lastNumber(file))
  const numbers = { after: known, upTo: Number.MAX_SAFE_INTEGER, most: mostSeals }
  const blocks = await readBlocks(tx, numbers)
  if (blocks.length === 0) return 0
  const lines = blocks.map((block) => `${JSON.stringify(publishedForm(block))}\n`)
  await explainWriteError(subject, file.appendFile(lines.join('')))
  await explainWriteError(subject, file.sync())
  return blocks.length
}

const numberLine = z.object({ number: z.number().int() })

/** Removes a last line that a crash left incomplete. */
async function lastNumber(file: FileHandle): Promise<number> {
  const { size } = await file.stat()
  const length = Math.min(size, longestLine)
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length)
  const text = buffer.toString('latin1')
  const end = text.lastIndexOf('\n') + 1
  if (end < length) await file.truncate(size - length + end)
  const last = text.slice(0, end).trimEnd().split('\n').at(-1) ?? ''
  if (last === '') return 0
  return numberLine.parse(JSON.parse(last)).number
}

const postLock = read('lock_seal_posts', 'SELECT pg_try_advisory_xact_lock(7261007) AS mine', {
  mine: column.bool,
})

const place = read(
  'seal_place',
  'SELECT number::float8 AS number FROM audit_seal_places WHERE receiver = $1',
  { number: column.number },
)

const move = write(
  'move_seal_place',
  `INSERT INTO audit_seal_places (receiver, number) VALUES ($1, $2)
   ON CONFLICT (receiver) DO UPDATE SET number = excluded.number`,
)

export type Receiver = {
  readonly url: string
  /** Throws if the receiver did not take them. */
  readonly hand: (seals: readonly PublishedSeal[]) => Promise<void>
}

/**
 * Hands the next seals to a receiver elsewhere, in order, and remembers how far it got. Returns true
 * if there may be more. Throws what `hand` throws, and then hands the same seals again next time: a
 * receiver may get a seal twice but never misses one.
 */
export function postSeals(db: Db, { url, hand }: Receiver): Promise<boolean> {
  const receiver = sha256(url).toString('hex')
  return db.transaction(async (tx) => {
    const [row] = await tx.rows(postLock)
    if (!row?.mine) return false
    const [known] = await tx.rows(place, [receiver])
    const numbers = { after: known?.number ?? 0, upTo: Number.MAX_SAFE_INTEGER, most: mostSeals }
    const blocks = await readBlocks(tx, numbers)
    const last = blocks.at(-1)
    if (last === undefined) return false
    await hand(blocks.map(publishedForm))
    await tx.rows(move, [receiver, last.header.number])
    return blocks.length === mostSeals
  })
}

const keptSeal = z.object({ number: z.number().int().positive(), hash: z.hex().length(64) })

const keptLine = z.union([
  keptSeal,
  z.object({ last_seal: keptSeal }).transform((verdict) => verdict.last_seal),
])

/**
 * Reads back seals kept outside: the published file, or lines with the `last_seal` of verifications.
 * They must be in rising order. Yields none for null; throws a sentence for any other file.
 */
export async function* readSeals(path: string | null): AsyncGenerator<BlockRef> {
  if (path === null) return
  let before = 0
  let lines = 0
  for await (const text of linesOf(path)) {
    lines += 1
    if (text.trim() === '') continue
    const kept = parse(text)
    if (kept === null) throw new Error(`${path}, line ${lines}: this is no seal.`)
    if (kept.number < before) throw new Error(`${path}, line ${lines}: seals must be in order.`)
    before = kept.number
    yield kept
  }
}

function parse(text: string): BlockRef | null {
  try {
    return keptLine.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
