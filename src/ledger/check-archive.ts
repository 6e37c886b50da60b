/** Whether an archived month is whole and as it was sealed. It asks no database. */

import { equalBytes } from '../base/crypto.ts'
import { type Block, decodeLeaves, type Leaf } from './block.ts'
import { isAsSigned } from './check-block.ts'
import { type Drop, digestOf } from './drop.ts'
import { type LedgerEvent, leafOf } from './leaf.ts'
import type { OpenSeal } from './ledger-keys.ts'
import { exportedRecords } from './read-export.ts'
import type { LedgerRecord } from './records.ts'

export type ArchiveCheck = {
  readonly month: string | null
  readonly events: number
  readonly blocks: number
  /** As the event `ledger.dropped` of the ledger has it. */
  readonly digest: string | null
  /** What is wrong, in words; null when nothing is. */
  readonly fault: string | null
}

type State = {
  readonly openSeal: OpenSeal
  events: number
  blocks: number
  /** The leaves of the block at hand that no event was held against yet. */
  rest: Leaf[]
  last: number
  drop: Drop | null
  isWhole: boolean
}

export async function checkArchive(path: string, openSeal: OpenSeal): Promise<ArchiveCheck> {
  const state: State = {
    openSeal,
    events: 0,
    blocks: 0,
    rest: [],
    last: 0,
    drop: null,
    isWhole: false,
  }
  let fault: string | null = null
  for await (const record of exportedRecords(path)) {
    fault = await faultOf(state, record)
    if (fault !== null) break
  }
  const { events, blocks, drop, isWhole } = state
  if (!isWhole) fault ??= 'it has no end'
  if (drop?.events !== events) fault ??= 'it has not as many events as it says'
  const digest = drop === null ? null : digestOf(drop)
  return { month: drop?.month ?? null, events, blocks, digest, fault }
}

async function faultOf(state: State, record: LedgerRecord): Promise<string | null> {
  switch (record.kind) {
    case 'block':
      return takeBlock(state, record.block)
    case 'event':
      return takeEvent(state, record.event)
    case 'drop':
      state.drop = record.drop
      return null
    case 'end':
      state.isWhole = true
      return null
    case 'unreadable':
      return `line ${record.line} cannot be read`
    case 'tail':
    case 'told':
      return 'it holds what was not sealed'
  }
}

async function takeBlock(state: State, block: Block): Promise<string | null> {
  const { header, leaves } = block
  const { number } = header
  if (!(await isAsSigned(block, state.openSeal))) return `block ${number} is not what was sealed`
  if (number <= state.last) return `block ${number} stands twice or out of order`
  state.last = number
  state.blocks += 1
  state.rest = decodeLeaves(leaves)
  return null
}

/** In the order of the block, so that none counts twice. */
function takeEvent(state: State, event: LedgerEvent): string | null {
  const hash = leafOf(event)
  const at = state.rest.findIndex((leaf) => leaf.id === event.id && equalBytes(leaf.hash, hash))
  if (at === -1) return `event ${event.id} is not as it was sealed`
  state.rest.splice(0, at + 1)
  state.events += 1
  return null
}
