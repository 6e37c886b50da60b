/** The documents of the ledger's seals: a block in a list, a block with its seal, a verification. */

import { type BlockSummary, keyOfSeal } from '../ledger/blocks.ts'
import type { StretchVerdict } from '../ledger/verify-stretch.ts'
import type { Built } from './built.ts'
import type { BlockDocument, SealedBlock, Verification } from './documents.ts'

export function toBlock(block: BlockSummary): Built<BlockDocument> {
  const { root: _root, leaves_hash: _leaves, seal, ...summary } = block
  return { ...summary, key: keyOfSeal(seal) }
}

export function toSealedBlock(block: BlockSummary): Built<SealedBlock> {
  const { root, leaves_hash, seal } = block
  return { ...toBlock(block), root, leaves_hash, seal }
}

export function toVerification({ firstBad, ...verdict }: StretchVerdict): Built<Verification> {
  if (firstBad === null) return { ...verdict, first_bad: null }
  const { what, event = null, block = null, detail } = firstBad
  return { ...verdict, first_bad: { what, event, block, detail } }
}
