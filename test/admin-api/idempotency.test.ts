/** A POST with an Idempotency-Key acts once, whatever is lost, raced or repeated. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openPasswords } from '../../src/accounts/passwords.ts'
import { randomToken } from '../../src/base/crypto.ts'
import { openClientRegistry } from '../../src/clients/registry.ts'
import { openLedgerWatch } from '../../src/ledger/watch.ts'
import { forgetAnswers } from '../../src/store/answers.ts'
import { openAdminApi } from '../../src/web/admin-api/api.ts'
import {
  type Cluster,
  lightHashing,
  startCluster,
  testInstallation,
  testPassword,
  testSecret,
} from '../support/cluster.ts'
import { throttleKey } from '../support/guesses.ts'
import { sql } from '../support/sql.ts'
import { allScopes, newOperator, type Operator, refusalOf } from './operator.ts'

let cluster: Cluster
let operator: Operator

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  operator = await newOperator(cluster)
})
afterAll(() => cluster?.close())

const web = { client_name: 'Web', redirect_uris: ['https://app.example/cb'], scope: 'openid' }

function register(key: string, over: object = {}, base?: string) {
  const headers = { 'idempotency-key': key }
  return operator.ask('POST', '/clients', {
    body: { ...web, ...over },
    headers,
    ...(base ? { base } : {}),
  })
}

function eventsNamed(name: string) {
  return sql(
    cluster,
    "SELECT id FROM audit_events WHERE type = 'client.created' AND details ->> 'name' = $1",
    [name],
  )
}

test('the same request with the same key acts once and gets the same answer, with the secret', async () => {
  const key = randomToken(128)
  const first = await register(key, { client_name: 'Once' })
  expect(first.status).toBe(201)
  // On the other node, with the key in quotes as the draft has it.
  const again = await register(`"${key}"`, { client_name: 'Once' }, cluster.nodes[1])
  expect([again.status, again.body]).toEqual([201, first.body])
  expect(again.headers.get('location')).toBe(first.headers.get('location'))
  expect(await eventsNamed('Once')).toHaveLength(1)
})

test('one of many requests at once on two nodes acts, and all get its answer', async () => {
  const key = randomToken(128)
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      register(key, { client_name: 'Raced' }, cluster.nodes[i % 2]),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
  expect(new Set(answers.map(({ body }) => body['client_secret'])).size).toBe(1)
  expect(await eventsNamed('Raced')).toHaveLength(1)
})

test('another request with the same key is refused and changes nothing', async () => {
  const key = randomToken(128)
  await register(key, { client_name: 'Held' })
  expect(refusalOf(await register(key, { client_name: 'Other' }))).toEqual([
    422,
    'idempotency_key_reused',
  ])
  const elsewhere = await operator.ask('POST', '/accounts', {
    body: { email: 'other@example.com', password: testPassword },
    headers: { 'idempotency-key': key },
  })
  expect(refusalOf(elsewhere)).toEqual([422, 'idempotency_key_reused'])
  expect(await eventsNamed('Other')).toHaveLength(0)
})

test('a key counts only for its own caller', async () => {
  const key = randomToken(128)
  const other = await newOperator(cluster)
  const first = await register(key)
  const asked = { body: web, headers: { 'idempotency-key': key } }
  const second = await other.ask('POST', '/clients', asked)
  expect(second.status).toBe(201)
  expect(second.body['client_id']).not.toBe(first.body['client_id'])
})

test('a caller who lost the scope does not get the stored answer', async () => {
  const key = randomToken(128)
  await register(key)
  const reader = await newOperator(cluster, ['parley:clients.read'])
  const asked = { body: web, headers: { 'idempotency-key': key } }
  expect(refusalOf(await reader.ask('POST', '/clients', asked))).toEqual([
    403,
    'insufficient_scope',
  ])
})

test('a refusal is not stored: the same request acts once its cause is gone', async () => {
  const body = { email: 'taken@example.com', password: testPassword }
  const headers = { 'idempotency-key': randomToken(128) }
  const account = await cluster.account({ email: body.email })
  const create = () => operator.ask('POST', '/accounts', { body, headers })
  expect(refusalOf(await create())).toEqual([409, 'email_taken'])
  await sql(cluster, 'DELETE FROM accounts WHERE id = $1', [account.id])
  expect((await create()).status).toBe(201)
  expect((await create()).status).toBe(201)
})

test('a failure between the effect and the stored answer leaves neither, and the repeat acts once', async () => {
  const key = randomToken(128)
  await sql(
    cluster,
    `CREATE FUNCTION fail_once() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$`,
  )
  await sql(
    cluster,
    'CREATE TRIGGER fail BEFORE UPDATE ON answers FOR EACH ROW EXECUTE FUNCTION fail_once()',
  )
  const broken = await register(key, { client_name: 'Broken' })
  await sql(cluster, 'DROP TRIGGER fail ON answers')
  expect(refusalOf(broken)).toEqual([503, 'store_unavailable'])
  expect(await eventsNamed('Broken')).toHaveLength(0)
  expect((await register(key, { client_name: 'Broken' })).status).toBe(201)
  expect((await register(key, { client_name: 'Broken' })).status).toBe(201)
  expect(await eventsNamed('Broken')).toHaveLength(1)
})

test('the table reveals neither the key nor the secret', async () => {
  const key = randomToken(128)
  const { body } = await register(key)
  const rows = await sql<{ row: string }>(
    cluster,
    "SELECT encode(sealed, 'escape') || answers::text AS row FROM answers",
  )
  const all = JSON.stringify(rows)
  expect(rows.length).toBeGreaterThan(0)
  expect(all).not.toContain(key)
  expect(all).not.toContain(String(body['client_secret']))
})

test('after a day the key is free, and the clean-up deletes older answers', async () => {
  const key = randomToken(128)
  const first = await register(key)
  await sql(cluster, "UPDATE answers SET created_at = now() - interval '25 hours'")
  const second = await register(key)
  expect(second.body['client_id']).not.toBe(first.body['client_id'])
  expect(await forgetAnswers(cluster.store, 1_000)).toBeGreaterThan(0)
  expect((await register(key)).body).toEqual(second.body)
})

test('the receipt of a revocation with a key names a feed cursor that covers the revocation', async () => {
  const { body } = await operator.ask('POST', '/revocations', {
    body: { scope: { kind: 'client', client_id: (await cluster.client()).clientId }, reason: 'x' },
    headers: { 'idempotency-key': randomToken(128) },
  })
  const follower = await newOperator(cluster, ['parley:revocations.read'])
  const after = String(body['feed_cursor'])
  const response = await fetch(`${cluster.issuer}/revocations?after=${after}`, {
    headers: { authorization: `Bearer ${follower.token}` },
  })
  expect(await response.json()).toMatchObject({ entries: [] })
})

test.each(['', ' ', 'x'.repeat(256), 'a b', '"'])('the key %j is refused', async (key) => {
  const { status } = await register(key)
  expect(status).toBe(400)
})

test('calls inside the process honour the key too', async () => {
  const { store } = cluster
  const clients = openClientRegistry(store, { own: [], warn: () => undefined })
  const ledgerWatch = openLedgerWatch(store, () => undefined)
  const passwords = await openPasswords(lightHashing)
  const { issuer } = cluster
  const api = openAdminApi({
    ...{ issuer, clients, store, passwords, ledgerWatch, sendsMail: false, places: () => null },
    ...{ cursorKey: Buffer.alloc(32, 1), answerKey: Buffer.alloc(32, 2), throttleKey },
    installation: testInstallation,
    keys: { secret: testSecret, rotationDays: 0 },
    settings: { mode: 'development', shown: [] },
  })
  const by = { kind: 'operator', id: 'someone' } as const
  const caller = { by, scopes: allScopes, signedInSecondsAgo: null, expiresAt: 0 }
  const headers = { 'idempotency-key': randomToken(128) }
  const create = () =>
    api.call({
      operationId: 'createClient',
      caller,
      headers,
      body: {
        ...web,
        client_name: 'Called',
        application_type: 'web',
      },
    })
  const [first, second] = [await create(), await create()]
  expect(JSON.parse(JSON.stringify(first))).toEqual(JSON.parse(JSON.stringify(second)))
  expect(await eventsNamed('Called')).toHaveLength(1)
  clients.close()
  ledgerWatch.close()
})
