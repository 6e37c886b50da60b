/** Every change has a record, and no record is ever changed. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createAccount } from '../../src/accounts/create.ts'
import { appendEvent } from '../../src/ledger/append.ts'
import { type EventType, eventTypes } from '../../src/model/event.ts'
import { requiredFieldsOf } from '../../src/model/event-catalogue.ts'
import { read } from '../../src/store/db.ts'
import { newWork, runWork } from '../../src/store/unit-of-work.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'
import { refresh } from '../support/tokens.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
})
afterAll(() => cluster?.close())

type Row = {
  type: string
  session: string | null
  client: string | null
  network: string | null
  ua: string | null
  request: string | null
  details: object
}

const all = read(
  'test_all_events',
  `SELECT type, session_id AS session, client_id AS client, host(network) AS network,
     user_agent AS ua, request_id AS request, details
   FROM audit_events ORDER BY id`,
)

function run(text: string): Promise<unknown> {
  return cluster.store.rows({ name: `test_${text}`.slice(0, 60), kind: 'write', text })
}

test('a sign-in leaves one record of each step, with actor, action and origin', async () => {
  const before = (await cluster.store.rows<Row>(all)).length
  const { client, tokens, account } = await signedIn(cluster)
  await refresh(cluster.issuer, client, tokens.refreshToken)
  const events = (await cluster.store.rows<Row>(all)).slice(before)
  expect(events.map(({ type }) => type)).toEqual([
    'account.created',
    'client.created',
    'session.begun',
    'consent.granted',
    'code.issued',
    'code.redeemed',
    'refresh.rotated',
  ])
  const begun = events.find(({ type }) => type === 'session.begun')
  expect(begun).toMatchObject({ network: expect.stringMatching(/^(127\.0\.0\.1|::1)$/) })
  expect(begun?.request).toMatch(/^[\w-]{16}$/)
  expect(events.slice(2).every(({ session }) => session === begun?.session)).toBe(true)
  const text = JSON.stringify(events)
  for (const secret of [tokens.refreshToken, tokens.accessToken, tokens.idToken, account.email]) {
    expect(text).not.toContain(secret)
  }
})

test('a wrong password is recorded without the account that does not exist', async () => {
  const client = await cluster.client()
  const person = newPerson(cluster)
  const page = await person.follow(authorizationRequest(cluster, client.clientId).url)
  const email = 'nobody@example.com'
  const again = await person.submit(page, { action: 'sign-in', email, password: 'not this one' })
  expect(again.status).toBe(401)
  const failed = (await cluster.store.rows<Row>(all)).findLast(
    ({ type }) => type === 'authentication.failed',
  )
  expect(JSON.stringify(failed)).not.toContain(email)
})

test('no statement updates, deletes or empties the ledger, whole or by partition', async () => {
  const count = read('test_count_events', 'SELECT count(*)::int AS n FROM audit_events')
  await signedIn(cluster)
  const [before] = await cluster.store.rows<{ n: number }>(count)
  const partition = `audit_events_${new Date().toISOString().slice(0, 7).replace('-', '')}`
  for (const text of [
    "UPDATE audit_events SET outcome = 'success'",
    'DELETE FROM audit_events',
    'TRUNCATE audit_events',
    `UPDATE ${partition} SET outcome = 'success'`,
    `DELETE FROM ${partition}`,
    `TRUNCATE ${partition}`,
  ]) {
    await expect(run(text)).rejects.toThrow(/append-only/)
  }
  expect(await cluster.store.rows(count)).toEqual([before])
})

test('a failed change leaves no record, and a failed record leaves no change', async () => {
  const passwords = { place: '', hash: async () => 'hash', verify: async () => false }
  const by = { kind: 'system' } as const
  const events = (await cluster.store.rows<Row>(all)).length
  await run('ALTER TABLE audit_events ADD CONSTRAINT broken CHECK (false) NOT VALID')
  const making = createAccount(
    { db: cluster.store, passwords },
    { email: 'half@example.com', password: 'long enough for this', by },
  )
  await expect(making).rejects.toThrow(/broken/)
  await run('ALTER TABLE audit_events DROP CONSTRAINT broken')
  const accounts = read('test_half', "SELECT id FROM accounts WHERE email = 'half@example.com'")
  expect(await cluster.store.rows(accounts)).toEqual([])
  expect(await cluster.store.rows<Row>(all)).toHaveLength(events)
})

test('any input from a stranger becomes one valid, bounded record', async () => {
  const megabyte = 'x'.repeat(1_048_576)
  const hostile = {
    lines: 'Mozilla\r\n{"type":"session.ended"}\u2028next',
    terminal: '\u001b[2J\u001b]0;owned\u0007',
    nul: 'a\u0000b',
    json: '","outcome":"success"}',
    direction: '\u202egnp.exe\u2066',
    half: `\ud800${'y'.repeat(510)}\ud83d\ude00`,
    long: megabyte,
  }
  for (const text of Object.values(hostile)) {
    const origin = { network: '198.51.100.7', userAgent: text, device: null, requestId: text }
    await runWork(newWork(origin), () =>
      appendEvent(cluster.store, {
        type: 'authentication.failed',
        outcome: 'failure',
        actor: { kind: 'client', id: text },
        clientId: text,
        details: { ...hostile, [text]: text, note: text },
      }),
    )
  }
  const rows = await cluster.store.rows<Row & { row: string }>(
    read(
      'test_hostile',
      `SELECT user_agent AS ua, client_id AS client, request_id AS request, details,
         row_to_json(a)::text AS row FROM audit_events a WHERE network = '198.51.100.7'`,
    ),
  )
  expect(rows).toHaveLength(Object.keys(hostile).length)
  for (const { ua, client, request, details, row } of rows) {
    for (const text of [ua, client, request]) expect(text?.length).toBeLessThanOrEqual(512)
    const texts = JSON.stringify([ua, client, request, details])
    expect(texts).not.toMatch(/\\u00|\\r|\\n|[\p{Cc}\u2028\u202e\u2066]/u)
    expect(row.length).toBeLessThan(40_000)
    expect(Object.keys(details)).toEqual(expect.arrayContaining(['json', 'long', 'personal']))
  }
  expect(rows.some(({ ua }) => ua === hostile.json)).toBe(true)
})

test('every recorded type is on the closed list and has its required fields', async () => {
  const fields = { accountId: 'a', sessionId: 's', clientId: 'c', grantId: 'g' }
  const kinds = await cluster.store.rows<{ type: string } & Record<string, boolean>>(
    read(
      'test_fields',
      `SELECT type, bool_and(account_id IS NOT NULL) AS a, bool_and(session_id IS NOT NULL) AS s,
         bool_and(client_id IS NOT NULL) AS c, bool_and(grant_id IS NOT NULL) AS g
       FROM audit_events GROUP BY type`,
    ),
  )
  expect(kinds.length).toBeGreaterThan(8)
  for (const { type, ...has } of kinds) {
    expect(eventTypes).toHaveProperty([type])
    const lacking = requiredFieldsOf(type as EventType).filter((field) => !has[fields[field]])
    expect({ type, lacking }).toEqual({ type, lacking: [] })
  }
})
