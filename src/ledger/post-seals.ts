/**
 * Handing seals to a receiver elsewhere, in order: what it took is remembered, so that whoever comes
 * next goes on behind it. A crash hands some of them over once more; none is left out.
 */

import { sha256 } from '../base/crypto.ts'
import { type Db, read, write } from '../store/db.ts'
import { readBlocks } from './blocks.ts'
import { type PublishedSeal, publishedForm } from './publish.ts'

const mostAtOnce = 500

const lock = read('lock_seal_posts', 'SELECT pg_try_advisory_xact_lock(7261007) AS mine')

const place = read(
  'seal_place',
  'SELECT number::float8 AS number FROM audit_seal_places WHERE receiver = $1',
)

const move = write(
  'move_seal_place',
  `INSERT INTO audit_seal_places (receiver, number) VALUES ($1, $2)
   ON CONFLICT (receiver) DO UPDATE SET number = excluded.number`,
)

export type Receiver = {
  readonly url: string
  /** Throws when they were not taken. */
  readonly hand: (seals: readonly PublishedSeal[]) => Promise<void>
}

/** Whether there may be more to hand over at once. Throws what `hand` throws: nothing is moved then. */
export function postSeals(db: Db, { url, hand }: Receiver): Promise<boolean> {
  const receiver = sha256(url).toString('hex')
  return db.transaction(async (tx) => {
    const [row] = await tx.rows<{ mine: boolean }>(lock)
    if (!row?.mine) return false
    const [known] = await tx.rows<{ number: number }>(place, [receiver])
    const numbers = { after: known?.number ?? 0, upTo: Number.MAX_SAFE_INTEGER, most: mostAtOnce }
    const blocks = await readBlocks(tx, numbers)
    const last = blocks.at(-1)
    if (last === undefined) return false
    await hand(blocks.map(publishedForm))
    await tx.rows(move, [receiver, last.header.number])
    return blocks.length === mostAtOnce
  })
}
