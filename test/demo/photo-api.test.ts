/** The protected API takes only access tokens: of this issuer, for this API, with its scope. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { base64url, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { audience, clientId, person } from './bare-issuer.ts'
import { openStage, rawTokens, type Stage } from './stage.ts'

let stage: Stage
let tokens: { accessToken: string; idToken: string }
let claims: JWTPayload

beforeAll(async () => {
  stage = await openStage()
  tokens = rawTokens(await stage.signIn())
  const second = Math.floor(Date.now() / 1000)
  claims = {
    iss: stage.issuer.url,
    aud: audience,
    sub: person.sub,
    client_id: clientId,
    jti: 'one',
    scope: 'photos:read',
    iat: second - 10,
    exp: second + 60,
  }
})

afterAll(() => stage.close())

async function call(authorization: string | null): Promise<Response> {
  const headers = new Headers(authorization === null ? {} : { authorization })
  return fetch(`${stage.demo.url}/api/photos`, { headers })
}

async function refusalOf(token: string): Promise<string> {
  const response = await call(`Bearer ${token}`)
  expect(response.status).toBe(401)
  return response.headers.get('www-authenticate') ?? ''
}

test('an access token from Parley is accepted', async () => {
  const response = await call(`Bearer ${tokens.accessToken}`)
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({ owner: person.sub, photos: { length: 6 } })
})

test('a token made here with the right claims is accepted, so the refusals below mean something', async () => {
  expect((await call(`bearer ${await stage.issuer.sign(claims)}`)).status).toBe(200)
})

test('one audience among several is enough', async () => {
  const aud = ['https://elsewhere.example', audience]
  expect((await call(`Bearer ${await stage.issuer.sign({ ...claims, aud })}`)).status).toBe(200)
})

describe('invalid_token is the answer to', () => {
  test.each<[string, Partial<Record<string, unknown>>, string]>([
    ['a token for another API', { aud: 'https://elsewhere.example' }, 'its aud is not right'],
    ['a token of another issuer', { iss: 'https://evil.example' }, 'its iss is not right'],
    ['an expired token', { exp: 1_000_000_000 }, 'it has expired'],
    ['a token that never expires', { exp: undefined }, 'its claims are not right'],
    ['a token of no client', { client_id: undefined }, 'its claims are not right'],
  ])('%s', async (_name, change, reason) => {
    const header = await refusalOf(await stage.issuer.sign({ ...claims, ...change }))
    expect(header).toContain('error="invalid_token"')
    expect(header).toContain(reason)
  })

  test('an ID token in place of an access token', async () => {
    expect(await refusalOf(tokens.idToken)).toContain('error="invalid_token"')
    const dressed = await stage.issuer.sign(claims, { typ: 'JWT' })
    expect(await refusalOf(dressed)).toContain('its typ is not right')
  })

  test('an unsigned token', async () => {
    const header = base64url.encode(JSON.stringify({ alg: 'none', typ: 'at+jwt' }))
    const payload = base64url.encode(JSON.stringify(claims))
    // Without a signature it is not even a bearer credential of three parts.
    expect((await call(`Bearer ${header}.${payload}.`)).status).toBe(401)
    expect(await refusalOf(`${header}.${payload}.AAAA`)).toContain('its alg is not right')
  })

  test('a token signed with a shared secret', async () => {
    const secret = new TextEncoder().encode('x'.repeat(32))
    const header = { alg: 'HS256', typ: 'at+jwt', kid: 'bare' }
    const token = await new SignJWT(claims).setProtectedHeader(header).sign(secret)
    expect(await refusalOf(token)).toContain('its alg is not right')
  })

  test('a token signed with a key the issuer does not publish', async () => {
    const { privateKey } = await generateKeyPair('ES256')
    for (const kid of ['bare', 'unknown']) {
      const header = { alg: 'ES256', typ: 'at+jwt', kid }
      const token = await new SignJWT(claims).setProtectedHeader(header).sign(privateKey)
      expect(await refusalOf(token)).toContain('its signature cannot be verified')
    }
  })

  test('a token with a changed payload, and no token at all', async () => {
    const [header, , signature] = tokens.accessToken.split('.')
    const payload = base64url.encode(JSON.stringify({ ...claims, sub: 'someone-else' }))
    await refusalOf(`${header}.${payload}.${signature}`)
    await refusalOf('nonsense')
  })
})

test('a token without the scope is refused with 403 and the name of the missing scope', async () => {
  for (const scope of ['openid', 'photos:reader', undefined]) {
    const response = await call(`Bearer ${await stage.issuer.sign({ ...claims, scope })}`)
    expect(response.status).toBe(403)
    expect(response.headers.get('www-authenticate')).toMatch(
      /error="insufficient_scope".*scope="photos:read"/,
    )
  }
})

test('without a token, or with another kind of credentials, the answer says how to authenticate', async () => {
  for (const authorization of [null, 'Basic YTpi', 'Bearer', 'Bearer a b']) {
    const response = await call(authorization)
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="Harbor Photos"')
  }
})

test('while the keys are unavailable, the answer neither accepts nor refuses', async () => {
  const early = await openStage({ issuerUp: false })
  try {
    const response = await fetch(`${early.demo.url}/api/photos`, {
      headers: { authorization: `Bearer ${tokens.accessToken}` },
    })
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('3')
  } finally {
    await early.close()
  }
})
