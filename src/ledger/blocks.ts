/** Blocks and epochs in the database: how they are read, and how the next one is added. */

import { type Db, read, write } from '../store/db.ts'
import type { Block, Header, Tip } from './block.ts'
import { type Epoch, isoText, type Position } from './read-events.ts'

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

const after = read(
  'blocks_after',
  `${selectBlocks} WHERE b.number > $1 AND b.number <= $2 ORDER BY b.number LIMIT $3`,
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
)

export async function findTip(db: Db): Promise<Tip | null> {
  const [row] = await db.rows<Tip>(tip)
  return row ?? null
}

const epochs = read(
  'ledger_epochs',
  `SELECT epoch, first_id::text AS "firstId",
     (lead(first_id) OVER (ORDER BY epoch) - 1)::text AS "lastId" FROM audit_epochs ORDER BY epoch`,
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
