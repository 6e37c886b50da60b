/** A block: a stretch of the ledger, its Merkle root, and the hash that chains it. It signs nothing. */

import { sha256 } from '../base/crypto.ts'
import { canonicalJson } from '../model/canonical.ts'
import { type LedgerEvent, leafOf } from './leaf.ts'
import { rootOf } from './merkle.ts'
import { type Position, start } from './read-events.ts'

/** What is signed and chained, byte for byte as RFC 8785 writes it. Hashes are hexadecimal. */
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
  /** The highest id of this block and all before it. */
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

/** Where the last block ended. */
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

export type Content = {
  readonly events: readonly LedgerEvent[]
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

/** What a block knows of one event, so that a change can be named and not only noticed. */
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
