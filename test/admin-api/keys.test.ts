/** Keys in the admin API: what is shown, who may rotate them, and what is refused. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { randomToken } from '../../src/base/crypto.ts'
import { createApiKey } from '../../src/clients/api-keys.ts'
import { leadSeconds } from '../../src/model/signing-key.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { allDetails, sql } from '../support/sql.ts'
import { askerOf, itemsOf, newOperator, type Operator, refusalOf } from './operator.ts'

let cluster: Cluster
/** Calls with an API key, which survives when tokens end with the key that signed them. */
let operator: Pick<Operator, 'ask'>
let apiKey: string

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2, settings: { PARLEY_KEY_ROTATION_DAYS: '30' } })
  const scopes = ['parley:keys.read', 'parley:keys.write']
  const maker = { kind: 'command line' } as const
  const by = { kind: 'system' } as const
  const asked = { name: 'Keys', scopes, expiresAt: null, maker, brandName: 'Parley', by }
  const { key, text } = await createApiKey(cluster.store, asked)
  apiKey = key.id
  operator = { ask: askerOf(cluster, text) }
  await eventually(async () => (await list('?use=ledger')).length === 1)
})
afterAll(() => cluster?.close())

const list = async (query = '') => itemsOf(await operator.ask('GET', `/keys${query}`))

const rotate = (over: object = {}) =>
  operator.ask('POST', '/keys/rotate', { body: { alg: 'RS256', reason: 'a test', ...over } })

const retire = (kid: string, reason = 'a test') =>
  operator.ask('POST', `/keys/${kid}/retire`, { body: { reason } })

function momentsOf(key: Record<string, unknown> | undefined): (number | null)[] {
  return ['signs_from', 'signs_until', 'retires_at'].map((name) => {
    const moment = key?.[name]
    return typeof moment === 'string' ? Date.parse(moment) : null
  })
}

async function stateOf(kid: unknown): Promise<unknown> {
  return (await list()).find((key) => key['kid'] === kid)?.['state']
}

test('keys of both uses are listed with their times and without private parts', async () => {
  const all = await list()
  expect(all.map(({ use, alg, state }) => [use, alg, state]).toSorted()).toEqual([
    ['ledger', 'ES256', 'signing'],
    ['signing', 'ES256', 'signing'],
    ['signing', 'RS256', 'signing'],
  ])
  expect(JSON.stringify(all)).not.toMatch(/"(d|p|q|dp|dq|qi|k)":/)
  const [es256] = (await list('?use=signing')).filter(({ alg }) => alg === 'ES256')
  const [from, until, retires] = momentsOf(es256)
  expect(Number(until) - Number(from)).toBe(30 * 86_400_000)
  expect(Number(retires) - Number(until)).toBe(65 * 60_000)
  const { body } = await fetch(`${cluster.issuer}/jwks`).then(async (answer) => ({
    body: JSON.parse(await answer.text()),
  }))
  expect(body.keys).toContainEqual(es256?.['public_jwk'])
})

test('the scope to read keys does not allow rotating them', async () => {
  const viewer = await newOperator(cluster, ['parley:keys.read'])
  expect((await viewer.ask('GET', '/keys')).status).toBe(200)
  const body = { reason: 'a test' }
  for (const path of ['/keys/rotate', '/keys/nobody/retire']) {
    const refused = await viewer.ask('POST', path, { body })
    expect(refusalOf(refused)).toEqual([403, 'insufficient_scope'])
  }
  const other = await newOperator(cluster, ['parley:sessions.read'])
  expect(refusalOf(await other.ask('GET', '/keys'))).toEqual([403, 'insufficient_scope'])
})

test('pages hold each key once', async () => {
  const whole = (await list()).map(({ kid }) => kid)
  const paged: unknown[] = []
  let next: string | null = '?limit=1'
  while (next !== null) {
    const { body, headers } = await operator.ask('GET', `/keys${next}`)
    paged.push(...itemsOf({ status: 200, headers, body }).map(({ kid }) => kid))
    const cursor = body['next_cursor']
    next = typeof cursor === 'string' ? `?limit=1&cursor=${encodeURIComponent(cursor)}` : null
  }
  expect(paged).toEqual(whole)
})

test('a planned rotation shows when the next key begins to sign and the former one stops', async () => {
  const [next, ...others] = itemsOf(await rotate())
  expect([next?.['state'], next?.['alg'], others]).toEqual(['next', 'RS256', []])
  const [from] = momentsOf(next)
  expect(Number(from) - Date.parse(String(next?.['created_at']))).toBe(leadSeconds * 1000)
  const former = (await list()).find((key) => key['alg'] === 'RS256' && key['state'] === 'signing')
  expect(former?.['signs_until']).toBe(next?.['signs_from'])
  // A rotation is under way, so no other one begins.
  expect(itemsOf(await rotate())).toEqual([next])

  const retired = await retire(String(next?.['kid']))
  expect(retired.body).toMatchObject({ state: 'retired', distrusted: true, signs_from: null })
  expect((await retire(String(next?.['kid']))).status).toBe(200)
})

test('an immediate rotation publishes the new key, retires the old one, and is recorded with its actor', async () => {
  const before = (await list()).find((key) => key['alg'] === 'RS256' && key['state'] === 'signing')
  const [made] = itemsOf(await rotate({ immediate: true, reason: 'it leaked' }))
  expect(made).toMatchObject({ alg: 'RS256', state: 'signing' })
  expect(await stateOf(before?.['kid'])).toBe('retired')
  const [event] = await sql(
    cluster,
    `SELECT actor_kind, actor_id, ${allDetails} FROM audit_events
     WHERE type = 'key.retired' AND details->>'kid' = $1`,
    [before?.['kid']],
  )
  expect(event).toMatchObject({
    actor_kind: 'api_key',
    actor_id: apiKey,
    details: { before: 'signing', after: 'retired', reason: 'it leaked', distrusted: true },
  })
})

test('a rotation without an algorithm rotates each', async () => {
  const made = itemsOf(await rotate({ alg: undefined }))
  expect(made.map(({ alg, state }) => [alg, state]).toSorted()).toEqual([
    ['ES256', 'next'],
    ['RS256', 'next'],
  ])
})

test('the ledger gets a new key, and its former one stays published', async () => {
  const [former] = await list('?use=ledger')
  const [made] = itemsOf(await rotate({ use: 'ledger', alg: undefined }))
  expect(made).toMatchObject({ use: 'ledger', state: 'signing', retires_at: null })
  expect(await stateOf(former?.['kid'])).toBe('published')
  const refused = await retire(String(former?.['kid']))
  expect(refusalOf(refused)).toEqual([404, 'not_found'])
})

test('a request repeated with its idempotency key rotates once', async () => {
  const asked = {
    body: { alg: 'ES256', immediate: true, reason: 'twice' },
    headers: { 'idempotency-key': randomToken(128) },
  }
  const first = await operator.ask('POST', '/keys/rotate', asked)
  const again = await operator.ask('POST', '/keys/rotate', asked)
  expect([again.status, again.body]).toEqual([200, first.body])
  const [made] = itemsOf(first)
  expect(await stateOf(made?.['kid'])).toBe('signing')
})

test.each([
  [{ reason: undefined }, 'reason: needed'],
  [{ reason: ' ' }, 'reason: must match'],
  [{ alg: 'HS256' }, 'alg: must be one of ES256, RS256'],
  [{ use: 'session' }, 'use: must be one of signing, ledger'],
  [{ immediate: 'yes' }, 'immediate: must be boolean'],
  [{ keys: 1 }, 'keys: unknown'],
  [{ use: 'ledger' }, 'alg: the ledger has one key'],
  [{ use: 'ledger', alg: undefined, immediate: true }, 'immediate: '],
])('%j is refused with the field', async (wrong, detail) => {
  const { status, body } = await rotate(wrong)
  expect([status, body['code']]).toEqual([400, 'request_invalid'])
  expect(body['detail']).toContain(detail)
})

test('neither the signing key nor an unknown key can be retired', async () => {
  const signing = (await list('?use=signing')).find(({ state }) => state === 'signing')
  expect(refusalOf(await retire(String(signing?.['kid'])))).toEqual([409, 'key_signs'])
  expect(refusalOf(await retire('nobody'))).toEqual([404, 'not_found'])
  expect(await stateOf(signing?.['kid'])).toBe('signing')
})
