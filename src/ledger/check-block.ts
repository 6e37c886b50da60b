/** Whether a block is what was sealed and follows the block before it. It looks at no event. */

import { sha256 } from '../base/crypto.ts'
import { canonicalJson } from '../model/canonical.ts'
import { type Block, decodeLeaves, hashOf } from './block.ts'
import type { OpenSeal } from './ledger-keys.ts'
import { rootOf } from './merkle.ts'

export type Link = { readonly number: number; readonly hash: string }

export type BlockFault = {
  readonly what: 'changed' | 'removed' | 'inserted'
  readonly block: number
  readonly detail: string
}

export async function checkBlock(
  block: Block,
  { before, openSeal }: { before: Link; openSeal: OpenSeal },
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

/** Whatever block it follows: signed by one of these keys, with the leaves that were signed. */
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
