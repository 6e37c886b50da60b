/** Callers of the admin API: who is accepted, and how others are refused. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { authorized, signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { claimsOf, post } from '../support/tokens.ts'
import { adminToken, allScopes, askerOf, machine, newOperator, refusalOf } from './operator.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster()
})
afterAll(() => cluster?.close())

const nobody = '019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7'

/** Each operation with the one scope it needs. */
const operations: readonly { call: string; scope: string; body?: object }[] = [
  { call: 'GET /sessions', scope: 'parley:sessions.read' },
  { call: `GET /sessions/${nobody}`, scope: 'parley:sessions.read' },
  { call: `DELETE /sessions/${nobody}`, scope: 'parley:sessions.end' },
  { call: 'GET /clients', scope: 'parley:clients.read' },
  { call: 'POST /clients', scope: 'parley:clients.write', body: {} },
  { call: 'GET /clients/none', scope: 'parley:clients.read' },
  { call: 'GET /accounts', scope: 'parley:accounts.read' },
  { call: 'POST /accounts', scope: 'parley:accounts.write', body: {} },
  { call: `GET /accounts/${nobody}`, scope: 'parley:accounts.read' },
  { call: 'GET /notices', scope: 'parley:notices.read' },
  { call: `GET /notices/${nobody}`, scope: 'parley:notices.read' },
  { call: 'GET /audit-events', scope: 'parley:audit.read' },
  { call: 'GET /audit-events/4711', scope: 'parley:audit.read' },
  { call: `POST /notices/${nobody}/resend`, scope: 'parley:notices.resend' },
]

test.each(operations)('$call without a token is answered 401', async ({ call, body }) => {
  const [method = '', path = ''] = call.split(' ')
  const answer = await askerOf(cluster, null)(method, path, { body })
  expect(refusalOf(answer)).toEqual([401, 'token_missing'])
  expect(answer.headers.get('www-authenticate')).toBe('Bearer')
})

test.each(operations)('$call needs exactly its own scope', async ({ call, scope, body }) => {
  const [method = '', path = ''] = call.split(' ')
  const others = allScopes.filter((one) => one !== scope)
  const lacking = await newOperator(cluster, others)
  const answer = await lacking.ask(method, path, { body })
  expect(refusalOf(answer)).toEqual([403, 'insufficient_scope'])
  expect(answer.headers.get('www-authenticate')).toBe(
    `Bearer error="insufficient_scope", scope="${scope}"`,
  )

  const having = await newOperator(cluster, [scope])
  const { status } = await having.ask(method, path, { body })
  expect([200, 400, 404]).toContain(status)
})

test('a token for the admin API has only that audience', async () => {
  const { token, client } = await newOperator(cluster)
  expect(claimsOf(token)).toMatchObject({
    aud: `${cluster.issuer}/admin/v1`,
    client_id: client.clientId,
    sub: client.clientId,
    scope: allScopes.join(' '),
  })
})

test("a person's access token is refused, whatever scopes its client has", async () => {
  const client = await cluster.client({ scopes: ['openid', ...allScopes] })
  const { tokens } = await signedIn(cluster, {
    client,
    params: { scope: 'openid parley:sessions.read' },
  })
  const answer = await askerOf(cluster, tokens.accessToken)('GET', '/sessions')
  expect(refusalOf(answer)).toEqual([401, 'token_invalid'])
  expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')
})

test('a token for another resource is refused', async () => {
  const client = await cluster.client({ ...machine, scopes: ['stock:read', ...allScopes] })
  const answer = await post(`${cluster.issuer}/token`, client, {
    grant_type: 'client_credentials',
    scope: 'stock:read',
  })
  const ask = askerOf(cluster, String(answer.body['access_token']))
  expect(refusalOf(await ask('GET', '/sessions'))).toEqual([401, 'token_invalid'])
})

test('an account without an operator role gets no token for the admin API', async () => {
  const client = await cluster.client({ scopes: ['openid', ...allScopes] })
  const { callback } = await authorized(cluster, {
    client,
    params: { scope: 'openid parley:sessions.read', resource: `${cluster.issuer}/admin/v1` },
  })
  expect(callback.searchParams.get('error')).toBe('invalid_target')
})

test('a changed, cut or forged token is answered 401 as invalid', async () => {
  const { token } = await newOperator(cluster)
  const [head, body, signature] = token.split('.')
  const unsigned = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')
  const forged = [
    `${head}.${body}.${'A'.repeat(86)}`,
    `${head}.${body}`,
    `${unsigned}.${body}.`,
    `${token} ${token}`,
    `${signature}`,
  ]
  for (const one of forged) {
    const answer = await askerOf(cluster, one)('GET', '/sessions')
    expect(refusalOf(answer)).toEqual([401, 'token_invalid'])
  }
  const basic = { authorization: 'Basic YTpi' }
  const answer = await askerOf(cluster, null)('GET', '/sessions', { headers: basic })
  expect(refusalOf(answer)).toEqual([401, 'token_missing'])
})

test('a token of a disabled client, or with a scope that its client lost, is refused', async () => {
  const disabled = await newOperator(cluster)
  const narrowed = await newOperator(cluster)
  for (const operator of [disabled, narrowed]) {
    expect((await operator.ask('GET', '/sessions')).status).toBe(200)
  }
  await sql(cluster, 'UPDATE clients SET disabled_at = now(), updated_at = now() WHERE id = $1', [
    disabled.client.clientId,
  ])
  await sql(cluster, "UPDATE clients SET scopes = '{}', updated_at = now() WHERE id = $1", [
    narrowed.client.clientId,
  ])
  await eventually(
    async () => refusalOf(await disabled.ask('GET', '/sessions')).join() === '401,token_invalid',
  )
  await eventually(
    async () =>
      refusalOf(await narrowed.ask('GET', '/sessions')).join() === '403,insufficient_scope',
  )
})

test('a client gets only the admin scopes it was registered with', async () => {
  const client = await cluster.client({ ...machine, scopes: ['parley:sessions.read'] })
  const token = await adminToken(cluster, client, ['parley:sessions.read', 'parley:sessions.end'])
  expect(claimsOf(token)['scope']).toBe('parley:sessions.read')
})

test('an unknown path is answered with a problem document', async () => {
  const { ask } = await newOperator(cluster)
  expect(refusalOf(await ask('GET', '/nothing'))).toEqual([404, 'not_found'])
  for (const [method, path, allowed] of [
    ['PUT', '/sessions', 'HEAD, GET'],
    ['PATCH', `/sessions/${nobody}`, 'HEAD, GET, DELETE'],
    ['DELETE', '/clients', 'HEAD, GET, POST'],
  ] as const) {
    const answer = await ask(method, path)
    expect(refusalOf(answer)).toEqual([405, 'method_not_allowed'])
    expect(answer.headers.get('allow')).toBe(allowed)
  }
})
