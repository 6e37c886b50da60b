/**
 * What retention took from the ledger: a month of events. Their leaves stay in their blocks, so that
 * the chain still verifies and nothing else can be missing without a trace.
 */

import { sha256 } from '../base/crypto.ts'
import { canonicalJson } from '../model/canonical.ts'
import { type Block, decodeLeaves, type Leaf } from './block.ts'
import type { LedgerEvent } from './leaf.ts'
import type { FirstBad } from './verdict.ts'

export type Drop = {
  readonly form: 1
  /** Such as `2026-01`. */
  readonly month: string
  /** The first and last block that hold events of the month. */
  readonly from: number
  readonly to: number
  /** How many events went. */
  readonly events: number
  /** Blocks of these that hold other events, too: which leaves went, a bit each, as base64url. */
  readonly shared: readonly (readonly [block: number, leaves: string])[]
}

/** What the event `ledger.dropped` names, and so what the chain covers. */
export function digestOf(drop: Drop): string {
  return sha256(canonicalJson(drop)).toString('hex')
}

export function encodeBits(bits: readonly boolean[]): string {
  const bytes = Buffer.alloc(Math.ceil(bits.length / 8))
  for (const [i, bit] of bits.entries()) {
    if (bit) bytes[i >> 3] = (bytes[i >> 3] ?? 0) | (1 << (i & 7))
  }
  return bytes.toString('base64url')
}

export type Drops = {
  readonly add: (drop: Drop) => void
  /** The leaves of a block that its events are held against: those whose events went are not. */
  readonly leavesLeft: (block: Block, events: readonly LedgerEvent[]) => readonly Leaf[]
  /** An event that is as it was sealed: it may announce a drop. */
  readonly see: (event: LedgerEvent) => void
  /** Something went, and no such event tells of it. */
  readonly findUntold: () => FirstBad | null
}

/** In a verification, which meets a drop before the blocks and its announcement after them. */
export function newDrops(): Drops {
  const drops: Drop[] = []
  const used = new Set<Drop>()
  const told = new Set<unknown>()
  return {
    add: (drop) => {
      drops.push(drop)
    },
    leavesLeft: ({ header: { number }, leaves }, events) => {
      const over = drops.filter(({ from, to }) => from <= number && number <= to)
      const all = decodeLeaves(leaves)
      if (over.length === 0) return all
      const present = new Set(events.map(({ id }) => id))
      return all.filter((leaf, i) => {
        const drop = present.has(leaf.id) ? undefined : over.find((one) => isGone(one, number, i))
        if (drop !== undefined) used.add(drop)
        return drop === undefined
      })
    },
    see: ({ type, details }) => {
      if (type !== 'ledger.dropped' || typeof details !== 'object' || details === null) return
      told.add(Reflect.get(details, 'digest'))
    },
    findUntold: () => {
      const untold = [...used].find((drop) => !told.has(digestOf(drop)))
      if (untold === undefined) return null
      const detail = `events of ${untold.month} went without an event that tells of it`
      return { what: 'removed', detail }
    },
  }
}

function isGone({ shared }: Drop, block: number, i: number): boolean {
  const [, bits] = shared.find(([number]) => number === block) ?? []
  if (bits === undefined) return true
  return (((Buffer.from(bits, 'base64url')[i >> 3] ?? 0) >> (i & 7)) & 1) === 1
}
