/** A node whose controls fail goes on, says so in the ledger, and says when they work again. */

import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mailTask } from '../../src/jobs/mail.ts'
import { lettersOf } from '../../src/mail/letters.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { openReceiver, type Receiver } from '../support/receiver.ts'
import { sql } from '../support/sql.ts'

let cluster: Cluster
let receiver: Receiver
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-controls-'))
  receiver = await openReceiver()
  receiver.mood = 503
  const settings = {
    PARLEY_SEAL_FILE: join(folder, 'not yet', 'seals.jsonl'),
    PARLEY_SEAL_URL: receiver.uri,
  }
  cluster = await startCluster({ settings })
})
afterAll(async () => {
  await cluster?.close()
  await receiver?.close()
  await rm(folder, { recursive: true })
})

async function told(type: string): Promise<Record<string, string>> {
  const rows = await sql<{ control: string; reason: string | null }>(
    cluster,
    `SELECT details ->> 'control' AS control, details ->> 'reason' AS reason FROM audit_events
     WHERE type = $1 AND actor_kind = 'system'`,
    [type],
  )
  return Object.fromEntries(rows.map(({ control, reason }) => [control, reason ?? '']))
}

test('failures of the seal file and the receiver are recorded, and events are still sealed', async () => {
  await eventually(async () => Object.keys(await told('control.failed')).length === 2)
  expect(await told('control.failed')).toEqual({
    seal_file: expect.stringMatching(/^the file cannot be written: ENOENT/),
    seal_url: 'the receiver answered 503',
  })
  await cluster.account()
  await eventually(async () => {
    const [row] = await sql<{ open: number }>(
      cluster,
      `SELECT count(*)::int AS open FROM audit_events WHERE NOT EXISTS (
         SELECT FROM audit_blocks b WHERE (b.to_xid, b.to_id) > (xid, id))`,
    )
    return row?.open === 0
  })
  receiver.mood = 200
  await mkdir(join(folder, 'not yet'))
  await eventually(async () => Object.keys(await told('control.recovered')).length === 2)
})

test('a mail that cannot be sent is recorded, and the mail server’s words are a personal field', async () => {
  const { id: accountId, email } = await cluster.account()
  const letters = lettersOf({
    issuer: cluster.issuer,
    brand: { name: 'Parley', colour: null },
  })
  const task = mailTask({ db: cluster.store, letters, mailer: null })
  const order = { kind: 'password_changed', accountId, language: 'en' }
  await task.gaveUp?.(order, new Error(`550 no such user: ${email}`))
  const [row] = await sql<{ outcome: string; open: object; personal: object }>(
    cluster,
    `SELECT outcome, details - 'personal' AS open, details -> 'personal' AS personal
     FROM audit_events WHERE type = 'mail.given_up' AND account_id = $1`,
    [accountId],
  )
  expect(row).toEqual({
    outcome: 'failure',
    open: { message: 'password_changed', tries: 10 },
    personal: { note: `550 no such user: ${email}` },
  })
})
