/** PKCE (RFC 7636): S256, for every client, at every exchange. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import type { Account } from '../../src/model/account.ts'
import { type Cluster, redirectUri, startCluster } from '../support/cluster.ts'
import { authorizationRequest, newPerson, type Person } from '../support/person.ts'
import { authorized } from '../support/sign-in.ts'
import { post, redeem, send } from '../support/tokens.ts'

let cluster: Cluster
let account: Account
let person: Person
let confidential: RegisteredClient
let open: RegisteredClient

beforeAll(async () => {
  cluster = await startCluster()
  account = await cluster.account()
  confidential = await cluster.client()
  open = await cluster.client({ authMethod: 'none' })
  person = newPerson(cluster)
  await authorized(cluster, { client: confidential, account, person })
  await authorized(cluster, { client: open, account, person })
})
afterAll(() => cluster?.close())

type Change = Readonly<Record<string, string | null>>

const broken: readonly (readonly [string, Change])[] = [
  ['no challenge', { code_challenge: null, code_challenge_method: null }],
  ['a method without a challenge', { code_challenge: null }],
  ['an empty challenge', { code_challenge: '' }],
  ['a challenge without a method', { code_challenge_method: null }],
  ['the method plain', { code_challenge_method: 'plain' }],
  ['the method s256', { code_challenge_method: 's256' }],
  ['an unknown method', { code_challenge_method: 'S512' }],
  ['42 characters', { code_challenge: 'a'.repeat(42) }],
  ['129 characters', { code_challenge: 'a'.repeat(129) }],
  ['a space', { code_challenge: `${'a'.repeat(42)} ` }],
  ['a percent sign', { code_challenge: `${'a'.repeat(42)}%` }],
  ['an equals sign', { code_challenge: `${'a'.repeat(43)}=` }],
  ['a NUL', { code_challenge: `${'a'.repeat(43)}\0` }],
]

function changed(clientId: string, change: Change): URL {
  const { url } = authorizationRequest(cluster, clientId)
  for (const [name, value] of Object.entries(change)) {
    if (value === null) url.searchParams.delete(name)
    else url.searchParams.set(name, value)
  }
  return url
}

test.each(broken)('no client is authorized with %s', async (_, change) => {
  for (const client of [confidential, open]) {
    const url = changed(client.clientId, change)
    const page = await person.visit(url)
    const answer = new URL(page.headers.get('location') ?? '')
    expect(answer.origin + answer.pathname).toBe(redirectUri)
    expect(answer.searchParams.get('error')).toBe('invalid_request')
    expect(answer.searchParams.get('code')).toBeNull()
    const params = Object.fromEntries(url.searchParams)
    const pushed = await post(`${cluster.issuer}/par`, client === open ? null : client, params)
    expect(pushed).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
  }
})

const wrong: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  ['no verifier', []],
  ['an empty verifier', [['code_verifier', '']]],
  ['another verifier', [['code_verifier', 'x'.repeat(43)]]],
  ['a verifier of one character', [['code_verifier', 'x']]],
  ['a verifier of 42 characters', [['code_verifier', 'x'.repeat(42)]]],
  ['a verifier of 129 characters', [['code_verifier', 'x'.repeat(129)]]],
  ['a verifier with a space', [['code_verifier', `${'x'.repeat(43)} `]]],
  ['an array of verifiers', [['code_verifier[]', 'x'.repeat(43)]]],
]

test.each(wrong)('a code is worthless with %s', async (_, extra) => {
  const journey = await authorized(cluster, { client: confidential, account, person })
  const params = new URLSearchParams([
    ['grant_type', 'authorization_code'],
    ['code', journey.callback.searchParams.get('code') ?? ''],
    ['redirect_uri', redirectUri],
    ...extra.map(([name, value]): [string, string] => [name, value]),
  ])
  const answer = await post(`${cluster.issuer}/token`, confidential, params)
  expect(answer.status).toBe(400)
  expect(['invalid_grant', 'invalid_request']).toContain(answer.body['error'])
  expect(answer.body).not.toHaveProperty('access_token')
})

test('a code is worthless with the challenge itself as the verifier', async () => {
  const journey = await authorized(cluster, { client: confidential, account, person })
  const verifier = journey.request.url.searchParams.get('code_challenge') ?? ''
  const request = { ...journey.request, verifier }
  const answer = await redeem(cluster.issuer, confidential, { ...journey, request })
  expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
})

test('a verifier sent twice is refused, and the code stays valid', async () => {
  const journey = await authorized(cluster, { client: confidential, account, person })
  const params = new URLSearchParams({
    grant_type: 'authorization_code',
    code: journey.callback.searchParams.get('code') ?? '',
    redirect_uri: redirectUri,
    code_verifier: journey.request.verifier,
  })
  params.append('code_verifier', journey.request.verifier)
  const answer = await post(`${cluster.issuer}/token`, confidential, params)
  expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
  expect((await redeem(cluster.issuer, confidential, journey)).status).toBe(200)
})

test('the metadata lists only S256', async () => {
  const { body } = await send(`${cluster.issuer}/.well-known/oauth-authorization-server`)
  expect(body['code_challenge_methods_supported']).toEqual(['S256'])
})
