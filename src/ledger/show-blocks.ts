/** Blocks as an operator sees them: without the leaves, which only a verification needs. */

import { decodeProtectedHeader } from 'jose'
import { type Db, read } from '../store/db.ts'
import { isoText } from './read-events.ts'

export type ShownBlock = {
  readonly number: number
  readonly hash: string
  readonly previous: string
  readonly sealed_at: string
  readonly count: number
  /** By the order of the ledger; null for a block without events. */
  readonly first_event: string | null
  readonly last_event: string | null
  readonly epoch: number
  readonly root: string
  readonly leaves_hash: string
  readonly seal: string
}

/** An event's number stands first in its leaf, of 48 bytes; the rest is left where it is. */
const eventAt = (place: string) => `CASE WHEN b.count > 0 THEN
  ('x' || encode(substring(b.leaves FROM ${place} FOR 8), 'hex'))::bit(64)::bigint::text END`

const selectShown = `SELECT b.number::float8 AS number, encode(b.hash, 'hex') AS hash,
    encode(b.previous, 'hex') AS previous, ${isoText('b.sealed_at')} AS sealed_at, b.count,
    ${eventAt('1')} AS first_event, ${eventAt('48 * (b.count - 1) + 1')} AS last_event, b.epoch,
    encode(b.root, 'hex') AS root, encode(b.leaves_hash, 'hex') AS leaves_hash, b.seal
  FROM audit_blocks b`

const newestFirst = read(
  'shown_blocks',
  `${selectShown} WHERE $1::bigint IS NULL OR b.number < $1::bigint ORDER BY b.number DESC LIMIT $2`,
)

export function listShownBlocks(
  db: Db,
  { before, most }: { before: number | null; most: number },
): Promise<readonly ShownBlock[]> {
  return db.rows<ShownBlock>(newestFirst, [before, most])
}

const byNumber = read('shown_block', `${selectShown} WHERE b.number = $1`)

export async function findShownBlock(db: Db, number: number): Promise<ShownBlock | null> {
  const [block] = await db.rows<ShownBlock>(byNumber, [number])
  return block ?? null
}

/** As the admin API lists it. */
export function blockDocument({ root: _root, leaves_hash: _leaves, seal, ...block }: ShownBlock) {
  return { ...block, key: keyOf(seal) }
}

/** With what proves it. */
export function sealedBlockDocument(block: ShownBlock) {
  const { root, leaves_hash, seal } = block
  return { ...blockDocument(block), root, leaves_hash, seal }
}

/** Null for what is no seal: somebody wrote it there. */
function keyOf(seal: string): string | null {
  try {
    return decodeProtectedHeader(seal).kid ?? null
  } catch {
    return null
  }
}
