/** The ledger as a file: blocks with their events and the events not sealed yet, or events only. */

import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { randomToken } from '../base/crypto.ts'
import type { Actor } from '../model/event.ts'
import { toEvent } from '../model/event-document.ts'
import { type EventFormat, lineOf } from '../model/event-format.ts'
import type { Db } from '../store/db.ts'
import { linesOf } from './files.ts'
import { recordReading } from './record-reading.ts'
import { databaseRecords, type LedgerRecord } from './records.ts'

export type ExportResult = { readonly events: number; readonly blocks: number }

export type ExportOptions = {
  readonly path: string
  readonly by: Actor
  /** Only JSON lines contain blocks and can be verified. */
  readonly format: EventFormat
}

/**
 * Writes the file under a temporary name and renames it once it is complete. The export is recorded
 * in the ledger before the first event is read.
 */
export async function exportLedger(
  db: Db,
  { path, by, format }: ExportOptions,
): Promise<ExportResult> {
  await recordReading(db, { by, how: 'export', filter: {} })
  const counts = { event: 0, block: 0 }
  const draft = `${path}.${randomToken(64)}`
  try {
    const file = createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true })
    await pipeline(Readable.from(exportLines(databaseRecords(db), { counts, format })), file)
    await rename(draft, path)
  } finally {
    await rm(draft, { force: true })
  }
  return { events: counts.event, blocks: counts.block }
}

type Counts = { event: number; block: number }

type Lines = { readonly counts: Counts; readonly format: EventFormat }

async function* exportLines(records: AsyncIterable<LedgerRecord>, { counts, format }: Lines) {
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
  return lineOf(toEvent({ ...event, forgotten: event.salt === null }), format)
}

function recordLine(record: LedgerRecord): string {
  return JSON.stringify(documentOf(record))
}

/** One line of a JSON Lines file, as `exportedRecords` reads it. */
export function documentOf(record: LedgerRecord): unknown {
  if (record.kind === 'event') return { kind: 'event', ...record.event }
  if (record.kind === 'drop') return { kind: 'drop', ...record.drop }
  if (record.kind !== 'block') return record
  const { header, hash, seal, leaves } = record.block
  const encoded = Buffer.from(leaves).toString('base64url')
  return { kind: 'block', ...header, hash, seal, leaves: encoded }
}

const decimal = z.string().regex(/^-?\d{1,20}$/)
const xid = z.string().regex(/^\d{1,20}$/)
const nullableText = z.string().nullable()
const commitments = z.object({
  network: nullableText,
  personal: nullableText,
  user_agent: nullableText,
})

const event = z.strictObject({
  kind: z.literal('event'),
  id: decimal,
  xid,
  occurred_at: z.string(),
  type: z.string(),
  outcome: z.string(),
  actor_kind: z.string(),
  actor_id: nullableText,
  account_id: nullableText,
  session_id: nullableText,
  client_id: nullableText,
  grant_id: nullableText,
  request_id: nullableText,
  details: z.json(),
  network: nullableText,
  user_agent: nullableText,
  personal: z.json(),
  salt: nullableText,
  commitments: commitments.nullable(),
  forgotten_by: nullableText,
})

const block = z.strictObject({
  kind: z.literal('block'),
  form: z.literal(1),
  number: z.number().int().positive(),
  previous: z.hex(),
  epoch: z.number().int(),
  epoch_first_id: decimal,
  from_xid: xid,
  from_id: decimal,
  to_xid: xid,
  to_id: decimal,
  max_id: decimal,
  count: z.number().int(),
  root: z.hex(),
  leaves_hash: z.hex(),
  sealed_at: z.string(),
  hash: z.hex(),
  seal: z.string(),
  leaves: z.base64url(),
})

const drop = z.strictObject({
  kind: z.literal('drop'),
  form: z.literal(1),
  month: z.string().regex(/^\d{4}-\d{2}$/),
  from: z.number().int(),
  to: z.number().int(),
  events: z.number().int(),
  shared: z.array(z.tuple([z.number().int(), z.base64url()])),
})

const mark = z.strictObject({ kind: z.enum(['tail', 'end']) })

const line = z.discriminatedUnion('kind', [event, block, drop, mark])

/** Reads an export back. It checks the shape of each line, not whether it is true. */
export async function* exportedRecords(path: string): AsyncGenerator<LedgerRecord> {
  let lines = 0
  for await (const text of linesOf(path)) {
    lines += 1
    yield recordOf(text) ?? { kind: 'unreadable', line: lines }
  }
}

function recordOf(text: string): LedgerRecord | null {
  const { data } = line.safeParse(parse(text))
  if (data === undefined) return null
  if (data.kind === 'event') {
    const { kind, ...fields } = data
    return { kind, event: fields }
  }
  if (data.kind === 'drop') {
    const { kind, ...fields } = data
    return { kind, drop: fields }
  }
  if (data.kind !== 'block') return { kind: data.kind }
  const { kind, hash, seal, leaves, ...header } = data
  return { kind, block: { header, hash, seal, leaves: Buffer.from(leaves, 'base64url') } }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
