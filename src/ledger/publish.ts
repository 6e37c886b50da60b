/**
 * Publishing seals: each is appended as a JSON line to a file that the database's owner cannot
 * reach. One process writes at a time, and no sealing waits for a disk that hangs.
 */

import { type FileHandle, open } from 'node:fs/promises'
import { z } from 'zod'
import { type Db, read } from '../store/db.ts'
import type { Block } from './block.ts'
import { readBlocks } from './blocks.ts'
import { written } from './written.ts'

const what = 'the file'
const mostARound = 500
const longestLine = 16_384

export type PublishedSeal = {
  readonly number: number
  readonly hash: string
  readonly sealed_at: string
  readonly count: number
  readonly seal: string
}

/** Whoever keeps it knows later whether the chain is still the same. */
export function publishedForm({ header, hash, seal }: Block): PublishedSeal {
  return { number: header.number, hash, sealed_at: header.sealed_at, count: header.count, seal }
}

const lock = read('lock_seal_file', 'SELECT pg_try_advisory_xact_lock(7261009) AS mine')

/** How many seals were added. It follows the committed blocks, so that nothing false gets out. */
export function publishSeals(db: Db, path: string): Promise<number> {
  return db.transaction(async (tx) => {
    const [row] = await tx.rows<{ mine: boolean }>(lock)
    if (!row?.mine) return 0
    const file = await written(what, open(path, 'a+', 0o644))
    try {
      return await addMissing(tx, file)
    } finally {
      await file.close()
    }
  })
}

async function addMissing(tx: Db, file: FileHandle): Promise<number> {
  const known = await written(what, lastNumber(file))
  const numbers = { after: known, upTo: Number.MAX_SAFE_INTEGER, most: mostARound }
  const blocks = await readBlocks(tx, numbers)
  if (blocks.length === 0) return 0
  const lines = blocks.map((block) => `${JSON.stringify(publishedForm(block))}\n`)
  await written(what, file.appendFile(lines.join('')))
  await written(what, file.sync())
  return blocks.length
}

const line = z.object({ number: z.number().int() })

/** A last line that was cut by a crash is taken away first. */
async function lastNumber(file: FileHandle): Promise<number> {
  const { size } = await file.stat()
  const length = Math.min(size, longestLine)
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length)
  const text = buffer.toString('latin1')
  const end = text.lastIndexOf('\n') + 1
  if (end < length) await file.truncate(size - length + end)
  const last = text.slice(0, end).trimEnd().split('\n').at(-1) ?? ''
  if (last === '') return 0
  return line.parse(JSON.parse(last)).number
}
