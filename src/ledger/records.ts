/** The ledger as one stream: each block, then its events; at the end the events not sealed yet. */

import type { Db } from '../store/db.ts'
import type { Block } from './block.ts'
import { findTip, readBlocks, readEpochs } from './blocks.ts'
import { type Drop, readDrops } from './drop.ts'
import { type Epoch, isBefore, mostEvents, readEvents, type Stretch, start } from './events.ts'
import type { StoredEvent } from './leaf.ts'

export type LedgerRecord =
  /** A month that retention dropped; before the first block. */
  | { readonly kind: 'drop'; readonly drop: Drop }
  | { readonly kind: 'block'; readonly block: Block }
  | { readonly kind: 'event'; readonly event: StoredEvent }
  /** The events after this are not sealed yet. */
  | { readonly kind: 'tail' }
  /** An event outside of the verified stretch that records an erasure or a drop. */
  | { readonly kind: 'announcement'; readonly event: StoredEvent }
  /** The ledger was read to its end. */
  | { readonly kind: 'end' }
  /** A line of an export that is none of these. */
  | { readonly kind: 'unreadable'; readonly line: number }

const blocksAPage = 32

/**
 * Reads the ledger from the database, in its order and while others write: the blocks up to the
 * current last one, whose events are all committed. Transaction and id decide an event's place.
 */
export async function* databaseRecords(db: Db): AsyncGenerator<LedgerRecord> {
  for (const drop of await readDrops(db)) yield { kind: 'drop', drop }
  const tip = await findTip(db)
  const events = epochEvents(db, await readEpochs(db))
  let next = await events.next()
  for await (const block of blocksUpTo(db, tip?.number ?? 0)) {
    yield { kind: 'block', block }
    for (; !next.done && isInside(next.value, block); next = await events.next()) {
      yield { kind: 'event', event: next.value.event }
    }
  }
  yield { kind: 'tail' }
  for (; !next.done; next = await events.next()) yield { kind: 'event', event: next.value.event }
  yield { kind: 'end' }
}

type EpochEvent = { readonly epoch: number; readonly event: StoredEvent }

function isInside({ epoch, event }: EpochEvent, { header }: Block): boolean {
  if (epoch !== header.epoch) return epoch < header.epoch
  return isBefore(event, { xid: header.to_xid, id: header.to_id })
}

async function* epochEvents(db: Db, epochs: readonly Epoch[]): AsyncGenerator<EpochEvent> {
  for (const epoch of epochs) {
    for await (const event of eventsFrom(db, { epoch, from: start, beforeXid: null })) {
      yield { epoch: epoch.epoch, event }
    }
  }
}

/** Each page starts with the last event of the previous page: a forged event may share its place. */
export async function* eventsFrom(
  db: Db,
  { epoch, from, beforeXid }: Stretch,
): AsyncGenerator<StoredEvent> {
  let last: StoredEvent | undefined
  for (;;) {
    const page = await readEvents(db, { epoch, from: last ?? from, beforeXid })
    yield* page.filter((event) => !isSameRow(event, last))
    last = page.at(-1)
    if (last === undefined || page.length < mostEvents) return
  }
}

function isSameRow(event: StoredEvent, other: StoredEvent | undefined): boolean {
  return event.id === other?.id && event.occurred_at === other.occurred_at
}

async function* blocksUpTo(db: Db, upTo: number): AsyncGenerator<Block> {
  let after = 0
  for (;;) {
    const page = await readBlocks(db, { after, upTo, most: blocksAPage })
    yield* page
    const last = page.at(-1)
    if (last === undefined) return
    after = last.header.number
  }
}
