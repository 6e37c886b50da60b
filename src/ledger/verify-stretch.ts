/**
 * Verifying a stretch of the ledger while it is asked for: so many blocks, from the events as they
 * are. It proves that stretch and how it hangs on the block before, not that nothing is cut off.
 */

import type { Db } from '../store/db.ts'
import { type Block, noBlock } from './block.ts'
import { findTip, readBlocks, readEpochs } from './blocks.ts'
import type { Link } from './check-block.ts'
import { type Drop, digestOf } from './drop.ts'
import type { LedgerEvent } from './leaf.ts'
import type { OpenSeal } from './ledger-keys.ts'
import { findAnnouncement, readDrops } from './months.ts'
import { findEvent, highestXid, isBefore } from './read-events.ts'
import { eventsFrom, type LedgerRecord } from './records.ts'
import type { FirstBad } from './verdict.ts'
import { verifyLedger } from './verify.ts'

export type StretchAsked = {
  /** The last block; null for the newest. */
  readonly to: number | null
  /** How many at most. */
  readonly most: number
  readonly openSeal: OpenSeal
}

export type StretchVerdict = {
  readonly ok: boolean
  readonly from: number
  readonly to: number
  /** The last block before these; null at the beginning. */
  readonly next: number | null
  readonly blocks: number
  readonly events: number
  readonly dropped: number
  readonly erased: number
  readonly firstBad: FirstBad | null
}

/** Null where there is no such block. */
export async function verifyStretch(
  db: Db,
  { to, most, openSeal }: StretchAsked,
): Promise<StretchVerdict | null> {
  const last = to ?? (await findTip(db))?.number ?? 0
  const numbers = { from: Math.max(1, last - most + 1), to: last }
  const [there] = await readBlocks(db, { after: last - 1, upTo: last, most: 1 })
  if (there === undefined) return null
  const before = await linkBefore(db, numbers.from)
  const verdict = await verifyLedger(recordsOf(db, numbers), { openSeal, seals: none(), before })
  const { ok, blocks, events, dropped, erased, first_bad: firstBad = null } = verdict
  const next = numbers.from === 1 ? null : numbers.from - 1
  return { ok, ...numbers, next, blocks, events, dropped, erased, firstBad }
}

async function* none(): AsyncGenerator<never> {
  // Of what is kept outside nothing is known here.
}

/** Where the block before is gone, the one before that makes the gap seen. */
async function linkBefore(db: Db, from: number): Promise<Link> {
  if (from === 1) return noBlock
  const [block] = await readBlocks(db, { after: from - 2, upTo: from - 1, most: 1 })
  return block === undefined
    ? { number: from - 2, hash: '' }
    : { number: from - 1, hash: block.hash }
}

type Numbers = { readonly from: number; readonly to: number }

async function* recordsOf(db: Db, numbers: Numbers): AsyncGenerator<LedgerRecord> {
  const drops = await readDrops(db)
  for (const drop of drops) yield { kind: 'drop', drop }
  const tellers = new Set<string>()
  for await (const record of sectionsIn(db, numbers)) {
    if (record.kind === 'event') note(tellers, record.event)
    yield record
  }
  yield { kind: 'tail' }
  const { from, to } = numbers
  const near = drops.filter((drop) => drop.from <= to && drop.to >= from)
  yield* telling(db, tellers, near)
  yield { kind: 'end' }
}

function note(tellers: Set<string>, { salt, forgotten_by: teller }: LedgerEvent): void {
  if (salt === null && teller !== null) tellers.add(teller)
}

/** From wherever they stand, the events that tell of what was erased or went. */
async function* telling(
  db: Db,
  tellers: Set<string>,
  drops: readonly Drop[],
): AsyncGenerator<LedgerRecord> {
  for (const drop of drops) {
    const announced = await findAnnouncement(db, digestOf(drop))
    if (announced !== null) tellers.add(announced.id)
  }
  for (const id of tellers) {
    const event = await findEvent(db, id)
    if (event !== null) yield { kind: 'told', event }
  }
}

async function* sectionsIn(db: Db, numbers: Numbers): AsyncGenerator<LedgerRecord> {
  for await (const block of blocksIn(db, numbers)) {
    yield { kind: 'block', block }
    for await (const event of eventsIn(db, block)) yield { kind: 'event', event }
  }
}

const blocksAPage = 8

async function* blocksIn(db: Db, { from, to }: Numbers): AsyncGenerator<Block> {
  for (let after = from - 1; after < to; ) {
    const page = await readBlocks(db, { after, upTo: to, most: blocksAPage })
    yield* page
    after = page.at(-1)?.header.number ?? to
  }
}

async function* eventsIn(db: Db, { header }: Block) {
  const epochs = await readEpochs(db)
  const epoch = epochs.find((one) => one.epoch === header.epoch)
  if (epoch === undefined) return
  const from = { xid: header.from_xid, id: header.from_id }
  const end = { xid: header.to_xid, id: header.to_id }
  // No more than that is read; but the last transaction of all has none after it.
  const beforeXid = end.xid === highestXid ? null : String(BigInt(end.xid) + 1n)
  for await (const event of eventsFrom(db, { epoch, from, beforeXid })) {
    if (!isBefore(event, end)) return
    yield event
  }
}
