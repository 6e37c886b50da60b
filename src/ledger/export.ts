/** The ledger as a file: blocks, their events and what is not sealed yet, or the events alone. */

import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { randomToken } from '../base/crypto.ts'
import type { Actor } from '../model/event.ts'
import { toEventDocument } from '../model/event-document.ts'
import { type EventFormat, lineOf } from '../model/event-format.ts'
import type { Db } from '../store/db.ts'
import { databaseRecords, type LedgerRecord } from './records.ts'
import { tellReading } from './tell-reading.ts'

export type Exported = { readonly events: number; readonly blocks: number }

export type ExportAsked = {
  readonly path: string
  readonly by: Actor
  /** Only JSON lines hold blocks, and can be verified. */
  readonly format: EventFormat
}

/** The file appears when it is whole. Who took it stands in the ledger before the first line is read. */
export async function exportLedger(db: Db, { path, by, format }: ExportAsked): Promise<Exported> {
  await tellReading(db, { by, how: 'export', filter: {} })
  const counts = { event: 0, block: 0 }
  const draft = `${path}.${randomToken(64)}`
  try {
    const file = createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true })
    await pipeline(Readable.from(linesOf(databaseRecords(db), { counts, format })), file)
    await rename(draft, path)
  } finally {
    await rm(draft, { force: true })
  }
  return { events: counts.event, blocks: counts.block }
}

type Counts = { event: number; block: number }

type Lines = { readonly counts: Counts; readonly format: EventFormat }

async function* linesOf(records: AsyncIterable<LedgerRecord>, { counts, format }: Lines) {
  for await (const record of records) {
    const line = format === 'jsonl' ? recordLine(record) : eventLine(record, format)
    if (line === null) continue
    if (record.kind === 'event' || record.kind === 'block') counts[record.kind] += 1
    yield `${line}\n`
  }
}

function eventLine(record: LedgerRecord, format: EventFormat): string | null {
  if (record.kind !== 'event') return null
  const { event } = record
  return lineOf(toEventDocument({ ...event, forgotten: event.salt === null }), format)
}

function recordLine(record: LedgerRecord): string {
  return JSON.stringify(documentOf(record))
}

/** One line of a file, as `read-export.ts` reads it. */
export function documentOf(record: LedgerRecord): unknown {
  if (record.kind === 'event') return { kind: 'event', ...record.event }
  if (record.kind === 'drop') return { kind: 'drop', ...record.drop }
  if (record.kind !== 'block') return record
  const { header, hash, seal, leaves } = record.block
  const encoded = Buffer.from(leaves).toString('base64url')
  return { kind: 'block', ...header, hash, seal, leaves: encoded }
}
