/**
 * A block: a stretch of the ledger, its Merkle root, and the hash that chains it to the block before.
 * Builds and checks blocks; it reads no database and holds no key.
 */

import { sha256 } from '../base/crypto.ts'
import { canonicalJson } from '../model/canonical.ts'
import { type Position, start } from './events.ts'
import { leafOf, type StoredEvent } from './leaf.ts'
import { rootOf } from './merkle.ts'

/** The signed and chained part, in the canonical JSON of RFC 8785. Hashes are hexadecimal. */
export type Header = {
  readonly form: 1
  readonly number: number
  /** The hash of the block before; zeros for the first. */
  readonly previous: string
  readonly epoch: number
  readonly epoch_first_id: string
  readonly from_xid: string
  readonly from_id: string
  readonly to_xid: string
  readonly to_id: string
  /** The highest event id in this block and all blocks before it. */
  readonly max_id: string
  readonly count: number
  readonly root: string
  readonly leaves_hash: string
  readonly sealed_at: string
}

export type Block = {
  readonly header: Header
  /** SHA-256 of the header. */
  readonly hash: string
  /** The header as a signed JWS. */
  readonly seal: string
  readonly leaves: Uint8Array
}

/** The end of the last block. */
export type Tip = Pick<Header, 'number' | 'epoch' | 'max_id' | 'to_xid' | 'to_id'> & {
  readonly hash: string
}

export const noBlock: Tip = {
  number: 0,
  hash: '0'.repeat(64),
  epoch: 0,
  max_id: '0',
  to_xid: start.xid,
  to_id: start.id,
}

/** A block as others refer to it. */
export type BlockRef = { readonly number: number; readonly hash: string }

/** Signs a header; answers a compact JWS. */
export type Sign = (header: Header) => Promise<string>

/** The signed header's exact text, or null if none of the ledger's keys made this seal. */
export type OpenSeal = (seal: string) => Promise<string | null>

export type Content = {
  readonly events: readonly StoredEvent[]
  readonly epoch: number
  readonly epochFirstId: string
  readonly from: Position
  readonly to: Position
  readonly sealedAt: string
}

export function buildBlock(tip: Tip, content: Content): Omit<Block, 'seal'> {
  const { events, from, to } = content
  const leaves = events.map((event) => ({ id: event.id, xid: event.xid, hash: leafOf(event) }))
  const bytes = encodeLeaves(leaves)
  const header: Header = {
    form: 1,
    number: tip.number + 1,
    previous: tip.hash,
    epoch: content.epoch,
    epoch_first_id: content.epochFirstId,
    from_xid: from.xid,
    from_id: from.id,
    to_xid: to.xid,
    to_id: to.id,
    max_id: highest([tip.max_id, ...events.map(({ id }) => id)]),
    count: events.length,
    root: rootOf(leaves.map(({ hash }) => hash)).toString('hex'),
    leaves_hash: sha256(bytes).toString('hex'),
    sealed_at: content.sealedAt,
  }
  return { header, hash: hashOf(header), leaves: bytes }
}

export function hashOf(header: Header): string {
  return sha256(canonicalJson(header)).toString('hex')
}

function highest(ids: readonly string[]): string {
  return ids.reduce((a, b) => (BigInt(b) > BigInt(a) ? b : a))
}

/** A block keeps one leaf per event, so that verification can name the event that changed. */
export type Leaf = Position & { readonly hash: Uint8Array }

const leafBytes = 48

function encodeLeaves(leaves: readonly Leaf[]): Buffer {
  const bytes = Buffer.alloc(leaves.length * leafBytes)
  for (const [i, { id, xid, hash }] of leaves.entries()) {
    bytes.writeBigInt64BE(BigInt(id), i * leafBytes)
    bytes.writeBigUInt64BE(BigInt(xid), i * leafBytes + 8)
    bytes.set(hash, i * leafBytes + 16)
  }
  return bytes
}

export function decodeLeaves(leaves: Uint8Array): Leaf[] {
  const bytes = Buffer.from(leaves.buffer, leaves.byteOffset, leaves.length)
  return Array.from({ length: Math.floor(bytes.length / leafBytes) }, (_, i) => ({
    id: String(bytes.readBigInt64BE(i * leafBytes)),
    xid: String(bytes.readBigUInt64BE(i * leafBytes + 8)),
    hash: bytes.subarray(i * leafBytes + 16, (i + 1) * leafBytes),
  }))
}

export type BlockFault = {
  readonly what: 'changed' | 'removed' | 'inserted'
  readonly block: number
  readonly detail: string
}

/** Checks that a block is what was sealed and follows the block before it. Looks at no event. */
export async function checkBlock(
  block: Block,
  { before, openSeal }: { before: BlockRef; openSeal: OpenSeal },
): Promise<BlockFault | null> {
  const { header, hash, seal } = block
  const { number } = header
  const expected = before.number + 1
  if (number > expected) return fault('removed', expected, 'is missing from the chain')
  if (number < expected) return fault('inserted', number, 'stands twice or out of order')
  const signed = await openSeal(seal)
  if (signed === null) return fault('changed', number, 'has a signature of no known key')
  if (signed !== canonicalJson(header)) return fault('changed', number, 'is not what was signed')
  if (hash !== hashOf(header)) return fault('changed', number, 'does not have its own hash')
  if (header.previous !== before.hash) return fault('changed', number, 'follows another block')
  return holdsItsLeaves(block) ? null : fault('changed', number, 'has another list of leaves')
}

/** Whether one of the ledger's keys signed the block and its leaves are the signed ones. */
export async function isAsSigned(block: Block, openSeal: OpenSeal): Promise<boolean> {
  const { header, hash, seal } = block
  const isSigned = (await openSeal(seal)) === canonicalJson(header)
  return isSigned && hash === hashOf(header) && holdsItsLeaves(block)
}

function holdsItsLeaves({ header, leaves }: Block): boolean {
  if (sha256(leaves).toString('hex') !== header.leaves_hash) return false
  const hashes = decodeLeaves(leaves).map((leaf) => leaf.hash)
  return hashes.length === header.count && rootOf(hashes).toString('hex') === header.root
}

function fault(what: BlockFault['what'], block: number, words: string): BlockFault {
  return { what, block, detail: `block ${block} ${words}` }
}
