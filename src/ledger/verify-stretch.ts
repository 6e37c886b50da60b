/**
 * Verifies a stretch of the ledger during a request: a limited number of blocks, with the events as
 * they are now. It proves the stretch and its link to the block before, not that the tail is whole.
 */

import type { Actor } from '../model/event.ts'
import type { Db } from '../store/db.ts'
import { appendEvent } from './append.ts'
import { type Block, type BlockRef, noBlock, type OpenSeal } from './block.ts'
import { findTip, readBlocks, readEpochs } from './blocks.ts'
import { type Drop, digestOf, findAnnouncement, readDrops } from './drop.ts'
import { findEvent, highestXid, isBefore } from './events.ts'
import type { StoredEvent } from './leaf.ts'
import { eventsFrom, type LedgerRecord } from './records.ts'
import { type FirstBad, verifyLedger } from './verify.ts'

export type StretchQuery = {
  /** The last block; null for the newest. */
  readonly to: number | null
  /** The maximum number of blocks. */
  readonly most: number
  readonly openSeal: OpenSeal
}

export type StretchVerdict = {
  readonly ok: boolean
  readonly from: number
  readonly to: number
  /** The block before these; null at the beginning. */
  readonly next: number | null
  readonly blocks: number
  readonly events: number
  readonly dropped: number
  readonly erased: number
  readonly firstBad: FirstBad | null
}

/** Null if there is no such block. */
export async function verifyStretch(
  db: Db,
  { to, most, openSeal }: StretchQuery,
): Promise<StretchVerdict | null> {
  const last = to ?? (await findTip(db))?.number ?? 0
  const numbers = { from: Math.max(1, last - most + 1), to: last }
  const [there] = await readBlocks(db, { after: last - 1, upTo: last, most: 1 })
  if (there === undefined) return null
  const before = await refBefore(db, numbers.from)
  const verdict = await verifyLedger(recordsOf(db, numbers), { openSeal, seals: none(), before })
  const { ok, blocks, events, dropped, erased, first_bad: firstBad = null } = verdict
  const next = numbers.from === 1 ? null : numbers.from - 1
  return { ok, ...numbers, next, blocks, events, dropped, erased, firstBad }
}

async function* none(): AsyncGenerator<never> {
  // No seals from outside are known here.
}

/** If the block before is missing, the reference to the one before that exposes the gap. */
async function refBefore(db: Db, from: number): Promise<BlockRef> {
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
  const announcements = new Set<string>()
  for await (const record of sectionsIn(db, numbers)) {
    if (record.kind === 'event') note(announcements, record.event)
    yield record
  }
  yield { kind: 'tail' }
  const { from, to } = numbers
  const near = drops.filter((drop) => drop.from <= to && drop.to >= from)
  yield* announcementRecords(db, announcements, near)
  yield { kind: 'end' }
}

function note(announcements: Set<string>, { salt, forgotten_by: id }: StoredEvent): void {
  if (salt === null && id !== null) announcements.add(id)
}

/** The events that record an erasure or a drop, wherever in the ledger they are. */
async function* announcementRecords(
  db: Db,
  announcements: Set<string>,
  drops: readonly Drop[],
): AsyncGenerator<LedgerRecord> {
  for (const drop of drops) {
    const announced = await findAnnouncement(db, digestOf(drop))
    if (announced !== null) announcements.add(announced.id)
  }
  for (const id of announcements) {
    const event = await findEvent(db, id)
    if (event !== null) yield { kind: 'announcement', event }
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
  // Nothing above the last transaction id exists, and adding one would overflow.
  const beforeXid = end.xid === highestXid ? null : String(BigInt(end.xid) + 1n)
  for await (const event of eventsFrom(db, { epoch, from, beforeXid })) {
    if (!isBefore(event, end)) return
    yield event
  }
}

/** Records in the ledger that the stretch was verified, and the result. */
export function recordVerification(
  db: Db,
  { by, verdict: { from, to, firstBad } }: { by: Actor; verdict: StretchVerdict },
): Promise<void> {
  const stretch = { from_block: from, to_block: to }
  if (firstBad === null) {
    const success = { outcome: 'success', actor: by, details: stretch } as const
    return appendEvent(db, { type: 'ledger.verified', ...success })
  }
  const { what, event, block } = firstBad
  const details = {
    ...stretch,
    what,
    ...(event ? { event } : {}),
    ...(block ? { block } : {}),
  }
  return appendEvent(db, { type: 'ledger.broken', outcome: 'failure', actor: by, details })
}
