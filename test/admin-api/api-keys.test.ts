/** API keys: what they allow, what they never allow, and what ends them. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { isApiKeyText } from '../../src/clients/api-key-text.ts'
import { createApiKey } from '../../src/clients/api-keys.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { sql } from '../support/sql.ts'
import { askerOf, itemsOf, newOperator, type Operator, refusalOf } from './operator.ts'

let cluster: Cluster
let operator: Operator

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  operator = await newOperator(cluster)
})
afterAll(() => cluster?.close())

const reads = ['parley:clients.read', 'parley:api_keys.read']

async function newKey(over: object = {}, by = operator) {
  const body = { name: 'Report', scopes: reads, ...over }
  const made = await by.ask('POST', '/api-keys', { body })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  const text = String(made.body['key'])
  return { id: String(made.body['id']), text, made, ask: askerOf(cluster, text) }
}

/** A key created by a signed-in operator. */
async function keyOf(accountId: string, scopes: readonly string[]) {
  const by = { kind: 'operator', id: accountId } as const
  const maker = { kind: 'account', id: accountId } as const
  const asked = { name: 'Mine', scopes, expiresAt: null, maker, brandName: 'Parley', by }
  const { text } = await createApiKey(cluster.store, asked)
  return askerOf(cluster, text)
}

const dead = [401, 'token_invalid']

test('a key allows what its scopes say and nothing else', async () => {
  const key = await newKey()
  expect((await key.ask('GET', '/clients')).status).toBe(200)
  expect(refusalOf(await key.ask('GET', '/accounts'))).toEqual([403, 'insufficient_scope'])
  const body = { client_name: 'x', redirect_uris: ['https://app.example/cb'], scope: 'openid' }
  expect(refusalOf(await key.ask('POST', '/clients', { body }))).toEqual([
    403,
    'insufficient_scope',
  ])
})

test('a key is shown once; neither a list nor the database can show it again', async () => {
  const { id, text, made } = await newKey()
  expect(isApiKeyText(text)).toBe(true)
  expect(text.startsWith(String(made.body['prefix']))).toBe(true)
  const shown = await operator.ask('GET', `/api-keys/${id}`)
  const { key: _, ...rest } = made.body
  expect(shown.body).toEqual(rest)
  const listed = itemsOf(await operator.ask('GET', '/api-keys'))
  expect(listed.map((one) => one['id'])).toContain(id)
  const rows = await sql(cluster, 'SELECT api_keys::text AS row FROM api_keys')
  const events = await sql(cluster, 'SELECT details::text AS row FROM audit_events')
  expect(JSON.stringify([listed, rows, events])).not.toContain(text)
})

test('a key creates no keys, whatever its scopes', async () => {
  const key = await newKey()
  await sql(
    cluster,
    "UPDATE api_keys SET scopes = scopes || '{parley:api_keys.write}' WHERE id = $1",
    [key.id],
  )
  const refused = await key.ask('POST', '/api-keys', { body: { name: 'x', scopes: reads } })
  expect(refusalOf(refused)).toEqual([403, 'forbidden'])
})

test('no key gets a scope that its creator lacks, or the scope to create keys', async () => {
  const maker = await newOperator(cluster, ['parley:api_keys.write', 'parley:clients.read'])
  for (const scope of ['parley:accounts.read', 'parley:api_keys.write', 'parley:nothing.such']) {
    const body = { name: 'x', scopes: [scope] }
    expect(refusalOf(await maker.ask('POST', '/api-keys', { body }))).toEqual([403, 'forbidden'])
  }
})

test('a revoked key is refused at once on every node; revoking it twice is no error and leaves one event', async () => {
  const { id, text } = await newKey()
  const ask = askerOf(cluster, text)
  for (const base of cluster.nodes) {
    expect((await ask('GET', '/clients', { base })).status).toBe(200)
  }
  expect((await operator.ask('DELETE', `/api-keys/${id}`)).status).toBe(204)
  for (const base of cluster.nodes) {
    expect(refusalOf(await ask('GET', '/clients', { base }))).toEqual(dead)
  }
  expect((await operator.ask('DELETE', `/api-keys/${id}`)).status).toBe(204)
  const events = await sql(
    cluster,
    `SELECT type, actor_id AS by FROM audit_events
     WHERE details ->> 'api_key' = $1 ORDER BY id`,
    [id],
  )
  const by = operator.client.clientId
  expect(events).toEqual([
    { type: 'api_key.created', by },
    { type: 'api_key.revoked', by },
  ])
})

test('an expired key is refused, and no key can be created expired', async () => {
  const key = await newKey({ expires_at: '2100-01-01T00:00:00Z' })
  await sql(cluster, "UPDATE api_keys SET expires_at = now() - interval '1 second' WHERE id = $1", [
    key.id,
  ])
  expect(refusalOf(await key.ask('GET', '/clients'))).toEqual(dead)
  const body = { name: 'x', scopes: reads, expires_at: '2020-01-01T00:00:00Z' }
  expect(refusalOf(await operator.ask('POST', '/api-keys', { body }))).toEqual([
    400,
    'request_invalid',
  ])
})

test('the checksum reveals a typo, and an unknown key is refused', async () => {
  const { text } = await newKey()
  const typo = `${text.slice(0, 20)}${text[20] === 'A' ? 'B' : 'A'}${text.slice(21)}`
  expect(isApiKeyText(typo)).toBe(false)
  for (const wrong of [typo, text.slice(0, -1), 'parley_', `${text}x`]) {
    expect(refusalOf(await askerOf(cluster, wrong)('GET', '/clients'))).toEqual(dead)
  }
})

test("an operator's key has the scopes of their present roles, and ends with the account or the role", async () => {
  const { id } = await cluster.account({ roles: ['operator'] })
  const ask = await keyOf(id, ['parley:clients.read', 'parley:clients.write'])
  expect((await ask('GET', '/clients')).status).toBe(200)
  const setRoles = (roles: string[]) =>
    sql(cluster, 'UPDATE accounts SET roles = $2 WHERE id = $1', [id, roles])
  await setRoles(['viewer'])
  expect((await ask('GET', '/clients')).status).toBe(200)
  const disable = () => ask('POST', '/clients/x/disable', { body: { reason: 'x' } })
  expect(refusalOf(await disable())).toEqual([403, 'insufficient_scope'])
  await setRoles([])
  expect(refusalOf(await ask('GET', '/clients'))).toEqual(dead)
  await setRoles(['operator'])
  const disabled = await operator.ask('POST', `/accounts/${id}/disable`, {
    body: { reason: 'left' },
  })
  expect(disabled.status).toBe(200)
  expect(refusalOf(await ask('GET', '/clients'))).toEqual(dead)
})

test("a client's key ends with the client, and loses each scope that the client loses", async () => {
  const maker = await newOperator(cluster, ['parley:api_keys.write', 'parley:clients.read'])
  const scopes = ['parley:clients.read']
  const [first, second] = [await newKey({ scopes }, maker), await newKey({ scopes }, maker)]
  const { clientId } = maker.client
  await sql(cluster, "UPDATE clients SET scopes = '{parley:api_keys.write}' WHERE id = $1", [
    clientId,
  ])
  expect(refusalOf(await first.ask('GET', '/clients'))).toEqual(dead)
  await sql(cluster, 'UPDATE clients SET scopes = $2 WHERE id = $1', [clientId, scopes])
  expect((await second.ask('GET', '/clients')).status).toBe(200)
  await operator.ask('DELETE', `/clients/${clientId}?reason=gone`)
  expect(refusalOf(await second.ask('GET', '/clients'))).toEqual(dead)
})

test('events name the key as their actor, and its last use is updated once a minute', async () => {
  const key = await newKey({ scopes: ['parley:clients.write', 'parley:clients.read'] })
  const { clientId } = await cluster.client()
  await key.ask('POST', `/clients/${clientId}/disable`, { body: { reason: 'x' } })
  const [event] = await sql(
    cluster,
    "SELECT actor_kind AS kind, actor_id AS id FROM audit_events WHERE type = 'client.disabled' AND client_id = $1",
    [clientId],
  )
  expect(event).toEqual({ kind: 'api_key', id: key.id })
  const used = () =>
    sql(cluster, 'SELECT last_used_at::text AS at, xmin::text FROM api_keys WHERE id = $1', [
      key.id,
    ])
  const before = await used()
  expect(before[0]?.['at']).not.toBeNull()
  await key.ask('GET', '/clients')
  expect(await used()).toEqual(before)
  await sql(
    cluster,
    "UPDATE api_keys SET last_used_at = now() - interval '2 minutes' WHERE id = $1",
    [key.id],
  )
  const aged = await used()
  await key.ask('GET', '/clients')
  expect(await used()).not.toEqual(aged)
})
