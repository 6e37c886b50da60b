/**
 * Sealing: the events below the snapshot horizon become the next block, one transaction per block.
 * Only one sealer works at a time; even without that lock the chain could not fork.
 */

import { column } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'
import { buildBlock, type Content, noBlock, type Sign, type Tip } from './block.ts'
import { findTip, insertBlock, readEpochs } from './blocks.ts'
import {
  type Epoch,
  highestXid,
  isoText,
  lowestId,
  mostEvents,
  type Position,
  positionAfter,
  readEvents,
  start,
} from './events.ts'

export type SealResult =
  /** Another sealer is at work. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'idle' }
  | { readonly kind: 'sealed'; readonly number: number; readonly isFull: boolean }

export type SealOptions = {
  readonly signer: (tx: Db) => Promise<Sign>
  /** When the last block is older than this, an empty one shows that nothing happened. */
  readonly heartbeatSeconds: number
}

/** Seals the next block if there is something to seal. A crash half-way leaves nothing behind. */
export function sealNext(db: Db, { signer, heartbeatSeconds }: SealOptions): Promise<SealResult> {
  return db.transaction(async (tx) => {
    if (!(await isOnlySealer(tx))) return { kind: 'busy' }
    const tip = (await findTip(tx)) ?? noBlock
    const moment = await getMoment(tx, { tip, heartbeatSeconds })
    if (moment.isBehind) await beginEpoch(tx, tip)
    const stretch = await readNext(tx, { tip, horizon: moment.horizon })
    if (stretch.events.length === 0 && !moment.isDue) return { kind: 'idle' }
    const block = buildBlock(tip, { ...stretch, sealedAt: moment.at })
    const sign = await signer(tx)
    await insertBlock(tx, { ...block, seal: await sign(block.header) })
    const isFull = stretch.events.length === mostEvents
    return { kind: 'sealed', number: block.header.number, isFull }
  })
}

const lock = read('lock_sealing', 'SELECT pg_try_advisory_xact_lock(7261005) AS mine', {
  mine: column.bool,
})

/** Holds the lock until the end of the transaction. */
async function isOnlySealer(tx: Db): Promise<boolean> {
  const [row] = await tx.rows(lock)
  return row?.mine === true
}

type Moment = {
  readonly at: string
  /** Every earlier transaction has ended: no event can appear below it any more. */
  readonly horizon: string
  readonly isDue: boolean
  /** Transaction ids are lower than before: a dump was restored on another server. */
  readonly isBehind: boolean
}

const moment = read(
  'sealing_moment',
  `SELECT ${isoText('greatest(now(), b.sealed_at)')} AS at,
     pg_snapshot_xmin(pg_current_snapshot())::text AS horizon,
     coalesce(b.sealed_at <= now() - make_interval(secs => $2), false) AS "isDue",
     coalesce(pg_snapshot_xmin(pg_current_snapshot()) < b.to_xid AND NOT EXISTS (
       SELECT FROM audit_epochs e WHERE e.epoch > b.epoch), false) AS "isBehind"
   FROM (SELECT) AS one LEFT JOIN audit_blocks b ON b.number = $1`,
  { at: column.text, horizon: column.text, isDue: column.bool, isBehind: column.bool },
)

async function getMoment(
  tx: Db,
  { tip, heartbeatSeconds }: { tip: Tip; heartbeatSeconds: number },
): Promise<Moment> {
  const [row] = await tx.rows<Moment>(moment, [tip.number, heartbeatSeconds])
  if (row === undefined) throw new Error('the database returned no time')
  return row
}

/** Unsealed events of the old epoch keep its transaction ids; all others belong to the new one. */
const addEpoch = write(
  'begin_ledger_epoch',
  `INSERT INTO audit_epochs (epoch, first_id) SELECT $1::int + 1, 1 + greatest($2::bigint,
     (SELECT max(id) FROM audit_events WHERE xid >= $3::xid8))`,
)

async function beginEpoch(tx: Db, tip: Tip): Promise<void> {
  await tx.rows(addEpoch, [tip.epoch, tip.max_id, tip.to_xid])
}

type Stretch = Omit<Content, 'sealedAt'>

type Below = { readonly tip: Tip; readonly horizon: string }

/** The rest of a finished epoch comes first, however high its transaction ids are. */
async function readNext(tx: Db, { tip, horizon }: Below): Promise<Stretch> {
  const epochs = await readEpochs(tx)
  const at = epochs.findIndex(({ epoch }) => epoch === tip.epoch)
  const [current, next] = epochs.slice(at)
  if (at === -1 || current === undefined) throw new Error(`epoch ${tip.epoch} is missing`)
  const from = { xid: tip.to_xid, id: tip.to_id }
  if (next === undefined) return readStretch(tx, { epoch: current, from, horizon })
  const rest = await readStretch(tx, { epoch: current, from, horizon: null })
  if (rest.events.length > 0) return rest
  return readStretch(tx, { epoch: next, from: start, horizon })
}

async function readStretch(
  tx: Db,
  { epoch, from, horizon }: { epoch: Epoch; from: Position; horizon: string | null },
): Promise<Stretch> {
  const events = await readEvents(tx, { epoch, from, beforeXid: horizon })
  const last = events.length === mostEvents ? events.at(-1) : undefined
  const to = last ? positionAfter(last) : { xid: horizon ?? highestXid, id: lowestId }
  return { events, epoch: epoch.epoch, epochFirstId: epoch.firstId, from, to }
}
