/** Userinfo, and what counts as presenting an access token (RFC 6750). */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { SignJWT } from 'jose'
import { updateProfile } from '../../src/accounts/profile.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { rawRequest } from '../support/raw-request.ts'
import { type Journey, signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { type Answer, claimsOf, post, type SignedIn, send } from '../support/tokens.ts'

let cluster: Cluster
let journey: Journey & { readonly tokens: SignedIn }

beforeAll(async () => {
  cluster = await startCluster()
  journey = await signedIn(cluster)
})
afterAll(() => cluster?.close())

function ask(headers: Record<string, string>, init: RequestInit = {}): Promise<Answer> {
  return send(`${cluster.issuer}/userinfo`, { ...init, headers })
}

function bearer(token: string): Promise<Answer> {
  return ask({ authorization: `Bearer ${token}` })
}

test('without a token there is only a challenge', async () => {
  const answer = await ask({})
  expect(answer.status).toBe(401)
  const challenge = answer.headers.get('www-authenticate')
  expect(challenge).toMatch(/^Bearer /)
  expect(challenge).not.toContain('error=')
})

test.each(['GET', 'POST'])('%s answers with the subject of the ID token', async (method) => {
  const { accessToken, idToken } = journey.tokens
  const answer = await ask({ authorization: `Bearer ${accessToken}` }, { method })
  expect([answer.status, answer.body]).toEqual([
    200,
    {
      sub: claimsOf(idToken)['sub'],
      name: journey.account.name,
      email: journey.account.email,
      email_verified: false,
    },
  ])
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

test('the answer has only the claims that the scopes allow', async () => {
  const { tokens, account } = await signedIn(cluster, { params: { scope: 'openid email' } })
  expect((await bearer(tokens.accessToken)).body).toEqual({
    sub: account.id,
    email: account.email,
    email_verified: false,
  })
})

test('the profile comes by scope, when it is set, and not in the ID token', async () => {
  const { account } = await signedIn(cluster)
  const by = { kind: 'account', id: account.id } as const
  const profile = { given_name: 'Ada', locale: 'en-GB', birthdate: '1815-12-10' }
  const address = { locality: 'London', country: 'GB' }
  // People cannot say of their own number that it is verified.
  const phone = { phone_number: '+442079460000', phone_number_verified: true }
  const changes = { ...profile, address, ...phone }
  expect(await updateProfile(cluster.store, { accountId: account.id, changes, by })).toBe(true)
  expect(await updateProfile(cluster.store, { accountId: account.id, changes, by })).toBe(false)
  const client = await cluster.client({ scopes: ['openid', 'profile', 'phone', 'address'] })
  const told = async (scope: string) => {
    const { tokens } = await signedIn(cluster, { account, client, params: { scope } })
    expect(JSON.stringify(claimsOf(tokens.idToken))).not.toMatch(/Ada|London|2079|1815/)
    return (await bearer(tokens.accessToken)).body
  }
  const sub = account.id
  expect(await told('openid')).toEqual({ sub })
  expect(await told('openid profile')).toEqual({
    sub,
    name: account.name,
    ...profile,
    updated_at: expect.any(Number),
  })
  expect(await told('openid phone address')).toEqual({
    sub,
    address,
    phone_number: '+442079460000',
    phone_number_verified: false,
  })
  const details = await sql(
    cluster,
    "SELECT details FROM audit_events WHERE account_id = $1 AND type = 'account.changed'",
    [sub],
  )
  expect(details).toEqual([
    {
      details: {
        changed: 'given_name birthdate locale phone_number phone_number_verified address',
      },
    },
  ])
})

test.each([
  ['an account without a name', () => ''],
  ['an account from before, whose name is its address', (email: string) => email],
  ['an account whose name is a former address', () => 'Former@Example.com'],
])(
  '%s has no name claim, so that an address goes only to those who asked for it',
  async (...row) => {
    const [, nameFrom] = row
    const account = await cluster.account()
    await sql(cluster, 'UPDATE accounts SET name = $2 WHERE id = $1', [
      account.id,
      nameFrom(account.email),
    ])
    const { tokens } = await signedIn(cluster, { account, params: { scope: 'openid profile' } })
    expect((await bearer(tokens.accessToken)).body).toEqual({ sub: account.id })
    for (const token of [tokens.accessToken, tokens.idToken]) {
      expect(JSON.stringify(claimsOf(token))).not.toContain('@')
    }
    const both = { account, params: { scope: 'openid profile email' } }
    const { tokens: more } = await signedIn(cluster, both)
    expect((await bearer(more.accessToken)).body).toEqual({
      sub: account.id,
      email: account.email,
      email_verified: false,
    })
  },
)

test('a token without openid has insufficient scope', async () => {
  const { tokens } = await signedIn(cluster, { params: { scope: 'photos:read' } })
  const answer = await bearer(tokens.accessToken)
  expect([401, 403]).toContain(answer.status)
  expect(['invalid_token', 'insufficient_scope']).toContain(answer.body['error'])
})

/** Other tokens, and mutants of a good one. */
const strangers: readonly (readonly [string, () => string | Promise<string>])[] = [
  ['an ID token', () => journey.tokens.idToken],
  ['a refresh token', () => journey.tokens.refreshToken],
  ['a code', () => journey.callback.searchParams.get('code') ?? ''],
  ['the token id alone', () => String(claimsOf(journey.tokens.accessToken)['jti'])],
  ['the grant id', () => String(claimsOf(journey.tokens.accessToken)['sid'])],
  ['another signature', () => `${journey.tokens.accessToken.slice(0, -6)}AAAAAA`],
  ['no signature', () => journey.tokens.accessToken.replace(/[^.]+$/, '')],
  ['alg none', () => withHeader({ alg: 'none', typ: 'at+jwt' })],
  ['alg HS256', () => signedWith('HS256')],
  ['a key of its own in the header', () => signedWith('jwk')],
  ['a token of a service', () => serviceToken()],
  ['nothing known', () => 'x'.repeat(43)],
]

function withHeader(header: object): string {
  const [, payload = ''] = journey.tokens.accessToken.split('.')
  return `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}.`
}

async function signedWith(kind: 'HS256' | 'jwk'): Promise<string> {
  const [header = ''] = journey.tokens.accessToken.split('.')
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString())
  const { body } = await send(`${cluster.issuer}/jwks`)
  const key = new TextEncoder().encode(JSON.stringify(body))
  const jwk = kind === 'jwk' ? { jwk: { kty: 'oct', k: 'AAAA' } } : {}
  return new SignJWT(claimsOf(journey.tokens.accessToken))
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid, ...jwk })
    .sign(key)
}

async function serviceToken(): Promise<string> {
  const service = await cluster.client({
    grantTypes: ['client_credentials'],
    redirectUris: [],
    postLogoutRedirectUris: [],
    scopes: ['photos:read'],
  })
  const params = { grant_type: 'client_credentials' }
  const { body } = await post(`${cluster.issuer}/token`, service, params)
  return String(body['access_token'])
}

test.each(strangers)('%s is not an access token here', async (_, make) => {
  const answer = await bearer(await make())
  expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_token' } })
  expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer .*error="invalid_token"/)
})

test('a token that was revoked with its family is refused at once', async () => {
  const { client, tokens } = await signedIn(cluster)
  await post(`${cluster.issuer}/revoke`, client, { token: tokens.refreshToken })
  expect(await bearer(tokens.accessToken)).toMatchObject({
    status: 401,
    body: { error: 'invalid_token' },
  })
})

test('a token may be presented in only one way', async () => {
  const { accessToken } = journey.tokens
  const answer = await ask(
    { authorization: `Bearer ${accessToken}` },
    { method: 'POST', body: new URLSearchParams({ access_token: accessToken }) },
  )
  expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
})

test('a token in the address is ignored', async () => {
  const query = new URLSearchParams({ access_token: journey.tokens.accessToken })
  const answer = await send(`${cluster.issuer}/userinfo?${query}`)
  expect([400, 401]).toContain(answer.status)
  expect(answer.body).not.toHaveProperty('sub')
})

describe('a malformed Authorization header is a 4xx and breaks nothing', () => {
  test.each([
    'Bearer',
    'Bearer ',
    'Bearer  a b',
    'Bearer a b c',
    'bearer',
    'Bearer ,',
    'Bearer =',
    'Bearer é',
    'Bearer .',
    'Bearer ..',
    'Bearer ...',
    'Bearer a.b.c',
    'Bearer e30.e30.e30',
    'Bearer bnVsbA.bnVsbA.bnVsbA',
    'Bearer {}',
    'Basic x',
    'DPoP x',
    'Token x',
    ' ',
    ',',
    `Bearer ${'a'.repeat(7000)}`,
    `Bearer ${'.'.repeat(7000)}`,
  ])('%j', async (authorization) => {
    const { status } = await rawRequest(cluster.issuer, [
      'GET /userinfo HTTP/1.1',
      `Authorization: ${authorization}`,
    ])
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
  })

  test.each([
    ['a NUL', 'Authorization: Bearer a\0b'],
    ['eight kilobytes', `Authorization: Bearer ${'a'.repeat(8200)}`],
    ['two of them', 'Authorization: Bearer a\r\nAuthorization: Bearer b'],
  ])('%s', async (_, line) => {
    const { status } = await rawRequest(cluster.issuer, ['GET /userinfo HTTP/1.1', line])
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
  })
})

test('scripts of the client may read it, other scripts may not', async () => {
  const from = (origin: string) =>
    ask({ authorization: `Bearer ${journey.tokens.accessToken}`, origin })
  const own = await from('https://app.example')
  expect(own.headers.get('access-control-allow-origin')).toBe('https://app.example')
  expect(own.headers.get('access-control-allow-credentials')).toBeNull()
  const other = await from('https://evil.example')
  expect(other.headers.get('access-control-allow-origin')).toBeNull()
  expect(other.body).not.toHaveProperty('email')
})
