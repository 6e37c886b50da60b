/** The ledger as a file of JSON lines, and back: blocks, their events, and what is not sealed yet. */

import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { randomToken } from '../base/crypto.ts'
import type { Actor } from '../model/event.ts'
import type { Db } from '../store/db.ts'
import { appendEvent } from './append.ts'
import { databaseRecords, type LedgerRecord } from './records.ts'

export type Exported = { readonly events: number; readonly blocks: number }

/** The file appears when it is whole. Who took it stands in the ledger before the first line is read. */
export async function exportLedger(
  db: Db,
  { path, by }: { path: string; by: Actor },
): Promise<Exported> {
  const details = { how: 'export' }
  await appendEvent(db, { type: 'ledger.read', outcome: 'success', actor: by, details })
  const counts = { event: 0, block: 0 }
  const draft = `${path}.${randomToken(64)}`
  try {
    const file = createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true })
    await pipeline(Readable.from(linesOf(databaseRecords(db), counts)), file)
    await rename(draft, path)
  } finally {
    await rm(draft, { force: true })
  }
  return { events: counts.event, blocks: counts.block }
}

type Counts = { event: number; block: number }

async function* linesOf(records: AsyncIterable<LedgerRecord>, counts: Counts) {
  for await (const record of records) {
    if (record.kind === 'event' || record.kind === 'block') counts[record.kind] += 1
    yield `${JSON.stringify(lineOf(record))}\n`
  }
}

function lineOf(record: LedgerRecord): unknown {
  if (record.kind === 'event') return { kind: 'event', ...record.event }
  if (record.kind !== 'block') return record
  const { header, hash, seal, leaves } = record.block
  const encoded = Buffer.from(leaves).toString('base64url')
  return { kind: 'block', ...header, hash, seal, leaves: encoded }
}
