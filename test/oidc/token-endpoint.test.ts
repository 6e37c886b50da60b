/** The token endpoint: who may ask, in what form, and what a refusal gives away. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { type Cluster, redirectUri, startCluster } from '../support/cluster.ts'
import { authorized, type Journey, signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { type Answer, basic, post, redeem, refresh, send, tokensOf } from '../support/tokens.ts'

let cluster: Cluster
let client: RegisteredClient
let service: RegisteredClient
let spa: RegisteredClient

const serviceGrant = { grant_type: 'client_credentials', scope: 'photos:read' }

beforeAll(async () => {
  cluster = await startCluster()
  client = await cluster.client()
  spa = await cluster.client({ authMethod: 'none' })
  service = await cluster.client({
    authMethod: 'client_secret_post',
    grantTypes: ['client_credentials'],
    redirectUris: [],
    postLogoutRedirectUris: [],
    scopes: ['photos:read', 'photos:write'],
  })
})
afterAll(() => cluster?.close())

function token(params: Record<string, string>, as: RegisteredClient | null = client) {
  return post(`${cluster.issuer}/token`, as, params)
}

function withSecret({ clientId, clientSecret }: RegisteredClient): Record<string, string> {
  return { client_id: clientId, client_secret: clientSecret ?? '' }
}

function exchange({ request, callback }: Journey, over: Record<string, string> = {}) {
  return {
    grant_type: 'authorization_code',
    code: callback.searchParams.get('code') ?? '',
    redirect_uri: redirectUri,
    code_verifier: request.verifier,
    ...over,
  }
}

async function userInfoStatus(accessToken: string): Promise<number> {
  const headers = { authorization: `Bearer ${accessToken}` }
  return (await send(`${cluster.issuer}/userinfo`, { headers })).status
}

test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH'])(
  '%s is answered with 405: only POST is allowed',
  async (method) => {
    const answer = await send(`${cluster.issuer}/token`, { method })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
  },
)

test('parameters in the address are ignored', async () => {
  const query = new URLSearchParams({ ...serviceGrant, ...withSecret(service) })
  const bare = await post(`${cluster.issuer}/token?${query}`, null, {})
  expect(bare).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
  const secret = new URLSearchParams(withSecret(service))
  const answer = await post(`${cluster.issuer}/token?${secret}`, null, serviceGrant)
  expect([400, 401]).toContain(answer.status)
  expect(answer.body).not.toHaveProperty('access_token')
})

test.each([
  ['JSON', 'application/json', JSON.stringify({ grant_type: 'client_credentials' })],
  ['multipart', 'multipart/form-data; boundary=x', '--x\r\n\r\n--x--'],
  ['text', 'text/plain', 'grant_type=client_credentials'],
  ['XML', 'application/xml', '<a/>'],
])('a body of %s is refused', async (_, type, body) => {
  const answer = await send(`${cluster.issuer}/token`, {
    method: 'POST',
    headers: { authorization: basic(client), 'content-type': type },
    body,
  })
  expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
})

test('caches may store neither a success nor a refusal', async () => {
  const good = await token({ ...serviceGrant, ...withSecret(service) }, null)
  const bad = await token({ grant_type: 'nonsense' })
  expect([good.status, good.headers.get('cache-control')]).toEqual([200, 'no-store'])
  expect(good.headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect([bad.status, bad.headers.get('cache-control')]).toEqual([400, 'no-store'])
})

describe('a refusal has the error code of the RFC', () => {
  test.each<[string, number, Record<string, string>]>([
    ['invalid_request', 400, {}],
    ['unsupported_grant_type', 400, { grant_type: 'password', username: 'a', password: 'b' }],
    ['unsupported_grant_type', 400, { grant_type: 'implicit' }],
    ['unsupported_grant_type', 400, { grant_type: '__proto__' }],
    ['invalid_request', 400, { grant_type: '' }],
    ['invalid_request', 400, { grant_type: 'authorization_code' }],
    ['invalid_request', 400, { grant_type: 'authorization_code', code: 'x' }],
    ['invalid_request', 400, { grant_type: 'refresh_token' }],
    ['invalid_grant', 400, { grant_type: 'refresh_token', refresh_token: 'x' }],
    ['invalid_grant', 400, { grant_type: 'refresh_token', refresh_token: 'a\0b' }],
    ['invalid_grant', 400, { ...exchangeOf('x') }],
    ['unauthorized_client', 400, serviceGrant],
  ])('%s', async (error, status, params) => {
    expect(await token(params)).toMatchObject({ status, body: { error } })
  })

  test.each<[string, Record<string, string>]>([
    ['invalid_scope', { grant_type: 'client_credentials', scope: 'openid' }],
    ['invalid_target', { ...serviceGrant, resource: 'https://unknown.example' }],
    ['invalid_target', { ...serviceGrant, resource: 'no uri' }],
  ])('%s', async (error, params) => {
    const answer = await token({ ...params, ...withSecret(service) }, null)
    expect(answer).toMatchObject({ status: 400, body: { error } })
  })

  function exchangeOf(code: string): Record<string, string> {
    const verifier = 'v'.repeat(43)
    return {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    }
  }
})

const everyBackChannel = ['/token', '/par', '/revoke', '/introspect']

describe.each(everyBackChannel)('at %s', (path) => {
  const ask = (headers: Record<string, string>, params: Record<string, string>) =>
    send(`${cluster.issuer}${path}`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ grant_type: 'refresh_token', token: 'x', ...params }),
    })
  const basicOf = (id: string, secret: string) => ({
    authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
  })

  test('a client with a secret must present it', async () => {
    const bare = await ask({}, { client_id: client.clientId })
    expect(bare).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
    const nobody = await ask({}, {})
    expect(nobody).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
  })

  test('a wrong secret and an unknown client get the same answer, which says how to authenticate', async () => {
    const wrong = await ask(basicOf(client.clientId, 'wrong'), {})
    const unknown = await ask(basicOf('nobody', 'wrong'), {})
    expect(wrong).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
    expect([unknown.status, unknown.body]).toEqual([wrong.status, wrong.body])
    expect(wrong.headers.get('www-authenticate')).toMatch(/^Basic /)
  })

  test.each([
    ['the stored hash of the secret', () => hashOf(client)],
    ['nothing', async () => ''],
  ])('%s is not a secret', async (_, secret) => {
    const answer = await ask(basicOf(client.clientId, await secret()), {})
    expect([400, 401]).toContain(answer.status)
    expect(['invalid_client', 'invalid_request']).toContain(answer.body['error'])
  })

  test('a client without a secret cannot send one', async () => {
    const pretending = await ask({}, { client_id: spa.clientId, client_secret: 'x' })
    expect(pretending).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
  })

  test('a request may authenticate in only one way', async () => {
    const twice = await ask({ authorization: basic(client) }, withSecret(client))
    expect(twice).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
    const other = await ask({ authorization: basic(client) }, { client_id: spa.clientId })
    expect(other).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
  })

  test.each([
    'Basic',
    'Basic ',
    'Basic !!!!',
    'Basic bm9jb2xvbg==',
    `Basic ${Buffer.from(':').toString('base64')}`,
    `Basic ${Buffer.from('%zz:x').toString('base64')}`,
    'Basic a b c',
    'Digest x',
    'Negotiate',
  ])('malformed credentials are refused, and break nothing: %j', async (authorization) => {
    const answer = await ask({ authorization }, {})
    expect([400, 401]).toContain(answer.status)
    expect(['invalid_request', 'invalid_client']).toContain(answer.body['error'])
  })
})

async function hashOf({ clientId }: RegisteredClient): Promise<string> {
  const [row] = await sql<{ hash: Buffer }>(
    cluster,
    'SELECT secret_hash AS hash FROM clients WHERE id = $1',
    [clientId],
  )
  return row?.hash.toString('base64url') ?? ''
}

test('credentials in the header are form-encoded: %41 is A, and + is a space', async () => {
  const { clientId, clientSecret } = client
  const encode = (text: string) => [...text].map((c) => `%${hex(c)}`).join('')
  const hex = (c: string) => c.charCodeAt(0).toString(16).padStart(2, '0')
  const header = (id: string, secret: string | null) => ({
    authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
  })
  const ask = (headers: Record<string, string>) =>
    send(`${cluster.issuer}/introspect`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ token: 'x' }),
    })
  expect((await ask(header(encode(clientId), encode(clientSecret ?? '')))).status).toBe(200)
  expect((await ask(header(`+${clientId}`, clientSecret))).status).toBe(401)
})

describe('an authorization code', () => {
  test('is worthless to another client', async () => {
    const journey = await authorized(cluster, { client })
    const other = await cluster.client()
    const stolen = await token(exchange(journey), other)
    expect(stolen).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
    expect((await token(exchange(journey, { client_id: spa.clientId }), null)).status).toBe(400)
  })

  test.each([
    ['another redirect URI', { redirect_uri: 'https://app.example/other' }],
    ['another spelling of the redirect URI', { redirect_uri: 'https://app.example/cb/' }],
    ['another verifier', { code_verifier: 'x'.repeat(43) }],
  ])('is worthless with %s', async (_, over) => {
    const journey = await authorized(cluster, { client })
    const answer = await token(exchange(journey, over))
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
    expect(answer.body).not.toHaveProperty('access_token')
  })

  test('works once: the second use revokes everything from the first', async () => {
    const journey = await authorized(cluster, { client })
    const tokens = tokensOf(await redeem(cluster.issuer, client, journey))
    expect(await userInfoStatus(tokens.accessToken)).toBe(200)
    const again = await redeem(cluster.issuer, client, journey)
    expect(again).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
    expect(await userInfoStatus(tokens.accessToken)).toBe(401)
    const late = await refresh(cluster.issuer, client, tokens.refreshToken)
    expect(late).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  })

  test.each([
    ['with a wrong verifier', { code_verifier: 'x'.repeat(43) }],
    ['with a wrong redirect URI', { redirect_uri: 'https://app.example/other' }],
    ['without a verifier', { code_verifier: '' }],
  ])('that was redeemed and is presented again %s ends nothing', async (_, over) => {
    const journey = await authorized(cluster, { client })
    const tokens = tokensOf(await redeem(cluster.issuer, client, journey))
    const again = await token(exchange(journey, over))
    expect(again).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
    expect(await userInfoStatus(tokens.accessToken)).toBe(200)
    expect((await refresh(cluster.issuer, client, tokens.refreshToken)).status).toBe(200)
  })

  test('lives sixty seconds', async () => {
    const journey = await authorized(cluster, { client })
    const [row] = await sql<{ seconds: number }>(
      cluster,
      `UPDATE authorization_codes SET expires_at = expires_at - interval '61 seconds'
       WHERE client_id = $1 AND consumed_at IS NULL
       RETURNING extract(epoch FROM now() - expires_at)::int AS seconds`,
      [client.clientId],
    )
    expect(row?.seconds).toBeGreaterThan(0)
    const answer = await redeem(cluster.issuer, client, journey)
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  })
})

test('a public client gets no tokens for itself, and cannot be registered for them', async () => {
  const answer = await token({ ...serviceGrant, client_id: spa.clientId }, null)
  expect(answer).toMatchObject({ status: 400, body: { error: 'unauthorized_client' } })
  await expect(
    cluster.client({ authMethod: 'none', grantTypes: ['client_credentials'], redirectUris: [] }),
  ).rejects.toMatchObject({ code: 'client_metadata_invalid' })
})

test('only a client that registered a grant type can use it', async () => {
  const answer = await token(
    { ...withSecret(service), ...exchange(await authorized(cluster, {})) },
    null,
  )
  expect(answer).toMatchObject({ status: 400, body: { error: 'unauthorized_client' } })
})

test('the answer names the scope if it is smaller than requested', async () => {
  const params = { scope: 'openid photos:read photos:write nonsense' }
  const journey = await authorized(cluster, { client, params })
  const { body } = await redeem(cluster.issuer, client, journey)
  expect(body['scope']).toBe('openid photos:read')
})

test('fifty kilobytes of scope are refused', async () => {
  const scope = 'photos:read '.repeat(4300)
  const answer = await token({ ...serviceGrant, scope, ...withSecret(service) }, null)
  expect(answer.status).toBe(400)
  const wide = Array.from({ length: 4000 }, (_, i) => `scope${i}`).join(' ')
  const other = await token({ ...serviceGrant, scope: wide, ...withSecret(service) }, null)
  expect(other).toMatchObject({ status: 400, body: { error: 'invalid_scope' } })
})

test('a refused grant gets the same answer whatever is wrong with it', async () => {
  const other = await cluster.client()
  const { tokens } = await signedIn(cluster, { client: other })
  const foreign = await authorized(cluster, { client: other })
  const spent = await authorized(cluster, { client })
  await redeem(cluster.issuer, client, spent)
  const attempts: Answer[] = [
    await token(exchange(foreign)),
    await token(exchange(spent)),
    await token(exchange(spent, { code: 'never' })),
    await token(exchange(await authorized(cluster, { client }), { code_verifier: 'x'.repeat(43) })),
    await refresh(cluster.issuer, client, tokens.refreshToken),
    await refresh(cluster.issuer, client, 'never'),
    await refresh(cluster.issuer, client, `1.${'a'.repeat(22)}.0.${'b'.repeat(43)}`),
    await refresh(cluster.issuer, client, tokens.accessToken),
  ]
  const texts = attempts.map(({ status, body }) => JSON.stringify([status, body]))
  expect([...new Set(texts)]).toEqual([
    JSON.stringify([
      400,
      { error: 'invalid_grant', error_description: 'grant request is invalid' },
    ]),
  ])
})
