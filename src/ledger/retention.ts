/**
 * Retention: the oldest month of events goes, whole, in two steps. First every event of it is held
 * against its leaf, archived if that is asked for, and the drop announced by an event; once that
 * event is sealed, the month is dropped. A month that is not as it was sealed stays, as evidence.
 */

import { type Db, read } from '../store/db.ts'
import { appendEvent } from './append.ts'
import { type Archive, openArchive } from './archive.ts'
import { type Block, decodeLeaves } from './block.ts'
import { findBlockHolding, readBlocks, readEpochs } from './blocks.ts'
import { compare } from './compare.ts'
import { type Drop, digestOf, encodeBits } from './drop.ts'
import type { OpenSeal } from './ledger-keys.ts'
import {
  addDrop,
  boundsOfMonth,
  dropMonth,
  eventsOfMonth,
  findAnnouncement,
  findOldestMonth,
  readDrops,
} from './months.ts'
import type { Epoch } from './read-events.ts'

export type Retention = {
  /** How many whole months are kept besides the present one. */
  readonly months: number
  /** A directory; null: what goes is kept nowhere. */
  readonly archive: string | null
  readonly openSeal: () => Promise<OpenSeal>
}

export type Retained =
  /** Nothing is old enough, or another node is at it. */
  | 'nothing'
  | 'announced'
  /** Not everything of it is sealed, or its announcement is not. */
  | 'waiting'
  | 'dropped'

const lock = read('lock_retention', 'SELECT pg_try_advisory_xact_lock(7261010) AS mine')

/** One step. Throws when the month is not as it was sealed, or cannot be archived: it stays then. */
export function retainLedger(db: Db, retention: Retention): Promise<Retained> {
  return db.transaction(async (tx) => {
    const [row] = await tx.rows<{ mine: boolean }>(lock)
    const found = row?.mine ? await findOldestMonth(tx, retention.months) : null
    if (found === null) return 'nothing'
    return found.isAnnounced ? dropAnnounced(tx, found.month) : announce(tx, found.month, retention)
  })
}

async function dropAnnounced(tx: Db, month: string): Promise<Retained> {
  const drop = (await readDrops(tx)).find((one) => one.month === month)
  const event = drop === undefined ? null : await findAnnouncement(tx, digestOf(drop))
  if (event === null) throw new Error(`no event of the ledger tells that ${month} is to go`)
  if ((await findBlockHolding(tx, event)) === null) return 'waiting'
  await dropMonth(tx, month)
  return 'dropped'
}

async function announce(tx: Db, month: string, retention: Retention): Promise<Retained> {
  const archive = await openArchive(retention.archive, month)
  try {
    const drop = await survey(tx, month, archive)
    if (drop === null) return 'waiting'
    const file = await archive.keep(drop, await retention.openSeal())
    await addDrop(tx, drop)
    await appendEvent(tx, {
      type: 'ledger.dropped',
      outcome: 'success',
      actor: { kind: 'system' },
      details: {
        month,
        events: drop.events,
        digest: digestOf(drop),
        ...(file === null ? {} : { archive: file }),
      },
    })
    return 'announced'
  } finally {
    await archive.close()
  }
}

/** Goes through the month block by block; null while something of it is not sealed. */
async function survey(tx: Db, month: string, archive: Archive): Promise<Drop | null> {
  const epochs = await readEpochs(tx)
  const bounds = await boundsOfMonth(tx, month, epochs)
  if (bounds === null) return dropOf(month, [])
  const first = await findBlockHolding(tx, bounds.first)
  const last = await findBlockHolding(tx, bounds.last)
  if (first === null || last === null) return null
  const parts: Part[] = []
  const numbers = { after: first.header.number - 1, upTo: last.header.number }
  for await (const block of blocksIn(tx, numbers)) {
    parts.push(await partOf(tx, { month, block, epochs, archive }))
  }
  return dropOf(month, parts)
}

type Part = {
  readonly block: number
  readonly events: number
  /** Which leaves are of the month; null: all. */
  readonly shared: string | null
}

function dropOf(month: string, parts: readonly Part[]): Drop {
  return {
    form: 1,
    month,
    from: parts[0]?.block ?? 0,
    to: parts.at(-1)?.block ?? 0,
    events: parts.reduce((sum, { events }) => sum + events, 0),
    shared: parts.flatMap(({ block, shared }) =>
      shared === null ? [] : [[block, shared] as const],
    ),
  }
}

const blocksAPage = 32

async function* blocksIn(
  tx: Db,
  { after, upTo }: { after: number; upTo: number },
): AsyncGenerator<Block> {
  for (let at = after; at < upTo; ) {
    const page = await readBlocks(tx, { after: at, upTo, most: blocksAPage })
    yield* page
    at = page.at(-1)?.header.number ?? upTo
  }
}

type Surveyed = {
  readonly month: string
  readonly block: Block
  readonly epochs: readonly Epoch[]
  readonly archive: Archive
}

/** Throws for what is not as it was sealed. */
async function partOf(tx: Db, { month, block, epochs, archive }: Surveyed): Promise<Part> {
  const { header } = block
  const lastId = epochs.find(({ epoch }) => epoch === header.epoch)?.lastId ?? null
  const events = await eventsOfMonth(tx, { month, header, lastId })
  const ids = new Set(events.map(({ id }) => id))
  const bits = decodeLeaves(block.leaves).map(({ id }) => ids.has(id))
  const leaves = decodeLeaves(block.leaves).filter((_, i) => bits[i])
  const difference = compare(leaves, events)
  if (difference !== null) {
    throw new Error(`event ${difference.event} is not as it was sealed: ${difference.what}`)
  }
  if (events.length > 0) await archive.write(block, events)
  const shared = events.length === header.count ? null : encodeBits(bits)
  return { block: header.number, events: events.length, shared }
}
