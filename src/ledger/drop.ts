/**
 * A drop: the month of events that retention removed from the ledger. Their leaves stay in their
 * blocks, so that the chain still verifies and nothing else can be missing without a trace.
 */

import { sha256 } from '../base/crypto.ts'
import { canonicalJson } from '../model/canonical.ts'
import { column } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'
import { type Block, decodeLeaves, type Leaf } from './block.ts'
import type { Position } from './events.ts'
import type { StoredEvent } from './leaf.ts'

export type Drop = {
  readonly form: 1
  /** Such as `2026-01`. */
  readonly month: string
  /** The first and last block that hold events of the month. */
  readonly from: number
  readonly to: number
  /** The number of dropped events. */
  readonly events: number
  /** Blocks that also hold events of other months: one bit per dropped leaf, as base64url. */
  readonly shared: readonly (readonly [block: number, leaves: string])[]
}

/** The event `ledger.dropped` records this digest, so the chain covers the drop. */
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
  /** The leaves of a block without those whose events were dropped. */
  readonly leavesLeft: (block: Block, events: readonly StoredEvent[]) => readonly Leaf[]
  /** Takes an intact event, which may announce a drop. */
  readonly see: (event: StoredEvent) => void
  /** A drop that no event announced. */
  readonly findUnannounced: () => Drop | null
}

/** For a verification, which reads a drop before the blocks and its announcement after them. */
export function newDrops(): Drops {
  const drops: Drop[] = []
  const used = new Set<Drop>()
  const announced = new Set<unknown>()
  return {
    add: (drop) => {
      drops.push(drop)
    },
    leavesLeft: ({ header: { number }, leaves }, events) => {
      const covering = drops.filter(({ from, to }) => from <= number && number <= to)
      const all = decodeLeaves(leaves)
      if (covering.length === 0) return all
      const present = new Set(events.map(({ id }) => id))
      return all.filter((leaf, i) => {
        const drop = present.has(leaf.id)
          ? undefined
          : covering.find((one) => isDropped(one, number, i))
        if (drop !== undefined) used.add(drop)
        return drop === undefined
      })
    },
    see: ({ type, details }) => {
      if (type !== 'ledger.dropped' || typeof details !== 'object' || details === null) return
      announced.add(Reflect.get(details, 'digest'))
    },
    findUnannounced: () => [...used].find((drop) => !announced.has(digestOf(drop))) ?? null,
  }
}

function isDropped({ shared }: Drop, block: number, i: number): boolean {
  const [, bits] = shared.find(([number]) => number === block) ?? []
  if (bits === undefined) return true
  return (((Buffer.from(bits, 'base64url')[i >> 3] ?? 0) >> (i & 7)) & 1) === 1
}

const allDrops = read('ledger_drops', 'SELECT document FROM audit_drops ORDER BY month', {
  document: column.json<Drop>(),
})

export async function readDrops(db: Db): Promise<readonly Drop[]> {
  const rows = await db.rows(allDrops)
  return rows.map(({ document }) => document)
}

const insertDrop = write('add_drop', 'INSERT INTO audit_drops (month, document) VALUES ($1, $2)')

export async function addDrop(tx: Db, drop: Drop): Promise<void> {
  await tx.rows(insertDrop, [drop.month, JSON.stringify(drop)])
}

const announcement = read(
  'drop_announced',
  `SELECT a.xid::text AS xid, a.id::text AS id FROM audit_events a
   WHERE a.type = 'ledger.dropped' AND a.details ->> 'digest' = $1
   ORDER BY a.occurred_at DESC, a.id DESC LIMIT 1`,
  { xid: column.text, id: column.text },
)

/** The event that announced a drop; null if there is none. */
export async function findAnnouncement(db: Db, digest: string): Promise<Position | null> {
  const [row] = await db.rows<Position>(announcement, [digest])
  return row ?? null
}
