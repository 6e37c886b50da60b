/** Compares a block's events with its leaves: the first that is not as it was sealed, and how. */

import { equalBytes } from '../base/crypto.ts'
import type { Leaf } from './block.ts'
import { leafOf, type StoredEvent } from './leaf.ts'

export type Change = 'changed' | 'removed' | 'inserted' | 'reordered'

export type Difference = {
  readonly what: Change
  readonly event: string
  /** The hash of the sealed or inserted event, which may turn up in another block. */
  readonly hash: Uint8Array
}

type HashedEvent = { readonly event: StoredEvent; readonly hash: Uint8Array }

/** Null if every event is as it was sealed and in its place. */
export function compare(
  leaves: readonly Leaf[],
  events: readonly StoredEvent[],
): Difference | null {
  const found = events.map((event) => ({ event, hash: leafOf(event) }))
  const length = Math.max(leaves.length, found.length)
  for (let i = 0; i < length; i += 1) {
    const [leaf, at] = [leaves[i], found[i]]
    if (leaf === undefined || at === undefined || !isSame(leaf, at)) {
      return judge({ leaves, found }, leaf, at)
    }
  }
  return null
}

function isSame(leaf: Leaf, { event, hash }: HashedEvent): boolean {
  return leaf.id === event.id && leaf.xid === event.xid && equalBytes(leaf.hash, hash)
}

type Sides = { readonly leaves: readonly Leaf[]; readonly found: readonly HashedEvent[] }

/** `leaf` was sealed in the place where `at` is now; either may be past the end. */
function judge(
  { leaves, found }: Sides,
  leaf: Leaf | undefined,
  at: HashedEvent | undefined,
): Difference | null {
  if (leaf && !found.some(({ event }) => event.id === leaf.id)) return missing(leaf, found)
  if (at && isExtra({ leaves, found }, at)) return difference('inserted', at.event.id, at.hash)
  if (leaf === undefined) return null
  if (leaf.id !== at?.event.id) return difference('reordered', leaf.id, leaf.hash)
  // Two swapped events have each other's content under their own ids.
  const other = contentOf(leaf, found)
  const isSwapped = other !== undefined && other.event.id !== leaf.id
  return difference(isSwapped ? 'reordered' : 'changed', leaf.id, leaf.hash)
}

function missing(leaf: Leaf, found: readonly HashedEvent[]): Difference {
  const isRenumbered = contentOf(leaf, found) !== undefined
  return difference(isRenumbered ? 'changed' : 'removed', leaf.id, leaf.hash)
}

/** The event has no leaf, or is there twice. */
function isExtra({ leaves, found }: Sides, { event }: HashedEvent): boolean {
  if (!leaves.some(({ id }) => id === event.id)) return true
  return found.filter((one) => one.event.id === event.id).length > 1
}

/** The event with this leaf's content, under any id. */
function contentOf(leaf: Leaf, found: readonly HashedEvent[]): HashedEvent | undefined {
  return found.find(({ event }) => equalBytes(leafOf({ ...event, id: leaf.id }), leaf.hash))
}

function difference(what: Change, event: string, hash: Uint8Array): Difference {
  return { what, event, hash }
}
