/** JWT access tokens (RFC 9068) and the resources that they are for (RFC 8707). */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { authorizationRequest } from '../support/person.ts'
import { authorized, type Journey, sidOf, signedIn } from '../support/sign-in.ts'
import { claimsOf, post, refresh, type SignedIn, send, tokensOf } from '../support/tokens.ts'

let cluster: Cluster
let journey: Journey & { readonly tokens: SignedIn }

beforeAll(async () => {
  cluster = await startCluster()
  journey = await signedIn(cluster)
})
afterAll(() => cluster?.close())

test('a token for a person has its subject, audience, scopes and the way of signing in', async () => {
  const { account, client, tokens } = journey
  const { payload, protectedHeader } = await jwtVerify(
    tokens.accessToken,
    createRemoteJWKSet(new URL('/jwks', cluster.issuer)),
    { issuer: cluster.issuer, audience: `${cluster.issuer}/api`, typ: 'at+jwt' },
  )
  expect(protectedHeader).toMatchObject({ alg: 'ES256', typ: 'at+jwt' })
  expect(payload).toMatchObject({
    sub: account.id,
    client_id: client.clientId,
    scope: 'openid profile email photos:read',
    acr: 'pwd',
    amr: ['pwd'],
  })
  expect(Number(payload.exp) - Number(payload.iat)).toBe(300)
  expect(payload.jti).toMatch(/^[\w-]{22,}$/)
  expect(Number(payload['auth_time'])).toBeLessThanOrEqual(Number(payload.iat))
  expect(payload['sid']).toBe(claimsOf(tokens.idToken)['sid'] ?? payload['sid'])
})

test('a token of a service has the service as its subject and no sign-in', async () => {
  const service = await cluster.client({
    grantTypes: ['client_credentials'],
    redirectUris: [],
    postLogoutRedirectUris: [],
    scopes: ['photos:read'],
  })
  const params = { grant_type: 'client_credentials', scope: 'photos:read' }
  const { body } = await post(`${cluster.issuer}/token`, service, params)
  const claims = claimsOf(body['access_token'])
  expect(claims).toMatchObject({
    iss: cluster.issuer,
    sub: service.clientId,
    client_id: service.clientId,
    aud: `${cluster.issuer}/api`,
    scope: 'photos:read',
  })
  for (const name of ['auth_time', 'acr', 'amr', 'sid']) expect(claims).not.toHaveProperty(name)
})

test('no two tokens have the same id', async () => {
  const ids = new Set([claimsOf(journey.tokens.accessToken)['jti']])
  let { refreshToken } = journey.tokens
  for (let i = 0; i < 5; i += 1) {
    const next = tokensOf(await refresh(cluster.issuer, journey.client, refreshToken))
    refreshToken = next.refreshToken
    ids.add(claimsOf(next.accessToken)['jti'])
  }
  expect(ids.size).toBe(6)
})

test('the type of an ID token says that it is not an access token', () => {
  expect(decodeProtectedHeader(journey.tokens.idToken).typ).not.toBe('at+jwt')
  expect(claimsOf(journey.tokens.idToken)['aud']).toBe(journey.client.clientId)
})

test('a token reveals nothing about the account beyond its scopes', () => {
  const claims = claimsOf(journey.tokens.accessToken)
  for (const name of ['email', 'name', 'email_verified', 'roles']) {
    expect(claims).not.toHaveProperty(name)
  }
})

test('the grant id in a token is neither the session id nor a cookie', () => {
  const sid = sidOf(journey.tokens)
  for (const { value } of journey.person.cookies.values()) expect(value).not.toContain(sid)
})

describe('a resource', () => {
  const unknown = [
    'https://unknown.example',
    'https://unknown.example/#f',
    'urn:unknown',
    'relative',
    '/api',
    ' ',
  ]

  test.each(unknown)('that is not registered is refused: %j', async (resource) => {
    const page = await journey.person.visit(
      authorizationRequest(cluster, journey.client.clientId, { resource }).url,
    )
    expect(page.headers.get('location')).toContain('error=invalid_target')
  })

  test.each([
    (base: string) => `${base}/api#f`,
    (base: string) => `${base}/api/`,
    (base: string) => `${base}/API`,
    (base: string) => `${base}/admin/v1`,
    (base: string) => base,
    (base: string) => `${base}/userinfo`,
  ])(
    'must match the registered one exactly, and the admin API is not for apps: %#',
    async (mutate) => {
      const resource = mutate(cluster.issuer)
      const page = await journey.person.visit(
        authorizationRequest(cluster, journey.client.clientId, { resource }).url,
      )
      expect(page.headers.get('location')).toContain('error=invalid_target')
    },
  )

  test('is the audience if it was requested', async () => {
    const resource = `${cluster.issuer}/api`
    const { tokens } = await signedIn(cluster, { params: { resource, scope: 'photos:read' } })
    expect(claimsOf(tokens.accessToken)['aud']).toBe(resource)
  })
})

describe('a registered resource server', () => {
  const photos = 'https://photos.example/api'
  const print = 'https://print.example/api'
  let own: Cluster

  beforeAll(async () => {
    own = await startCluster()
    await own.resourceServer(photos, ['photos:read'])
    await own.resourceServer(print, ['print:order'])
  })
  afterAll(() => own?.close())

  test('gets its own tokens, with only its own scopes', async () => {
    const params = { resource: photos, scope: 'openid photos:read print:order' }
    const { tokens } = await signedIn(own, { params })
    const claims = claimsOf(tokens.accessToken)
    expect([claims['aud'], claims['scope']]).toEqual([photos, 'photos:read'])
    const headers = { authorization: `Bearer ${tokens.accessToken}` }
    expect((await send(`${own.issuer}/userinfo`, { headers })).status).toBe(401)
  })

  test('stays the audience at every refresh, and cannot be replaced', async () => {
    const params = { resource: photos, scope: 'openid photos:read' }
    const { client, tokens } = await signedIn(own, { params })
    const ask = (resource: string) =>
      post(`${own.issuer}/token`, client, {
        grant_type: 'refresh_token',
        refresh_token: tokens.refreshToken,
        resource,
      })
    expect((await ask(print)).body['error']).toBe('invalid_target')
    expect((await ask(`${own.issuer}/api`)).body['error']).toBe('invalid_target')
    const answer = tokensOf(await refresh(own.issuer, client, tokens.refreshToken))
    expect(claimsOf(answer.accessToken)['aud']).toBe(photos)
  })

  test('that was not allowed is not available at the code exchange either', async () => {
    const params = { resource: photos, scope: 'openid photos:read' }
    const { client, request, callback } = await authorized(own, { params })
    const answer = await post(`${own.issuer}/token`, client, {
      grant_type: 'authorization_code',
      code: callback.searchParams.get('code') ?? '',
      redirect_uri: request.url.searchParams.get('redirect_uri') ?? '',
      code_verifier: request.verifier,
      resource: print,
    })
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_target' } })
  })
})
