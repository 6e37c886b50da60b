/** Which block holds an event, and whether the event still is as it was sealed there. */

import { equalBytes } from '../base/crypto.ts'
import type { Db } from '../store/db.ts'
import { type Block, decodeLeaves } from './block.ts'
import { findBlockHolding } from './blocks.ts'
import { isAsSigned } from './check-block.ts'
import { type LedgerEvent, leafOf } from './leaf.ts'
import type { OpenSeal } from './ledger-keys.ts'
import { findEvent } from './read-events.ts'

export type EventSeal = {
  readonly block: number
  readonly sealed_at: string
  /** False: somebody changed it, or its block, behind the ledger's back. */
  readonly intact: boolean
}

/** Null while it is not sealed. */
export async function findSealOf(
  db: Db,
  { id, openSeal }: { id: string; openSeal: OpenSeal },
): Promise<EventSeal | null> {
  const event = await findEvent(db, id)
  const block = event && (await findBlockHolding(db, event))
  if (event === null || block === null) return null
  const intact = holds(block, event) && (await isAsSigned(block, openSeal))
  const { number, sealed_at } = block.header
  return { block: number, sealed_at, intact }
}

function holds({ leaves }: Block, event: LedgerEvent): boolean {
  const hash = leafOf(event)
  return decodeLeaves(leaves).some((leaf) => leaf.id === event.id && equalBytes(leaf.hash, hash))
}
