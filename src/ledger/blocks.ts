/** The rows of blocks and epochs: reads them, lists them for operators, and adds the next block. */

import { decodeProtectedHeader } from 'jose'
import { column, orNull } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'
import type { Block, Header, Tip } from './block.ts'
import { type Epoch, isoText, type Position } from './events.ts'

type Row = Omit<Header, 'form'> & {
  readonly hash: string
  readonly seal: string
  readonly leaves: Buffer
}

const selectBlocks = `SELECT b.number::float8 AS number, encode(b.previous, 'hex') AS previous,
    b.epoch, e.first_id::text AS epoch_first_id, b.from_xid::text AS from_xid,
    b.from_id::text AS from_id, b.to_xid::text AS to_xid, b.to_id::text AS to_id,
    b.max_id::text AS max_id, b.count, encode(b.root, 'hex') AS root,
    encode(b.leaves_hash, 'hex') AS leaves_hash, ${isoText('b.sealed_at')} AS sealed_at,
    encode(b.hash, 'hex') AS hash, b.seal, b.leaves
  FROM audit_blocks b JOIN audit_epochs e ON e.epoch = b.epoch`

const blockKinds = {
  number: column.number,
  previous: column.text,
  epoch: column.number,
  epoch_first_id: column.text,
  from_xid: column.text,
  from_id: column.text,
  to_xid: column.text,
  to_id: column.text,
  max_id: column.text,
  count: column.number,
  root: column.text,
  leaves_hash: column.text,
  sealed_at: column.text,
  hash: column.text,
  seal: column.text,
  leaves: column.bytes,
}

const after = read(
  'blocks_after',
  `${selectBlocks} WHERE b.number > $1 AND b.number <= $2 ORDER BY b.number LIMIT $3`,
  blockKinds,
)

export type Numbers = { readonly after: number; readonly upTo: number; readonly most: number }

export async function readBlocks(db: Db, numbers: Numbers): Promise<Block[]> {
  const rows = await db.rows<Row>(after, [numbers.after, numbers.upTo, numbers.most])
  return rows.map(blockOf)
}

const holding = read(
  'block_holding',
  `${selectBlocks} WHERE b.epoch = (SELECT max(epoch) FROM audit_epochs WHERE first_id <= $2)
     AND (b.to_xid, b.to_id) > ($1::xid8, $2::bigint)
   ORDER BY b.to_xid, b.to_id, b.number LIMIT 1`,
  blockKinds,
)

/** Null while the event is not sealed yet. */
export async function findBlockHolding(db: Db, { xid, id }: Position): Promise<Block | null> {
  const [row] = await db.rows<Row>(holding, [xid, id])
  return row ? blockOf(row) : null
}

function blockOf({ hash, seal, leaves, ...header }: Row): Block {
  return { header: { form: 1, ...header }, hash, seal, leaves }
}

const tip = read(
  'ledger_tip',
  `SELECT number::float8 AS number, encode(hash, 'hex') AS hash, epoch, max_id::text AS max_id,
     to_xid::text AS to_xid, to_id::text AS to_id FROM audit_blocks b ORDER BY b.number DESC LIMIT 1`,
  {
    number: column.number,
    hash: column.text,
    epoch: column.number,
    max_id: column.text,
    to_xid: column.text,
    to_id: column.text,
  },
)

export async function findTip(db: Db): Promise<Tip | null> {
  const [row] = await db.rows<Tip>(tip)
  return row ?? null
}

const epochs = read(
  'ledger_epochs',
  `SELECT epoch, first_id::text AS "firstId",
     (lead(first_id) OVER (ORDER BY epoch) - 1)::text AS "lastId" FROM audit_epochs ORDER BY epoch`,
  { epoch: column.number, firstId: column.text, lastId: orNull(column.text) },
)

export function readEpochs(db: Db): Promise<Epoch[]> {
  return db.rows<Epoch>(epochs)
}

const insert = write(
  'insert_block',
  `INSERT INTO audit_blocks (number, previous, epoch, from_xid, from_id, to_xid, to_id, max_id,
     count, root, leaves_hash, sealed_at, hash, seal, leaves)
   VALUES ($1, decode($2, 'hex'), $3, $4::xid8, $5, $6::xid8, $7, $8, $9, decode($10, 'hex'),
     decode($11, 'hex'), $12, decode($13, 'hex'), $14, $15)`,
)

export async function insertBlock(tx: Db, { header, hash, seal, leaves }: Block): Promise<void> {
  await tx.rows(insert, [
    header.number,
    header.previous,
    header.epoch,
    header.from_xid,
    header.from_id,
    header.to_xid,
    header.to_id,
    header.max_id,
    header.count,
    header.root,
    header.leaves_hash,
    header.sealed_at,
    hash,
    seal,
    leaves,
  ])
}

/** A block without its leaves, which only a verification needs. */
export type BlockSummary = {
  readonly number: number
  readonly hash: string
  readonly previous: string
  readonly sealed_at: string
  readonly count: number
  /** In the ledger's order; null for a block without events. */
  readonly first_event: string | null
  readonly last_event: string | null
  readonly epoch: number
  readonly root: string
  readonly leaves_hash: string
  readonly seal: string
}

/** A leaf has 48 bytes, the first 8 of them the event id: only these are read. */
const eventAt = (place: string) => `CASE WHEN b.count > 0 THEN
  ('x' || encode(substring(b.leaves FROM ${place} FOR 8), 'hex'))::bit(64)::bigint::text END`

const selectSummaries = `SELECT b.number::float8 AS number, encode(b.hash, 'hex') AS hash,
    encode(b.previous, 'hex') AS previous, ${isoText('b.sealed_at')} AS sealed_at, b.count,
    ${eventAt('1')} AS first_event, ${eventAt('48 * (b.count - 1) + 1')} AS last_event, b.epoch,
    encode(b.root, 'hex') AS root, encode(b.leaves_hash, 'hex') AS leaves_hash, b.seal
  FROM audit_blocks b`

const summaryKinds = {
  number: column.number,
  hash: column.text,
  previous: column.text,
  sealed_at: column.text,
  count: column.number,
  first_event: orNull(column.text),
  last_event: orNull(column.text),
  epoch: column.number,
  root: column.text,
  leaves_hash: column.text,
  seal: column.text,
}

const newestFirst = read(
  'shown_blocks',
  `${selectSummaries} WHERE $1::bigint IS NULL OR b.number < $1::bigint ORDER BY b.number DESC LIMIT $2`,
  summaryKinds,
)

export function listBlocks(
  db: Db,
  { before, most }: { before: number | null; most: number },
): Promise<readonly BlockSummary[]> {
  return db.rows<BlockSummary>(newestFirst, [before, most])
}

const byNumber = read('shown_block', `${selectSummaries} WHERE b.number = $1`, summaryKinds)

export async function findBlock(db: Db, number: number): Promise<BlockSummary | null> {
  const [block] = await db.rows<BlockSummary>(byNumber, [number])
  return block ?? null
}

/** The id of the key that signed a seal. Null for text that is no seal: the row was forged. */
export function keyOfSeal(seal: string): string | null {
  try {
    return decodeProtectedHeader(seal).kid ?? null
  } catch {
    return null
  }
}
