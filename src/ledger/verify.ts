/**
 * Verification: recomputes the whole ledger in one pass over its records and names the first event
 * that is not as it was sealed. It remembers one block at a time and trusts nothing but the keys.
 */

import { equalBytes } from '../base/crypto.ts'
import { type Block, decodeLeaves, noBlock } from './block.ts'
import { checkBlock, type Link } from './check-block.ts'
import { compare, type Difference } from './compare.ts'
import { type Drops, newDrops } from './drop.ts'
import { type Erasures, newErasures } from './erasures.ts'
import { type LedgerEvent, leafOf } from './leaf.ts'
import type { OpenSeal } from './ledger-keys.ts'
import type { KeptSeal } from './read-seals.ts'
import type { LedgerRecord } from './records.ts'
import type { FirstBad, Verdict } from './verdict.ts'

export type Against = {
  readonly openSeal: OpenSeal
  /** Kept outside, in rising order. */
  readonly seals: AsyncIterable<KeptSeal>
  /** The block before the first record; none for the whole ledger. */
  readonly before?: Link
}

export async function verifyLedger(
  records: AsyncIterable<LedgerRecord>,
  against: Against,
): Promise<Verdict> {
  const state = begin(against)
  try {
    for await (const record of records) {
      if (state.bad === null) await take(state, record)
      else follow(state, record)
    }
    if (!state.isWhole) state.bad ??= cutOff(state.last.number + 1, 'it has no end')
    state.bad ??= await findCutTail(state)
    state.bad ??= state.erasures.findUntold()
    state.bad ??= state.drops.findUntold()
    return verdictOf(state)
  } finally {
    await state.seals.return?.()
  }
}

function verdictOf(state: State): Verdict {
  const { events, blocks, unsealed, dropped, bad, last, erasures } = state
  const last_seal = last.number === 0 ? null : last
  const told = { events, blocks, unsealed, dropped, erased: erasures.count(), last_seal }
  return bad === null ? { ok: true, ...told } : { ok: false, ...told, first_bad: bad }
}

type State = {
  readonly openSeal: OpenSeal
  readonly seals: AsyncIterator<KeptSeal>
  readonly erasures: Erasures
  readonly drops: Drops
  /** Of `seals`, the next that no block was held against yet. */
  kept: IteratorResult<KeptSeal> | null
  events: number
  blocks: number
  unsealed: number
  dropped: number
  /** The last block that is good. */
  last: Link
  section: { readonly block: Block; readonly events: LedgerEvent[] } | null
  isWhole: boolean
  bad: FirstBad | null
  /** What is missing or too many may turn up in a later block: then it was moved. */
  suspect: Difference | null
}

function begin({ openSeal, seals, before = noBlock }: Against): State {
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
  if (record.kind === 'told') return hear(state, record.event)
  closeSection(state)
  preferMissingBlock(state, record)
  if (state.bad !== null) return follow(state, record)
  if (record.kind === 'block') await takeBlock(state, record.block)
  if (record.kind === 'end') state.isWhole = true
}

function takeEvent(state: State, event: LedgerEvent): void {
  state.erasures.see(event, state.section !== null)
  if (state.section === null) state.unsealed += 1
  else state.section.events.push(event)
}

function hear({ erasures, drops }: State, event: LedgerEvent): void {
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

/** Where a block's line is gone from an export, its events seem to be too many for the one before. */
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

/** Another chain under the same numbers is as good as a cut-off tail. */
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

function cutOff(block: number, reason: string): FirstBad {
  return { what: 'cut_off', block, detail: `the ledger ends before block ${block}, but ${reason}` }
}

/** After the first fault: only whether what it names turns up elsewhere. */
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
