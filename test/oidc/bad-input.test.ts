/** Malformed requests: each gets a 4xx at once, in the RFC's words, and leaves the server well. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'
import { rawRequest } from '../support/raw-request.ts'
import { rounds } from '../support/rounds.ts'
import { type Journey, signedIn } from '../support/sign-in.ts'
import { basic, post, type SignedIn, send } from '../support/tokens.ts'

let cluster: Cluster
let journey: Journey & { readonly tokens: SignedIn }

beforeAll(async () => {
  cluster = await startCluster()
  journey = await signedIn(cluster)
})
afterAll(() => cluster?.close())

const form = 'Content-Type: application/x-www-form-urlencoded'
const endpoints = ['/token', '/par', '/revoke', '/introspect']
const everyPost = [
  ...endpoints,
  '/userinfo',
  '/authorize',
  '/logout',
  '/logout/confirm',
  '/interaction/x',
]

function expect4xx({ status }: { readonly status: number }): void {
  expect([status, status >= 400 && status < 500]).toEqual([status, true])
}

describe.each(everyPost)('POST %s', (path) => {
  test('of more than 64 KiB is refused by its Content-Length, before any of it arrives', async () => {
    const answer = await rawRequest(cluster.issuer, [
      `POST ${path} HTTP/1.1`,
      form,
      'Content-Length: 65537',
    ])
    expect(answer.status).toBe(413)
  })

  test('of more than 64 KiB is refused without a Content-Length, too', async () => {
    const chunk = `${(8192).toString(16)}\r\n${'a'.repeat(8192)}\r\n`
    const answer = await rawRequest(
      cluster.issuer,
      [`POST ${path} HTTP/1.1`, form, 'Transfer-Encoding: chunked'],
      `${chunk.repeat(9)}0\r\n\r\n`,
    )
    expect4xx(answer)
  })

  test.each([
    'application/json',
    'multipart/form-data; boundary=x',
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded; charset=utf-7',
    'application/x-www-form-urlencoded; charset=nonsense',
    'nonsense',
    '/',
  ])('of the type %s is refused', async (type) => {
    const answer = await rawRequest(
      cluster.issuer,
      [`POST ${path} HTTP/1.1`, `Content-Type: ${type}`, 'Content-Length: 2'],
      '{}',
    )
    expect4xx(answer)
  })

  test.each(['gzip', 'br', 'nonsense'])('in the encoding %s is refused', async (encoding) => {
    const answer = await rawRequest(
      cluster.issuer,
      [`POST ${path} HTTP/1.1`, form, `Content-Encoding: ${encoding}`, 'Content-Length: 4'],
      Buffer.from([0x1f, 0x8b, 0x08, 0x00]),
    )
    expect4xx(answer)
  })

  test.each([
    ['nothing', ''],
    ['a NUL', 'client_id=a%00b&token=%00&id_token_hint=%00&xsrf=%00'],
    ['broken escapes', '%&client_id=%zz&%E0%A4%A=1&token=%'],
    ['not UTF-8', 'client_id=%ff%fe&token=%c0%80'],
    ['a lone surrogate', 'client_id=%ed%a0%80'],
    ['names of prototypes', '__proto__=1&constructor=2&__proto__[a]=b&toString=3'],
    ['brackets', 'client_id[]=a&token[b]=c&grant_type[$ne]=x'],
    ['a thousand names', Array.from({ length: 1500 }, (_, i) => `a${i}=1`).join('&')],
    ['only separators', '&'.repeat(5000)],
    ['one long name', 'a'.repeat(50_000)],
  ])('with %s is answered and breaks nothing', async (_, body) => {
    const answer = await rawRequest(
      cluster.issuer,
      [`POST ${path} HTTP/1.1`, form, `Content-Length: ${body.length}`],
      body,
    )
    expect(answer.status).toBeLessThan(500)
    expect(answer.text).not.toMatch(/\bat \w+ \(|node_modules|\/src\//)
  })
})

const doubled: readonly (readonly [string, Record<string, string>])[] = [
  ['/token', { grant_type: 'refresh_token', refresh_token: 'x', scope: 'openid' }],
  [
    '/token',
    { grant_type: 'authorization_code', code: 'x', redirect_uri: 'https://x', code_verifier: 'v' },
  ],
  ['/revoke', { token: 'x', token_type_hint: 'refresh_token' }],
  ['/introspect', { token: 'x', token_type_hint: 'refresh_token' }],
]

test.each(doubled)('at %s no parameter may come twice: %j', async (path, good) => {
  for (const [name, value] of Object.entries(good)) {
    for (const second of [value, 'other', '']) {
      const params = new URLSearchParams(good)
      params.append(name, second)
      const answer = await post(cluster.issuer + path, journey.client, params)
      const { error } = answer.body
      expect([name, answer.status, error]).toEqual([name, 400, 'invalid_request'])
    }
  }
})

test('at /par no parameter may come twice', async () => {
  const { url } = authorizationRequest(cluster, journey.client.clientId, { nonce: 'n' })
  for (const name of url.searchParams.keys()) {
    const params = new URLSearchParams(url.searchParams)
    params.append(name, params.get(name) ?? '')
    const answer = await post(`${cluster.issuer}/par`, journey.client, params)
    expect([name, answer.status, answer.body['error']]).toEqual([name, 400, 'invalid_request'])
  }
})

test.each(['client_id', 'client_secret', 'client_assertion', 'client_assertion_type'])(
  'no credential may come twice: %s',
  async (name) => {
    const params = new URLSearchParams({ token: 'x', client_id: journey.client.clientId })
    params.set(name, 'a')
    params.append(name, 'b')
    const answer = await post(`${cluster.issuer}/introspect`, null, params)
    expect([400, 401]).toContain(answer.status)
    expect(['invalid_request', 'invalid_client']).toContain(answer.body['error'])
  },
)

test.each(['id_token_hint', 'post_logout_redirect_uri', 'state', 'client_id'])(
  'at /logout a parameter that comes twice counts as none, and the person is asked: %s',
  async (name) => {
    const page = await journey.person.visit(`/logout?${name}=a&${name}=b`)
    expect([page.status, page.headers.get('location')]).toEqual([200, null])
    expect(page.text).toContain('name="logout"')
  },
)

describe('a request whose head is too large or broken', () => {
  test.each([
    ['one header of 9 KB', ['GET / HTTP/1.1', `X-Long: ${'a'.repeat(9000)}`]],
    ['a cookie of 9 KB', ['GET / HTTP/1.1', `Cookie: ${'a'.repeat(9000)}`]],
    ['64 KB of X-Forwarded-For', ['GET / HTTP/1.1', `X-Forwarded-For: ${', '.repeat(32_000)}`]],
    [
      'a thousand headers',
      ['GET / HTTP/1.1', ...Array.from({ length: 1000 }, (_, i) => `X-${i}: aaaaa`)],
    ],
    ['an address of 9 KB', [`GET /authorize?state=${'a'.repeat(9000)} HTTP/1.1`]],
    ['an address that is none', ['GET nonsense HTTP/1.1']],
    ['another version', ['GET / HTTP/9.9']],
    ['a space in a name', ['GET / HTTP/1.1', 'X Bad: 1']],
    ['a folded header', ['GET / HTTP/1.1', 'X-Folded: a\r\n b']],
    ['a line that ends early', ['GET / HTTP/1.1', 'X-Bare: a\nX-More: b']],
    [
      'a length and a coding',
      ['POST /token HTTP/1.1', form, 'Content-Length: 4', 'Transfer-Encoding: chunked'],
    ],
    ['two lengths', ['POST /token HTTP/1.1', form, 'Content-Length: 4', 'Content-Length: 5']],
    ['a length that is none', ['POST /token HTTP/1.1', form, 'Content-Length: -1']],
    ['a length in words', ['POST /token HTTP/1.1', form, 'Content-Length: four']],
    ['an unknown coding', ['POST /token HTTP/1.1', form, 'Transfer-Encoding: chunked, x']],
  ])('%s', async (_, head) => {
    const answer = await rawRequest(cluster.issuer, head, 'a=b')
    expect4xx(answer)
    expect(answer.text).not.toMatch(/node_modules|\/src\//)
  })

  test.each([
    '/%',
    '/%zz',
    '/%00',
    '/%ff',
    '/interaction/%00',
    '/interaction/%',
    '/authorize/%',
    '/authorize/%00',
    '/..%2f..%2fetc/passwd',
    '/interaction/',
    '/a\\b',
  ])('an address that cannot be read: %s', async (path) => {
    expect4xx(await rawRequest(cluster.issuer, [`GET ${path} HTTP/1.1`, 'Accept: text/html']))
  })
})

test('every refusal at a client endpoint is JSON without internal details', async () => {
  for (const path of [...endpoints, '/userinfo']) {
    const answers = [
      await send(cluster.issuer + path, { method: 'POST' }),
      await send(cluster.issuer + path, { method: 'DELETE' }),
      await send(cluster.issuer + path, { method: 'POST', headers: { accept: 'text/html' } }),
    ]
    for (const { headers, body } of answers) {
      expect(headers.get('content-type')).toContain('application/json')
      expect(Object.keys(body).toSorted()).toEqual(['error', 'error_description'])
    }
    for (const { headers } of answers) expect(headers.get('cache-control')).toBe('no-store')
  }
})

/** Words of the protocol beside anything at all. */
const word = fc.oneof(
  fc.constantFrom(
    'client_id',
    'client_secret',
    'grant_type',
    'authorization_code',
    'refresh_token',
    'client_credentials',
    'code',
    'token',
    'scope',
    'openid',
    'resource',
    'redirect_uri',
    'request_uri',
    'response_type',
    'response_mode',
    'code_challenge',
    'code_verifier',
    'prompt',
    'max_age',
    'id_token_hint',
    'claims',
    'state',
    'xsrf',
    'logout',
    'client_assertion',
    'authorization_details',
    'dpop_jkt',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
)
const pairs = fc.array(fc.tuple(word, word), { maxLength: 8 })

test('no input breaks an endpoint or redirects a browser', async () => {
  const { clientId } = journey.client
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...everyPost),
      pairs,
      fc.boolean(),
      async (path, list, known) => {
        const body = new URLSearchParams(list)
        if (known) body.set('client_id', clientId)
        const headers: Record<string, string> = endpoints.includes(path)
          ? { authorization: basic(journey.client) }
          : {}
        const answer = await send(cluster.issuer + path, { method: 'POST', headers, body })
        expect(answer.status).toBeLessThan(500)
        const location = new URL(answer.headers.get('location') ?? '/', cluster.issuer)
        expect(location.origin).toBe(cluster.issuer)
      },
    ),
    { numRuns: rounds(80) },
  )
})

test('no input makes the authorization endpoint redirect to a stranger', async () => {
  const person = newPerson(cluster)
  await fc.assert(
    fc.asyncProperty(pairs, fc.boolean(), async (list, known) => {
      const params = new URLSearchParams(list)
      if (known) params.set('client_id', journey.client.clientId)
      params.delete('redirect_uri')
      params.append('redirect_uri', 'https://app.example.evil/cb')
      const page = await person.visit(`/authorize?${params}`)
      expect(page.status).toBe(400)
      expect(page.headers.get('location')).toBeNull()
    }),
    { numRuns: rounds(50) },
  )
})

test('after all of this the server still signs people in', async () => {
  const { tokens } = await signedIn(cluster)
  expect(tokens.accessToken).not.toBe('undefined')
})
