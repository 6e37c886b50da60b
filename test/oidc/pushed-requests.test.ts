/** Pushed authorization requests (RFC 9126): from whom they come, and for how long they are good. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Cluster, redirectUri, startCluster } from '../support/cluster.ts'
import { authorizationRequest, newPerson, type Person, type Visit } from '../support/person.ts'
import { authorized, type Journey } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { post, redeem, send } from '../support/tokens.ts'

let cluster: Cluster
let journey: Journey

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  journey = await authorized(cluster)
})
afterAll(() => cluster?.close())

type Client = Journey['client']

function push(client: Client, over: Record<string, string> = {}) {
  const { url, verifier } = authorizationRequest(cluster, client.clientId, over)
  const params = Object.fromEntries(url.searchParams)
  return { verifier, answer: post(`${cluster.issuer}/par`, client, params) }
}

async function pushed(client: Client, over: Record<string, string> = {}) {
  const { verifier, answer } = push(client, over)
  const { status, body } = await answer
  if (status !== 201) throw new Error(`not pushed: ${JSON.stringify(body)}`)
  const requestUri = String(body['request_uri'])
  return { verifier, requestUri, url: at(client, requestUri) }
}

function at(client: Client, requestUri: string, over: Record<string, string> = {}): URL {
  const query = { client_id: client.clientId, request_uri: requestUri, ...over }
  return new URL(`/authorize?${new URLSearchParams(query)}`, cluster.issuer)
}

function locationOf(page: Visit): URL {
  return new URL(page.headers.get('location') ?? '', cluster.issuer)
}

test('the answer names the request by an unguessable URI, valid for a minute', async () => {
  const { answer } = push(journey.client)
  const { status, headers, body } = await answer
  expect([status, headers.get('cache-control')]).toEqual([201, 'no-store'])
  expect(body['expires_in']).toBe(60)
  const uri = String(body['request_uri'])
  expect(uri).toMatch(/^urn:ietf:params:oauth:request_uri:[\w-]{32,}$/)
  expect((await pushed(journey.client)).requestUri).not.toBe(uri)
})

test('a pushed request is validated like any authorization request', async () => {
  const cases: readonly (readonly [Record<string, string>, string])[] = [
    [{ request_uri: 'urn:ietf:params:oauth:request_uri:x' }, 'request_uri_not_supported'],
    [{ request_uri: 'https://app.example/request' }, 'request_uri_not_supported'],
    [{ redirect_uri: 'https://evil.example/cb' }, 'invalid_request'],
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ code_challenge_method: 'plain' }, 'invalid_request'],
    [{ resource: 'https://unknown.example' }, 'invalid_target'],
    [{ response_mode: 'web_message' }, 'unsupported_response_mode'],
    [{ prompt: 'none login' }, 'invalid_request'],
    [{ request: 'e30.e30.' }, 'request_not_supported'],
  ]
  for (const [over, error] of cases) {
    const { answer } = push(journey.client, over)
    expect(await answer).toMatchObject({ status: 400, body: { error } })
  }
})

test('a client pushes only for itself: another client id beside its credentials is refused', async () => {
  const other = await cluster.client()
  const { answer } = push(journey.client, { client_id: other.clientId })
  expect(await answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
})

test('the pushed request is the one that counts, whatever else is in the address', async () => {
  const { requestUri, verifier } = await pushed(journey.client, { state: 'pushed' })
  const outside = {
    redirect_uri: 'https://evil.example/cb',
    scope: 'openid offline_access',
    state: 'outside',
    response_mode: 'fragment',
    code_challenge: 'x'.repeat(43),
    prompt: 'consent',
  }
  const page = await journey.person.visit(at(journey.client, requestUri, outside))
  const callback = locationOf(page)
  expect(callback.origin + callback.pathname).toBe(redirectUri)
  expect(callback.searchParams.get('state')).toBe('pushed')
  const request = { ...journey.request, verifier }
  const answer = await redeem(cluster.issuer, journey.client, { callback, request })
  expect(answer.body['scope']).toBe('openid profile email photos:read')
})

function expectDead(page: Visit): void {
  expect(page.headers.get('location')).toBeNull()
  expect(page.status).toBe(400)
  expect(page.text).toContain('invalid_request_uri')
}

describe('a pushed request is worthless', () => {
  test('to another client', async () => {
    const other = await cluster.client()
    const { requestUri } = await pushed(journey.client)
    const page = await journey.person.visit(at(other, requestUri))
    expect(page.headers.get('location')).toBeNull()
    expect(page.status).toBe(400)
    const own = await journey.person.visit(at(journey.client, requestUri))
    expect(locationOf(own).searchParams.get('code')).not.toBeNull()
  })

  test('after a minute', async () => {
    const { url } = await pushed(journey.client)
    await sql(
      cluster,
      `UPDATE artifacts SET expires_at = expires_at - interval '61 seconds'
       WHERE kind = 'PushedAuthorizationRequest' AND consumed_at IS NULL`,
    )
    expectDead(await journey.person.visit(url))
  })

  test.each([
    ['asked for as usual', {}],
    ['asked for without a page', { prompt: 'none' }],
  ])('once it has given a code: %s', async (_, over) => {
    const { url } = await pushed(journey.client, over)
    expect(locationOf(await journey.person.visit(url)).searchParams.get('code')).not.toBeNull()
    expectDead(await journey.person.visit(url))
    expectDead(await newPerson(cluster).visit(url))
  })

  test('if it was never pushed', async () => {
    const forged = [
      'urn:ietf:params:oauth:request_uri:never',
      'urn:ietf:params:oauth:request_uri:',
      `urn:ietf:params:oauth:request_uri:${'x'.repeat(3000)}`,
    ]
    for (const requestUri of forged) {
      expectDead(await journey.person.visit(at(journey.client, requestUri)))
    }
  })
})

test.each([
  'https://app.example/request.jwt',
  'http://127.0.0.1:5432/',
  'http://169.254.169.254/latest/meta-data',
  'file:///etc/passwd',
  'urn:x:y',
  'nothing',
])('no request is fetched from anywhere: %s', async (requestUri) => {
  const page = await journey.person.visit(
    at(journey.client, requestUri, { redirect_uri: redirectUri }),
  )
  const said = `${page.headers.get('location')}${page.text}`
  expect(said).toMatch(/request_uri_not_supported|invalid_request_uri/)
  expect(said).not.toContain('code=')
})

test('the page may be reloaded until the person is done', async () => {
  const { url } = await pushed(journey.client, { prompt: 'login' })
  const person = newPerson(cluster)
  const first = await person.follow(url)
  expect(first.text).toContain('name="password"')
  const again = await person.follow(url)
  expect(again.text).toContain('name="password"')
  const callback = await person.authorize({ url, verifier: '' }, journey.account)
  expect(callback.searchParams.get('code')).not.toBeNull()
})

test.each([
  ['with a page', {}],
  ['without one', { prompt: 'none' }],
])('twenty browsers that finish one pushed request at once get one code: %s', async (_, over) => {
  const people: Person[] = []
  for (let i = 0; i < 4; i += 1) {
    const { client, account } = journey
    people.push((await authorized(cluster, { client, account })).person)
  }
  const { url } = await pushed(journey.client, over)
  const pages = await Promise.all(
    Array.from({ length: 20 }, (_, i) => people[i % people.length]?.visit(url)),
  )
  const codes = pages.filter((page) => page?.headers.get('location')?.includes('code='))
  expect(codes).toHaveLength(1)
  for (const page of pages) expect(page?.status).toBeLessThan(500)
})

test('only POST of a limited size is accepted', async () => {
  const answer = await send(`${cluster.issuer}/par`)
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
  const { answer: large } = push(journey.client, { state: 'x'.repeat(70_000) })
  expect(await large).toMatchObject({ status: 413, body: { error: 'invalid_request' } })
})

test('a client that cannot authenticate may push, and the request is still its own', async () => {
  const spa = await cluster.client({ authMethod: 'none' })
  const { url } = authorizationRequest(cluster, spa.clientId)
  const answer = await post(`${cluster.issuer}/par`, null, Object.fromEntries(url.searchParams))
  expect(answer.status).toBe(201)
  const page = await journey.person.visit(at(journey.client, String(answer.body['request_uri'])))
  expect([page.status, page.headers.get('location')]).toEqual([400, null])
})
