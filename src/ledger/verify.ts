/**
 * Verification: recomputes the whole ledger in one pass over its records and names the first event
 * that is not as it was sealed. It holds one block at a time in memory and trusts only the keys.
 */

import { equalBytes } from '../base/crypto.ts'
import {
  type Block,
  type BlockRef,
  checkBlock,
  decodeLeaves,
  noBlock,
  type OpenSeal,
} from './block.ts'
import { type Change, compare, type Difference } from './compare.ts'
import { type Drops, newDrops } from './drop.ts'
import { leafOf, type StoredEvent } from './leaf.ts'
import type { LedgerRecord } from './records.ts'

export type FirstBad = {
  readonly what: Change | 'moved' | 'cut_off'
  readonly event?: string
  readonly block?: number
  readonly detail: string
}

/** In the form that the command prints. */
export type Verdict = {
  readonly ok: boolean
  /** Sealed events. */
  readonly events: number
  readonly blocks: number
  readonly unsealed: number
  /** Events that retention dropped and the ledger announced; their leaves are still there. */
  readonly dropped: number
  readonly erased: number
  readonly last_seal: BlockRef | null
  readonly first_bad?: FirstBad
}

type VerifyOptions = {
  readonly openSeal: OpenSeal
  /** Seals kept outside, in rising order. */
  readonly seals: AsyncIterable<BlockRef>
  /** The block before the first record; none for the whole ledger. */
  readonly before?: BlockRef
}

export async function verifyLedger(
  records: AsyncIterable<LedgerRecord>,
  options: VerifyOptions,
): Promise<Verdict> {
  const state = begin(options)
  try {
    for await (const record of records) {
      if (state.bad === null) await take(state, record)
      else follow(state, record)
    }
    if (!state.isWhole) state.bad ??= cutOff(state.last.number + 1, 'it has no end')
    state.bad ??= await findCutTail(state)
    state.bad ??= state.erasures.findUnrecorded()
    state.bad ??= findUnannouncedDrop(state)
    return verdictOf(state)
  } finally {
    await state.seals.return?.()
  }
}

function verdictOf(state: State): Verdict {
  const { events, blocks, unsealed, dropped, bad, last, erasures } = state
  const last_seal = last.number === 0 ? null : last
  const counts = { events, blocks, unsealed, dropped, erased: erasures.count(), last_seal }
  return bad === null ? { ok: true, ...counts } : { ok: false, ...counts, first_bad: bad }
}

type State = {
  readonly openSeal: OpenSeal
  readonly seals: AsyncIterator<BlockRef>
  readonly erasures: Erasures
  readonly drops: Drops
  /** The next of `seals` that no block was compared with yet. */
  kept: IteratorResult<BlockRef> | null
  events: number
  blocks: number
  unsealed: number
  dropped: number
  /** The last block without a fault. */
  last: BlockRef
  section: { readonly block: Block; readonly events: StoredEvent[] } | null
  isWhole: boolean
  bad: FirstBad | null
  /** A missing or surplus event may turn up in a later block: then it was moved. */
  suspect: Difference | null
}

function begin({ openSeal, seals, before = noBlock }: VerifyOptions): State {
  return {
    openSeal,
    seals: seals[Symbol.asyncIterator](),
    erasures: newErasures(),
    drops: newDrops(),
    kept: null,
    events: 0,
    blocks: 0,
    unsealed: 0,
    dropped: 0,
    last: { number: before.number, hash: before.hash },
    section: null,
    isWhole: false,
    bad: null,
    suspect: null,
  }
}

async function take(state: State, record: LedgerRecord): Promise<void> {
  if (record.kind === 'event') return takeEvent(state, record.event)
  if (record.kind === 'unreadable') {
    state.bad = { what: 'changed', detail: `line ${record.line} cannot be read` }
    return
  }
  if (record.kind === 'drop') return state.drops.add(record.drop)
  if (record.kind === 'announcement') return takeAnnouncement(state, record.event)
  closeSection(state)
  preferMissingBlock(state, record)
  if (state.bad !== null) return follow(state, record)
  if (record.kind === 'block') await takeBlock(state, record.block)
  if (record.kind === 'end') state.isWhole = true
}

function takeEvent(state: State, event: StoredEvent): void {
  state.erasures.see(event, state.section !== null)
  if (state.section === null) state.unsealed += 1
  else state.section.events.push(event)
}

function takeAnnouncement({ erasures, drops }: State, event: StoredEvent): void {
  erasures.see(event, false)
  drops.see(event)
}

function closeSection(state: State): void {
  const { section } = state
  if (section === null) return
  state.section = null
  const { block, events } = section
  const leaves = state.drops.leavesLeft(block, events)
  const difference = compare(leaves, events)
  if (difference === null) {
    events.forEach(state.drops.see)
    state.dropped += block.header.count - leaves.length
    state.events += events.length
    state.blocks += 1
    state.last = { number: block.header.number, hash: block.hash }
    return
  }
  const { what, event } = difference
  const { number } = block.header
  state.suspect = what === 'removed' || what === 'inserted' ? difference : null
  state.bad = { what, event, block: number, detail: `event ${event} of block ${number}: ${what}` }
}

/** If a block's line is missing from an export, its events look like extra events of the block before. */
function preferMissingBlock(state: State, record: LedgerRecord): void {
  const { bad } = state
  if (record.kind !== 'block' || bad?.what !== 'inserted' || bad.block === undefined) return
  const missing = bad.block + 1
  if (record.block.header.number <= missing) return
  state.suspect = null
  state.bad = { what: 'removed', block: missing, detail: `block ${missing} is missing` }
}

async function takeBlock(state: State, block: Block): Promise<void> {
  state.bad = await checkBlock(block, { before: state.last, openSeal: state.openSeal })
  state.bad ??= await checkKept(state, block)
  if (state.bad === null) state.section = { block, events: [] }
}

/** Another chain with the same block numbers is as bad as a cut-off tail. */
async function checkKept(state: State, { header, hash }: Block): Promise<FirstBad | null> {
  const { number } = header
  state.kept ??= await state.seals.next()
  while (!state.kept.done && state.kept.value.number <= number) {
    const kept = state.kept.value
    if (kept.number === number && kept.hash !== hash) {
      const detail = `block ${number} is not the one whose seal was kept`
      return { what: 'changed', block: number, detail }
    }
    state.kept = await state.seals.next()
  }
  return null
}

async function findCutTail(state: State): Promise<FirstBad | null> {
  state.kept ??= await state.seals.next()
  if (state.kept.done) return null
  const { number } = state.kept.value
  return cutOff(state.last.number + 1, `a seal of block ${number} was kept`)
}

function findUnannouncedDrop({ drops }: State): FirstBad | null {
  const drop = drops.findUnannounced()
  if (drop === null) return null
  const detail = `events of ${drop.month} went without an event that tells of it`
  return { what: 'removed', detail }
}

function cutOff(block: number, reason: string): FirstBad {
  return { what: 'cut_off', block, detail: `the ledger ends before block ${block}, but ${reason}` }
}

/** After the first fault it only looks whether the missing or surplus event turns up elsewhere. */
function follow(state: State, record: LedgerRecord): void {
  if (record.kind === 'end') state.isWhole = true
  const { suspect, bad } = state
  if (suspect === null || bad === null || !turnsUp(suspect, record)) return
  state.suspect = null
  const detail = `event ${suspect.event}: moved ${suspect.what === 'removed' ? 'out of' : 'into'} block ${bad.block}`
  state.bad = { ...bad, what: 'moved', detail }
}

function turnsUp({ what, event, hash }: Difference, record: LedgerRecord): boolean {
  if (what === 'removed' && record.kind === 'event') {
    return record.event.id === event && equalBytes(leafOf(record.event), hash)
  }
  if (what !== 'inserted' || record.kind !== 'block') return false
  return decodeLeaves(record.block.leaves).some(
    (leaf) => leaf.id === event && equalBytes(leaf.hash, hash),
  )
}

type Erasures = {
  readonly see: (event: StoredEvent, isSealed: boolean) => void
  /** The number of sealed events whose personal fields were erased. */
  readonly count: () => number
  /** The first erased event without a record of whose account was forgotten. */
  readonly findUnrecorded: () => FirstBad | null
}

type Erasure = Pick<StoredEvent, 'id' | 'account_id' | 'actor_id'> & { readonly by: string | null }

/** Remembers who was forgotten, not each erased event: its size does not grow with the ledger. */
function newErasures(): Erasures {
  let count = 0
  /** Only the first event of each pair of account and actor. */
  const erased = new Map<string, Erasure>()
  const recorded = new Map<string, string | null>()
  return {
    see: (event, isSealed) => {
      if (event.type === 'ledger.forgotten') recorded.set(event.id, event.account_id)
      if (event.salt !== null || !isSealed) return
      count += 1
      const { id, account_id, actor_id, forgotten_by: by } = event
      const key = `${by} ${account_id} ${actor_id}`
      if (!erased.has(key)) erased.set(key, { id, account_id, actor_id, by })
    },
    count: () => count,
    findUnrecorded: () => {
      const unrecorded = [...erased.values()].find(
        (one) => !isRecorded(one, recorded.get(one.by ?? '')),
      )
      if (unrecorded === undefined) return null
      const { id } = unrecorded
      const detail = `event ${id}: its personal fields were erased without a record of it`
      return { what: 'changed', event: id, detail }
    },
  }
}

function isRecorded(event: Erasure, forgotten: string | null | undefined): boolean {
  if (forgotten === null || forgotten === undefined) return false
  return [event.account_id, event.actor_id].includes(forgotten)
}
