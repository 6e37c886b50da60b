/** What libraries send that is a little off, and means the same (RFC 6749, 3.3; RFC 6750, 2.2). */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { authorizationRequest } from '../support/person.ts'
import { rawRequest } from '../support/raw-request.ts'
import { type Journey, signedIn } from '../support/sign-in.ts'
import { basic, post, redeem, type SignedIn, send } from '../support/tokens.ts'

let cluster: Cluster
let journey: Journey & { readonly tokens: SignedIn }

beforeAll(async () => {
  cluster = await startCluster()
  journey = await signedIn(cluster)
})
afterAll(() => cluster?.close())

const untidy = [' openid  photos:read ', 'openid   photos:read', 'openid photos:read  ']

describe.each(untidy)('blanks too many in scope (%j) mean nothing', (scope) => {
  const tidy = 'openid photos:read'

  test('at the authorization endpoint', async () => {
    const { client, person } = journey
    const request = authorizationRequest(cluster, client.clientId, { scope })
    const callback = (await person.follow(request.url)).url
    const { body } = await redeem(cluster.issuer, client, { callback, request })
    expect(body['scope']).toBe(tidy)
  })

  test('in a pushed request', async () => {
    const { client, person } = journey
    const request = authorizationRequest(cluster, client.clientId, { scope })
    const params = Object.fromEntries(request.url.searchParams)
    const pushed = await post(`${cluster.issuer}/par`, client, params)
    const { clientId: client_id } = client
    const query = new URLSearchParams({
      client_id,
      request_uri: String(pushed.body['request_uri']),
    })
    const callback = (await person.follow(`/authorize?${query}`)).url
    const { body } = await redeem(cluster.issuer, client, { callback, request })
    expect(body['scope']).toBe(tidy)
  })

  test('at a refresh', async () => {
    const { client, tokens } = await signedIn(cluster)
    const params = { grant_type: 'refresh_token', refresh_token: tokens.refreshToken, scope }
    const { status, body } = await post(`${cluster.issuer}/token`, client, params)
    expect([status, body['scope']]).toEqual([200, tidy])
  })

  test('at userinfo', async () => {
    const headers = { authorization: `Bearer ${journey.tokens.accessToken}` }
    const query = new URLSearchParams({ scope })
    expect((await send(`${cluster.issuer}/userinfo?${query}`, { headers })).status).toBe(200)
  })

  test('for a client of its own account', async () => {
    const service = await cluster.client({
      grantTypes: ['client_credentials'],
      redirectUris: [],
      postLogoutRedirectUris: [],
      scopes: ['photos:read', 'openid'],
    })
    const params = { grant_type: 'client_credentials', scope: scope.replace('openid', '') }
    const { status, body } = await post(`${cluster.issuer}/token`, service, params)
    expect([status, body['scope']]).toEqual([200, 'photos:read'])
  })
})

test('blanks alone are no scope', async () => {
  const { client, person } = journey
  const request = authorizationRequest(cluster, client.clientId, { scope: '   ' })
  const page = await person.follow(request.url)
  const none = authorizationRequest(cluster, client.clientId, { scope: '' })
  const empty = await person.follow(none.url)
  expect(page.url.searchParams.get('error')).toBe(empty.url.searchParams.get('error'))
})

test('other separators are refused as before', async () => {
  const { client, person } = journey
  for (const scope of ['openid\temail', 'openid\nemail']) {
    const request = authorizationRequest(cluster, client.clientId, { scope })
    const page = await person.follow(request.url)
    expect(page.url.searchParams.get('error')).toBe('invalid_scope')
  }
})

describe('a charset that a form does not need', () => {
  const formOf = (charset: string, body: string | Uint8Array<ArrayBuffer>, path = '/token') =>
    fetch(`${cluster.issuer}${path}`, {
      method: 'POST',
      body,
      headers: {
        'content-type': `application/x-www-form-urlencoded; charset=${charset}`,
        authorization: basic(journey.client),
      },
    })

  const refreshForm = (token: string) =>
    new URLSearchParams({ grant_type: 'refresh_token', refresh_token: token }).toString()

  test.each(['ISO-8859-1', 'iso-8859-1', 'us-ascii', 'windows-1252', 'UTF-8'])(
    '%s is ignored at the token endpoint',
    async (charset) => {
      const { client, tokens } = await signedIn(cluster, { client: journey.client })
      expect(client).toBe(journey.client)
      expect((await formOf(charset, refreshForm(tokens.refreshToken))).status).toBe(200)
    },
  )

  test.each(['/introspect', '/revoke'])('is ignored at %s', async (path) => {
    const form = new URLSearchParams({ token: 'x' }).toString()
    expect((await formOf('ISO-8859-1', form, path)).status).toBe(200)
  })

  test('is not ignored where a byte is not ASCII', async () => {
    const form = Buffer.concat([
      Buffer.from('grant_type=refresh_token&refresh_token='),
      Buffer.of(0xe9),
    ])
    expect((await formOf('ISO-8859-1', new Uint8Array(form))).status).toBe(415)
  })

  test.each(['utf-7', 'utf-16', 'nonsense'])('%s is refused', async (charset) => {
    expect((await formOf(charset, refreshForm('x'))).status).toBe(415)
  })

  test('is refused on a page', async () => {
    const answer = await rawRequest(
      cluster.issuer,
      [
        'POST /interaction/x HTTP/1.1',
        'Content-Type: application/x-www-form-urlencoded; charset=ISO-8859-1',
        'Content-Length: 2',
      ],
      'a=',
    )
    expect(answer.status).toBe(415)
  })
})

describe('an access token in the form of POST /userinfo', () => {
  const ask = (body: URLSearchParams, headers: Record<string, string> = {}) =>
    send(`${cluster.issuer}/userinfo`, { method: 'POST', body, headers })

  const form = (over: Record<string, string> = {}) =>
    new URLSearchParams({ access_token: journey.tokens.accessToken, ...over })

  test('is answered like one in the header', async () => {
    const answer = await ask(form())
    expect(answer).toMatchObject({ status: 200, body: { sub: journey.account.id } })
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test.each([
    [
      'the header too',
      () => form(),
      () => ({ authorization: `Bearer ${journey.tokens.accessToken}` }),
    ],
    ['another header too', () => form(), () => ({ authorization: 'Bearer x' })],
    ['twice', () => new URLSearchParams(`${form()}&${form()}`), () => ({})],
  ])('is invalid_request with %s', async (_, make, headers) => {
    expect(await ask(make(), headers())).toMatchObject({
      status: 400,
      body: { error: 'invalid_request' },
    })
  })

  test.each([
    ['an ID token', () => journey.tokens.idToken],
    ['a refresh token', () => journey.tokens.refreshToken],
    ['another signature', () => `${journey.tokens.accessToken.slice(0, -6)}AAAAAA`],
    ['nonsense', () => 'nonsense'],
  ])('is invalid_token when it is %s', async (_, make) => {
    const answer = await ask(form({ access_token: make() }))
    expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_token' } })
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer .*error="invalid_token"/)
  })

  test('is nothing when it is empty', async () => {
    const answer = await ask(form({ access_token: '' }))
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).not.toContain('error=')
  })

  test('is not read from a body that is no form', async () => {
    const answer = await send(`${cluster.issuer}/userinfo`, {
      method: 'POST',
      body: JSON.stringify({ access_token: journey.tokens.accessToken }),
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(400)
  })
})
