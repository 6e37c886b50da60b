/** The archive of a month: a file of its events with the blocks that prove them, and its check. */

import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { equalBytes, randomToken } from '../base/crypto.ts'
import { type Block, decodeLeaves, isAsSigned, type Leaf, type OpenSeal } from './block.ts'
import { type Drop, digestOf } from './drop.ts'
import { documentOf, exportedRecords } from './export.ts'
import { explainWriteError } from './files.ts'
import { leafOf, type StoredEvent } from './leaf.ts'
import type { LedgerRecord } from './records.ts'

const subject = 'the archive'

export type Archive = {
  readonly write: (block: Block, events: readonly StoredEvent[]) => Promise<void>
  /** Reads the file back, checks it and returns its name; null if nothing is archived. */
  readonly keep: (drop: Drop, openSeal: OpenSeal) => Promise<string | null>
  /** Removes a file that was not kept. */
  readonly close: () => Promise<void>
}

const none: Archive = {
  write: async () => undefined,
  keep: async () => null,
  close: async () => undefined,
}

export async function openArchive(directory: string | null, month: string): Promise<Archive> {
  if (directory === null) return none
  const name = `ledger-${month}.jsonl`
  const draft = join(directory, `${name}.${randomToken(64)}`)
  const file = await explainWriteError(subject, open(draft, 'wx', 0o600))
  return {
    write: async (block, events) => {
      const records = events.map((event): LedgerRecord => ({ kind: 'event', event }))
      await writeLines(file, [{ kind: 'block', block }, ...records])
    },
    keep: async (drop, openSeal) => {
      await writeLines(file, [{ kind: 'drop', drop }, { kind: 'end' }])
      await explainWriteError(subject, file.sync())
      const checked = await checkArchive(draft, openSeal)
      if (checked.fault !== null || checked.digest !== digestOf(drop)) {
        throw new Error(`the archive of ${month} is not whole: ${checked.fault}`)
      }
      await explainWriteError(subject, rename(draft, join(directory, name)))
      return name
    },
    close: async () => {
      await file.close()
      await rm(draft, { force: true })
    },
  }
}

async function writeLines(file: FileHandle, records: readonly LedgerRecord[]): Promise<void> {
  const lines = records.map((record) => `${JSON.stringify(documentOf(record))}\n`)
  await explainWriteError(subject, file.appendFile(lines.join('')))
}

export type ArchiveCheck = {
  readonly month: string | null
  readonly events: number
  readonly blocks: number
  /** The digest that the event `ledger.dropped` records. */
  readonly digest: string | null
  /** The first fault as a phrase; null if there is none. */
  readonly fault: string | null
}

type State = {
  readonly openSeal: OpenSeal
  events: number
  blocks: number
  /** The leaves of the current block that no event has matched yet. */
  rest: Leaf[]
  last: number
  drop: Drop | null
  isWhole: boolean
}

/** Whether an archived month is complete and as it was sealed. It needs no database. */
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
    case 'announcement':
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

/** Events come in the block's order, so that none counts twice. */
function takeEvent(state: State, event: StoredEvent): string | null {
  const hash = leafOf(event)
  const at = state.rest.findIndex((leaf) => leaf.id === event.id && equalBytes(leaf.hash, hash))
  if (at === -1) return `event ${event.id} is not as it was sealed`
  state.rest.splice(0, at + 1)
  state.events += 1
  return null
}
