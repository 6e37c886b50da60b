/** A month of events in a file, with the blocks that prove them, before the month goes. */

import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { randomToken } from '../base/crypto.ts'
import type { Block } from './block.ts'
import { checkArchive } from './check-archive.ts'
import { type Drop, digestOf } from './drop.ts'
import { documentOf } from './export.ts'
import type { LedgerEvent } from './leaf.ts'
import type { OpenSeal } from './ledger-keys.ts'
import type { LedgerRecord } from './records.ts'
import { written } from './written.ts'

const what = 'the archive'

export type Archive = {
  readonly write: (block: Block, events: readonly LedgerEvent[]) => Promise<void>
  /** The file's name, once it was read again and found whole; null where nothing is archived. */
  readonly keep: (drop: Drop, openSeal: OpenSeal) => Promise<string | null>
  /** What was not kept is taken away. */
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
  const file = await written(what, open(draft, 'wx', 0o600))
  return {
    write: async (block, events) => {
      await writeLines(file, [
        { kind: 'block', block },
        ...events.map((event): LedgerRecord => ({ kind: 'event', event })),
      ])
    },
    keep: async (drop, openSeal) => {
      await writeLines(file, [{ kind: 'drop', drop }, { kind: 'end' }])
      await written(what, file.sync())
      const checked = await checkArchive(draft, openSeal)
      if (checked.fault !== null || checked.digest !== digestOf(drop)) {
        throw new Error(`the archive of ${month} is not whole: ${checked.fault}`)
      }
      await written(what, rename(draft, join(directory, name)))
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
  await written(what, file.appendFile(lines.join('')))
}
