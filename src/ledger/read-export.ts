/** An exported file as records again. What it says is checked for its shape here and for its truth by nobody. */

import { z } from 'zod'
import { linesOf } from './lines.ts'
import type { LedgerRecord } from './records.ts'

const decimal = z.string().regex(/^-?\d{1,20}$/)
const xid = z.string().regex(/^\d{1,20}$/)
const text = z.string().nullable()
const commitments = z.object({ network: text, personal: text, user_agent: text })

const event = z.strictObject({
  kind: z.literal('event'),
  id: decimal,
  xid,
  occurred_at: z.string(),
  type: z.string(),
  outcome: z.string(),
  actor_kind: z.string(),
  actor_id: text,
  account_id: text,
  session_id: text,
  client_id: text,
  grant_id: text,
  request_id: text,
  details: z.json(),
  network: text,
  user_agent: text,
  personal: z.json(),
  salt: text,
  commitments: commitments.nullable(),
  forgotten_by: text,
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

export async function* exportedRecords(path: string): AsyncGenerator<LedgerRecord> {
  let lines = 0
  for await (const written of linesOf(path)) {
    lines += 1
    yield recordOf(written) ?? { kind: 'unreadable', line: lines }
  }
}

function recordOf(written: string): LedgerRecord | null {
  const { data } = line.safeParse(parse(written))
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

function parse(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    return null
  }
}
