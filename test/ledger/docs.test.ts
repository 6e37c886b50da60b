/** docs/audit.md describes what the code does. */

import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { uuidv7 } from '../../src/base/crypto.ts'
import { appendEvent } from '../../src/ledger/append.ts'
import { forgetAccount } from '../../src/ledger/forget.ts'
import { ledgerSigner } from '../../src/ledger/keys.ts'
import { sealNext } from '../../src/ledger/seal.ts'
import { type EventType, eventTypes } from '../../src/model/event.ts'
import { requiredFieldsOf, severityOf } from '../../src/model/event-catalogue.ts'
import { turnPartitions } from '../../src/sessions/sweep.ts'
import type { Db } from '../../src/store/db.ts'
import { testSecret } from '../support/cluster.ts'
import { type Ledger, openLedger } from './ledger.ts'

let page: string
let ledger: Ledger

beforeAll(async () => {
  page = await readFile(new URL('../../docs/audit.md', import.meta.url), 'utf8')
  ledger = await openLedger()
})
afterAll(() => ledger.close())

const columnNames = {
  accountId: 'account_id',
  sessionId: 'session_id',
  clientId: 'client_id',
  grantId: 'grant_id',
} as const

function rowOf(type: string, meaning: string): string {
  const name = type as EventType
  const fields = requiredFieldsOf(name).map((field) => columnNames[field])
  return `| \`${type}\` | ${severityOf(name)} | ${fields.join(', ') || '–'} | ${meaning} |`
}

test('the page lists every type of event with severity, fields and meaning, and no other type', () => {
  const [, table = ''] = page.split(
    '| type | severity | always has | meaning |\n|---|---|---|---|\n',
  )
  const written = table.split('\n\n')[0]?.trim().split('\n')
  expect(written).toEqual(Object.entries(eventTypes).map(([type, meaning]) => rowOf(type, meaning)))
})

/** As the documented role, in a transaction that is undone with the role. */
async function asServer(work: (tx: Db) => Promise<void>): Promise<void> {
  const [, sql = ''] = /```sql\n([\s\S]*?)```/.exec(page) ?? []
  const role = `parley_server_${uuidv7().replaceAll('-', '_')}`
  const text = sql.replaceAll('parley_server', role)
  const undone = ledger.store.transaction(async (tx) => {
    // A statement without parameters could be several, but a named one cannot.
    for (const [i, part] of partsOf(text).entries()) {
      await tx.rows({ name: `${role}_${i}`, kind: 'write', text: part })
    }
    await tx.rows({ name: `${role}_set`, kind: 'write', text: `SET LOCAL ROLE ${role}` })
    await work(tx)
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
}

function partsOf(sql: string): string[] {
  return sql
    .replaceAll(/^--.*\n/gm, '')
    .split(/;\n(?=GRANT|REVOKE|DO|CREATE|$)/)
    .filter((part) => part.trim() !== '')
}

test('the documented role can append, seal, forget and rotate partitions, and can change nothing else', async () => {
  const accountId = uuidv7()
  await ledger.append(2, { accountId })
  // Once there is a block, the next one is due, whatever holds the horizon meanwhile.
  await ledger.seal()
  await asServer(async (tx) => {
    const by = { kind: 'system' } as const
    await appendEvent(tx, { type: 'session.begun', outcome: 'success', actor: by, accountId })
    const signer = ledgerSigner(testSecret)
    expect(await sealNext(tx, { signer, heartbeatSeconds: 0 })).toMatchObject({ kind: 'sealed' })
    await turnPartitions(tx)
    expect(await forgetAccount(tx, { accountId, by })).toBe(4)
  })
  for (const text of [
    "UPDATE audit_events SET outcome = 'failure'",
    'DELETE FROM audit_events',
    'TRUNCATE audit_events',
    'DELETE FROM audit_blocks',
    'UPDATE audit_blocks SET count = 0',
    'DELETE FROM audit_erasures',
    'UPDATE audit_epochs SET first_id = 7',
    'DELETE FROM audit_keys',
    'ALTER TABLE audit_events DISABLE TRIGGER ALL',
    'SET session_replication_role = replica',
  ]) {
    await asServer(async (tx) => {
      const forbidden = tx.rows({ name: `test_${text}`.slice(0, 60), kind: 'write', text })
      await expect(forbidden).rejects.toThrow(/permission denied|must be owner/)
    })
  }
  const [partition] = await ledger.sql<{ name: string }>(
    "SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'audit_events'::regclass",
  )
  await asServer(async (tx) => {
    const text = `UPDATE ${partition?.name} SET outcome = 'failure'`
    const forbidden = tx.rows({ name: 'test_partition', kind: 'write', text })
    await expect(forbidden).rejects.toThrow(/permission denied/)
  })
})
