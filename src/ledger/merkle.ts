/** The Merkle tree of RFC 6962, section 2.1: roots, and paths that prove one leaf. Pure. */

import { equalBytes, sha256 } from '../base/crypto.ts'

const leafPrefix = Buffer.from([0])
const nodePrefix = Buffer.from([1])

export function hashLeaf(data: string | Uint8Array): Buffer {
  return sha256(Buffer.concat([leafPrefix, Buffer.from(data)]))
}

function hashNode(left: Uint8Array, right: Uint8Array): Buffer {
  return sha256(Buffer.concat([nodePrefix, left, right]))
}

/** Takes the hashes of the leaves. The root of no leaves is the hash of an empty string. */
export function rootOf(leaves: readonly Uint8Array[]): Buffer {
  const [first] = leaves
  if (first === undefined) return sha256('')
  if (leaves.length === 1) return Buffer.from(first)
  const middle = splitOf(leaves.length)
  return hashNode(rootOf(leaves.slice(0, middle)), rootOf(leaves.slice(middle)))
}

/** The sibling nodes on the way from a leaf up to the root, lowest first. */
export function pathOf(leaves: readonly Uint8Array[], index: number): Buffer[] {
  if (leaves.length < 2) return []
  const middle = splitOf(leaves.length)
  const [left, right] = [leaves.slice(0, middle), leaves.slice(middle)]
  return index < middle
    ? [...pathOf(left, index), rootOf(right)]
    : [...pathOf(right, index - middle), rootOf(left)]
}

/** The largest power of two below `size`. */
function splitOf(size: number): number {
  return 2 ** (31 - Math.clz32(size - 1))
}

export type Inclusion = {
  readonly leaf: Uint8Array
  readonly index: number
  readonly size: number
  readonly path: readonly Uint8Array[]
}

/** RFC 9162, section 2.1.3.2: whether the path leads from the leaf at `index` to this root. */
export function isIncluded({ leaf, index, size, path }: Inclusion, root: Uint8Array): boolean {
  if (!isPlace(index, size)) return false
  let hash = leaf
  let at: Place = { index, last: size - 1 }
  for (const sibling of path) {
    if (at.last === 0) return false
    const [left, right] = isRight(at) ? [sibling, hash] : [hash, sibling]
    hash = hashNode(left, right)
    at = parentOf(at)
  }
  return at.last === 0 && equalBytes(hash, root)
}

function isPlace(index: number, size: number): boolean {
  return Number.isSafeInteger(index) && index >= 0 && index < size && size <= 2 ** 31
}

/** A node of one level of the tree, and the last node of that level. */
type Place = { readonly index: number; readonly last: number }

function isRight({ index, last }: Place): boolean {
  return index % 2 === 1 || index === last
}

function parentOf(place: Place): Place {
  return above(isRight(place) ? lifted(place) : place)
}

function above({ index, last }: Place): Place {
  return { index: index >> 1, last: last >> 1 }
}

/** A last node without a sibling moves up unchanged. */
function lifted(place: Place): Place {
  const isAlone = place.index % 2 === 0 && place.index !== 0
  return isAlone ? lifted(above(place)) : place
}
