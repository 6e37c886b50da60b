/** The ledger as one stream: each block, then its events; at the end what is not sealed yet. */

import type { Db } from '../store/db.ts'
import type { Block } from './block.ts'
import { findTip, readBlocks, readEpochs } from './blocks.ts'
import type { Drop } from './drop.ts'
import type { LedgerEvent } from './leaf.ts'
import { readDrops } from './months.ts'
import { type Epoch, isBefore, mostEvents, readEvents, type Stretch, start } from './read-events.ts'

export type LedgerRecord =
  /** A month that retention took; before the first block. */
  | { readonly kind: 'drop'; readonly drop: Drop }
  | { readonly kind: 'block'; readonly block: Block }
  | { readonly kind: 'event'; readonly event: LedgerEvent }
  /** From here on nothing is sealed yet, or asked for. */
  | { readonly kind: 'tail' }
  /** From outside of the stretch that is looked at: what it tells counts. */
  | { readonly kind: 'told'; readonly event: LedgerEvent }
  /** The ledger was read to its end. */
  | { readonly kind: 'end' }
  /** Of an export: a line that holds none of these. */
  | { readonly kind: 'unreadable'; readonly line: number }

const blocksAPage = 32

/**
 * In the database's order, whoever writes meanwhile: blocks up to the one that is the last now,
 * whose events are all committed. An event stands where its own transaction and id put it.
 */
export async function* databaseRecords(db: Db): AsyncGenerator<LedgerRecord> {
  for (const drop of await readDrops(db)) yield { kind: 'drop', drop }
  const tip = await findTip(db)
  const events = placedEvents(db, await readEpochs(db))
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

type Placed = { readonly epoch: number; readonly event: LedgerEvent }

function isInside({ epoch, event }: Placed, { header }: Block): boolean {
  if (epoch !== header.epoch) return epoch < header.epoch
  return isBefore(event, { xid: header.to_xid, id: header.to_id })
}

async function* placedEvents(db: Db, epochs: readonly Epoch[]): AsyncGenerator<Placed> {
  for (const epoch of epochs) {
    for await (const event of eventsFrom(db, { epoch, from: start, beforeXid: null })) {
      yield { epoch: epoch.epoch, event }
    }
  }
}

/** Each page begins with the last event of the page before: a forged one may share its place. */
export async function* eventsFrom(
  db: Db,
  { epoch, from, beforeXid }: Stretch,
): AsyncGenerator<LedgerEvent> {
  let last: LedgerEvent | undefined
  for (;;) {
    const page = await readEvents(db, { epoch, from: last ?? from, beforeXid })
    yield* page.filter((event) => !isSameRow(event, last))
    last = page.at(-1)
    if (last === undefined || page.length < mostEvents) return
  }
}

function isSameRow(event: LedgerEvent, other: LedgerEvent | undefined): boolean {
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
