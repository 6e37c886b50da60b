/** Everything but an access token of this issuer for this API is refused, with the reason. */

import { createHmac, createPublicKey } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { loadSigningKeys } from '../../src/keys/signing-keys.ts'
import {
  createVerifier,
  FeedRefused,
  FeedStale,
  KeysUnavailable,
  TokenInvalid,
  type Verifier,
  type VerifierOptions,
} from '../../src/verifier/index.ts'
import { machine } from '../admin-api/operator.ts'
import { type Cluster, startCluster, testSecret } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { type Journey, sidOf, signedIn } from '../support/sign-in.ts'
import { resigned } from '../support/sign-tokens.ts'
import type { SignedIn } from '../support/tokens.ts'
import { optionsFor } from './api-process.ts'

let cluster: Cluster
let journey: Journey & { readonly tokens: SignedIn }
let token: string
let verifier: Verifier
const opened: Verifier[] = []

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  journey = await signedIn(cluster)
  token = journey.tokens.accessToken
  verifier = open()
})
afterAll(async () => {
  for (const one of opened) one.close()
  await cluster?.close()
})

/** Without the feed, unless it is asked for. */
function open(over: Partial<VerifierOptions> = {}): Verifier {
  const { issuer } = cluster
  const made = createVerifier({ issuer, audience: `${issuer}/api`, ...over })
  opened.push(made)
  return made
}

async function faultOf(value: string, by = verifier): Promise<unknown> {
  const error = await by.verify(value).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return error instanceof TokenInvalid ? error.fault : error
}

const now = () => Math.floor(Date.now() / 1000)

test('a valid token names its subject, audience, client and expiry', async () => {
  expect(await verifier.verify(token)).toMatchObject({
    subject: journey.account.id,
    clientId: journey.client.clientId,
    scopes: expect.arrayContaining(['openid', 'photos:read']),
    sid: sidOf(journey.tokens),
    confirmation: null,
    isStale: false,
    claims: { iss: cluster.issuer },
  })
})

describe('these are refused:', () => {
  test('text that is not a JWT, or is too long to be honest', async () => {
    for (const value of ['', 'a.b.c', 'opaque', `${token}.x`, 'x'.repeat(20_000)]) {
      expect(await faultOf(value)).toBe('malformed')
    }
  })

  test('an ID token, a logout token and a JWT without a type', async () => {
    expect(await faultOf(journey.tokens.idToken)).toBe('type')
    for (const typ of ['JWT', 'logout+jwt', 'dpop+jwt', undefined]) {
      const header = typ === undefined ? { typ: '' } : { typ }
      expect(await faultOf(await resigned(cluster, token, { header }))).toBe('type')
    }
  })

  test('a token that was tampered with, in any of its parts', async () => {
    const [header = '', payload = '', signature = ''] = token.split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const other = Buffer.from(JSON.stringify({ ...claims, scope: 'all' })).toString('base64url')
    expect(await faultOf(`${header}.${other}.${signature}`)).toBe('signature')
    const flipped = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`
    expect(await faultOf(`${header}.${payload}.${flipped}`)).toBe('signature')
    expect(await faultOf(`${header}.${payload}.`)).toMatch(/signature|malformed/)
  })

  test('alg none, and HMAC under the public key', async () => {
    const [, payload = ''] = token.split('.')
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const none = `${part({ alg: 'none', typ: 'at+jwt' })}.${payload}.`
    expect(await faultOf(none)).toMatch(/algorithm|malformed/)
    const { signing } = await loadSigningKeys(cluster.store, testSecret)
    for (const { kid, publicJwk } of signing) {
      const pem = createPublicKey({ key: { ...publicJwk }, format: 'jwk' }).export({
        type: 'spki',
        format: 'pem',
      })
      for (const secret of [pem, JSON.stringify(publicJwk)]) {
        const signed = `${part({ alg: 'HS256', typ: 'at+jwt', kid })}.${payload}`
        const mac = createHmac('sha256', secret).update(signed).digest('base64url')
        expect(await faultOf(`${signed}.${mac}`)).toBe('algorithm')
      }
    }
  })

  test('an algorithm that is not allowed here, even if the issuer has it', async () => {
    const rsa = await resigned(cluster, token, { header: { alg: 'RS256' } })
    expect(await faultOf(rsa)).toBe(null)
    expect(await faultOf(rsa, open({ algorithms: ['ES256'] }))).toBe('algorithm')
  })

  test('an unknown key, a key in the token itself, and an unknown critical header', async () => {
    expect(await faultOf(await resigned(cluster, token, { header: { kid: 'other' } }))).toBe('key')
    const [header = '', payload = '', signature = ''] = token.split('.')
    const own = { ...JSON.parse(Buffer.from(header, 'base64url').toString()), crit: ['x'], x: 1 }
    const critical = Buffer.from(JSON.stringify(own)).toString('base64url')
    expect(await faultOf(`${critical}.${payload}.${signature}`)).toBe('malformed')
  })

  test.each([
    ['issuer', { iss: 'https://other.example' }],
    ['audience', { aud: 'https://other.example' }],
    ['audience', { aud: undefined }],
    ['expired', { exp: now() - 60 }],
    ['not_yet_valid', { iat: now() + 3600 }],
    ['not_yet_valid', { nbf: now() + 3600 }],
    ['claims', { exp: undefined }],
    ['claims', { iat: undefined }],
    ['claims', { jti: undefined }],
    ['claims', { client_id: undefined }],
    ['claims', { client_id: 7 }],
    ['claims', { sub: undefined }],
    ['claims', { cnf: 'jkt' }],
  ])('by its %s: %j', async (fault, claims) => {
    expect(await faultOf(await resigned(cluster, token, { claims }))).toBe(fault)
  })

  test('a token that has just expired', async () => {
    const strict = open({ clockTolerance: 0 })
    // A machine that is too slow for the brief ones is given more time.
    for (const seconds of [2, 8, 32, 128]) {
      const exp = now() + seconds
      const brief = await resigned(cluster, token, { claims: { exp } })
      const first = await faultOf(brief, strict)
      if (now() >= exp) continue
      expect(first).toBe(null)
      await eventually(() => now() > exp)
      expect(await faultOf(brief, strict)).toBe('expired')
      return
    }
    throw new Error('no token was brief enough to expire and long enough to be tried')
  })
})

test('a token with several audiences is valid for each of them', async () => {
  const audience = ['https://other.example', `${cluster.issuer}/api`]
  expect(await faultOf(token, open({ audience }))).toBe(null)
})

test('a bound token is not a bearer token: only the holder of its key can use it', async () => {
  const bound = await resigned(cluster, token, { claims: { cnf: { jkt: 'thumb' } } })
  expect(await faultOf(bound)).toBe('confirmation')
  await expect(verifier.verify(bound, { confirm: () => false })).rejects.toThrow(TokenInvalid)
  const verified = await verifier.verify(bound, { confirm: async ({ jkt }) => jkt === 'thumb' })
  expect(verified.confirmation).toEqual({ jkt: 'thumb' })
})

test('without a feed no token is accepted, and the error says why', async () => {
  const { feed: _, ...options } = await optionsFor(cluster)
  const wrong = open({ ...options, feed: { clientId: 'nobody', clientSecret: 'x' } })
  await expect(wrong.ready()).rejects.toThrow(FeedRefused)
  expect(await faultOf(token, wrong)).toBeInstanceOf(FeedStale)
  const client = await cluster.client({ ...machine, scopes: ['photos:read'] })
  const weak = open({
    ...options,
    feed: { clientId: client.clientId, clientSecret: client.clientSecret ?? '' },
  })
  await expect(weak.ready()).rejects.toThrow(FeedRefused)
  const stranger = open({ ...options, feed: { token: async () => token } })
  await expect(stranger.ready()).rejects.toThrow(FeedRefused)
})

test('an unreachable issuer is not trusted, and the token is not blamed', async () => {
  const error = await faultOf(token, open({ issuer: 'http://127.0.0.1:9' }))
  expect(error).toBeInstanceOf(KeysUnavailable)
  expect(error).toMatchObject({ status: 503, challenge: null })
})

test('options that would make the verifier trust too much are refused', () => {
  const { issuer } = cluster
  const audience = 'https://api.example'
  for (const options of [
    { issuer: 'http://id.example', audience },
    { issuer, audience: [] },
    { issuer, audience: '' },
    { issuer, audience, algorithms: ['HS256'] },
    { issuer, audience, algorithms: ['none'] },
    { issuer, audience, algorithms: [] },
    { issuer, audience, clockTolerance: 301 },
    { issuer, audience, staleAfter: 0 },
  ]) {
    expect(() => createVerifier(options)).toThrow(/https|audience|algorithm|clockTol|staleAfter/)
  }
})
