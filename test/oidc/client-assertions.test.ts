/** private_key_jwt (RFC 7523): one assertion, one request, for this issuer and not for long. */

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  exportJWK,
  exportSPKI,
  type GenerateKeyPairResult,
  generateKeyPair,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from 'jose'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { eventsOfClient } from '../support/sql.ts'
import { post } from '../support/tokens.ts'

let cluster: Cluster
let keys: GenerateKeyPairResult
let client: RegisteredClient

const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

const service = {
  authMethod: 'private_key_jwt',
  grantTypes: ['client_credentials'],
  redirectUris: [],
  postLogoutRedirectUris: [],
  scopes: ['photos:read'],
} as const

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  keys = await generateKeyPair('ES256', { extractable: true })
  client = await cluster.client({ ...service, jwks: { keys: [await publicOf(keys)] } })
})
afterAll(() => cluster?.close())

async function publicOf({ publicKey }: GenerateKeyPairResult, alg = 'ES256') {
  return { ...(await exportJWK(publicKey)), kid: 'one', alg, use: 'sig' }
}

const now = () => Math.floor(Date.now() / 1000)

function claims(over: JWTPayload = {}): JWTPayload {
  const { clientId } = client
  const iat = now()
  return {
    iss: clientId,
    sub: clientId,
    aud: cluster.issuer,
    jti: randomUUID(),
    iat,
    exp: iat + 60,
    ...over,
  }
}

function without(name: keyof JWTPayload): JWTPayload {
  const { [name]: _, ...rest } = claims()
  return rest
}

function sign(payload: JWTPayload, key = keys.privateKey, header = {}): Promise<string> {
  return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid: 'one', ...header }).sign(key)
}

function ask(base: string, assertion: string, over: Record<string, string> = {}) {
  return post(`${base}/token`, null, {
    grant_type: 'client_credentials',
    client_assertion_type: type,
    client_assertion: assertion,
    ...over,
  })
}

const refused = { status: 401, body: { error: 'invalid_client' } }

test('a valid assertion gets a token, once', async () => {
  const assertion = await sign(claims())
  expect((await ask(cluster.issuer, assertion)).status).toBe(200)
  for (const node of cluster.nodes) expect(await ask(node, assertion)).toMatchObject(refused)
})

test('exactly one of twenty concurrent attempts over two nodes succeeds, and it is recorded once', async () => {
  const own = await cluster.client({ ...service, jwks: { keys: [await publicOf(keys)] } })
  for (let round = 1; round <= 3; round += 1) {
    const { clientId } = own
    const assertion = await sign(claims({ iss: clientId, sub: clientId }))
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => ask(cluster.nodes[i % 2] ?? '', assertion)),
    )
    const counts = [200, 401].map((code) => answers.filter(({ status }) => status === code).length)
    expect(counts).toEqual([1, 19])
    expect((await eventsOfClient(cluster, clientId))['client_credentials.issued']).toBe(round)
  }
})

test('an assertion id belongs to its client: another client may use the same', async () => {
  const own = await cluster.client({ ...service, jwks: { keys: [await publicOf(keys)] } })
  const jti = randomUUID()
  expect((await ask(cluster.issuer, await sign(claims({ jti })))).status).toBe(200)
  const { clientId } = own
  const other = await sign(claims({ jti, iss: clientId, sub: clientId }))
  expect((await ask(cluster.issuer, other)).status).toBe(200)
})

describe('an assertion is refused', () => {
  const wrong: readonly (readonly [string, () => JWTPayload])[] = [
    ['for another audience', () => claims({ aud: 'https://other.example' })],
    ['for the token endpoint', () => claims({ aud: `${cluster.issuer}/token` })],
    ['for the issuer with a slash', () => claims({ aud: `${cluster.issuer}/` })],
    ['for several audiences', () => claims({ aud: [cluster.issuer, 'https://other.example'] })],
    ['for a list with the issuer alone', () => claims({ aud: [cluster.issuer] })],
    ['for nobody', () => without('aud')],
    ['from another issuer', () => claims({ iss: 'somebody' })],
    ['about another subject', () => claims({ sub: 'somebody' })],
    ['about nobody', () => without('sub')],
    ['from nobody', () => without('iss')],
    ['that is expired', () => claims({ exp: now() - 60 })],
    ['that never expires', () => without('exp')],
    ['that is good for a day', () => claims({ exp: now() + 86_400 })],
    ['that is good for an hour', () => claims({ exp: now() + 3600 })],
    ['that is not good yet', () => claims({ nbf: now() + 600 })],
    ['that is from the future', () => claims({ iat: now() + 600, exp: now() + 660 })],
    ['without an id', () => without('jti')],
    ['with an empty id', () => claims({ jti: '' })],
  ]

  test.each(wrong)('%s', async (_, make) => {
    expect(await ask(cluster.issuer, await sign(make()))).toMatchObject(refused)
  })

  test('if it is unsigned', async () => {
    const assertion = new UnsecuredJWT(claims()).encode()
    const answer = await ask(cluster.issuer, assertion)
    expect(answer).toMatchObject(refused)
  })

  test('if another key signed it', async () => {
    const other = await generateKeyPair('ES256')
    expect(await ask(cluster.issuer, await sign(claims(), other.privateKey))).toMatchObject(refused)
  })

  test('if it brings along the other key that signed it', async () => {
    const other = await generateKeyPair('ES256', { extractable: true })
    const header = { jwk: await exportJWK(other.publicKey), jku: 'https://evil.example/jwks' }
    const assertion = await sign(claims(), other.privateKey, header)
    expect(await ask(cluster.issuer, assertion)).toMatchObject(refused)
  })

  test.each(['HS256', 'HS512'])('if the public key was used as an %s secret', async (alg) => {
    const secret = new TextEncoder().encode(await exportSPKI(keys.publicKey))
    const assertion = await new SignJWT(claims())
      .setProtectedHeader({ alg, kid: 'one' })
      .sign(secret)
    expect(await ask(cluster.issuer, assertion)).toMatchObject(refused)
  })

  test('if another client id comes with it', async () => {
    const other = await cluster.client()
    const answer = await ask(cluster.issuer, await sign(claims()), { client_id: other.clientId })
    expect(['invalid_client', 'invalid_request']).toContain(answer.body['error'])
    expect(answer.body).not.toHaveProperty('access_token')
  })

  test('if a secret comes with it', async () => {
    const answer = await ask(cluster.issuer, await sign(claims()), { client_secret: 'x' })
    expect(answer.body).not.toHaveProperty('access_token')
    expect([400, 401]).toContain(answer.status)
  })

  test.each([
    ['of an unknown type', { client_assertion_type: 'urn:x' }],
    ['of no type', { client_assertion_type: '' }],
    ['that is empty', { client_assertion: '' }],
    ['that is no JWT', { client_assertion: 'nonsense' }],
    ['that is three dots', { client_assertion: '...' }],
    ['of empty objects', { client_assertion: 'e30.e30.e30' }],
    ['of null', { client_assertion: 'bnVsbA.bnVsbA.bnVsbA' }],
  ])('%s', async (_, over) => {
    const answer = await ask(cluster.issuer, await sign(claims()), over)
    expect([400, 401]).toContain(answer.status)
    expect(['invalid_client', 'invalid_request']).toContain(answer.body['error'])
  })
})

describe('a refusal names the claim that is wrong', () => {
  test.each<[string, () => JWTPayload]>([
    ['aud', () => claims({ aud: `${cluster.issuer}/token` })],
    ['aud', () => claims({ aud: [cluster.issuer] })],
    ['aud', () => claims({ aud: 'https://other.example' })],
    ['aud', () => without('aud')],
    ['iss', () => claims({ iss: 'somebody' })],
    ['sub', () => without('sub')],
    ['exp', () => claims({ exp: now() - 60 })],
    ['exp', () => claims({ exp: now() + 3600 })],
    ['exp', () => without('exp')],
    ['nbf', () => claims({ nbf: now() + 600 })],
    ['jti', () => without('jti')],
  ])('%s', async (claim, make) => {
    const { body } = await ask(cluster.issuer, await sign(make()))
    expect(body['error_description']).toMatch(`client authentication failed: ${claim} `)
  })

  test('and says what a right one is', async () => {
    const { body } = await ask(cluster.issuer, await sign(claims({ aud: 'x' })))
    expect(body['error_description']).toBe(
      `client authentication failed: aud must be the issuer, ${cluster.issuer}, as a single string`,
    )
  })

  test('a second use is one of jti', async () => {
    const assertion = await sign(claims())
    expect((await ask(cluster.issuer, assertion)).status).toBe(200)
    const { body } = await ask(cluster.issuer, assertion)
    expect(body['error_description']).toContain('jti was used before')
  })

  test('but a wrong key or an unknown client is told nothing', async () => {
    const other = await generateKeyPair('ES256')
    const stranger = claims({ iss: 'nobody', sub: 'nobody' })
    for (const assertion of [await sign(claims(), other.privateKey), await sign(stranger)]) {
      const { body } = await ask(cluster.issuer, assertion)
      expect(body['error_description']).toBe('client authentication failed')
    }
  })

  test('at every endpoint at which clients prove themselves', async () => {
    for (const path of ['introspect', 'revoke', 'par']) {
      const { status, body } = await post(`${cluster.issuer}/${path}`, null, {
        client_assertion_type: type,
        client_assertion: await sign(claims({ aud: 'https://other.example' })),
        token: 'x',
      })
      expect([path, status]).toEqual([path, 401])
      expect(body['error_description']).toContain('aud must be the issuer')
    }
  })
})

describe('a client that may name any address of this server', () => {
  let lenient: RegisteredClient
  beforeAll(async () => {
    const jwks = { keys: [await publicOf(keys)] }
    lenient = await cluster.client({ ...service, jwks, assertionAudience: 'any' })
  })

  const own = (aud: string | string[]) =>
    sign(claims({ iss: lenient.clientId, sub: lenient.clientId, aud }))

  test('gets tokens for the issuer, the token endpoint, and a list with one of them', async () => {
    const { issuer } = cluster
    for (const aud of [
      issuer,
      `${issuer}/token`,
      [issuer],
      [`${issuer}/token`, 'https://x.example'],
    ]) {
      expect([aud, (await ask(issuer, await own(aud))).status]).toEqual([aud, 200])
    }
  })

  test('and none for another server', async () => {
    for (const aud of ['https://other.example', `${cluster.issuer}/`, []]) {
      expect(await ask(cluster.issuer, await own(aud))).toMatchObject(refused)
    }
  })
})

test('a client with a key cannot authenticate without it', async () => {
  const answer = await post(`${cluster.issuer}/token`, null, {
    grant_type: 'client_credentials',
    client_id: client.clientId,
  })
  expect(answer).toMatchObject(refused)
})

test('a client with a secret cannot use an assertion', async () => {
  const { clientId } = await cluster.client()
  const assertion = await sign(claims({ iss: clientId, sub: clientId }))
  expect(await ask(cluster.issuer, assertion)).toMatchObject(refused)
})

test.each(['RS256', 'PS256', 'EdDSA'])(
  '%s is also a signing algorithm of assertions',
  async (alg) => {
    const pair = await generateKeyPair(alg, { extractable: true })
    const own = await cluster.client({ ...service, jwks: { keys: [await publicOf(pair, alg)] } })
    const { clientId } = own
    const payload = claims({ iss: clientId, sub: clientId })
    const answer = await ask(cluster.issuer, await sign(payload, pair.privateKey, { alg }))
    expect(answer.status).toBe(200)
  },
)

test('no client can register a private or a symmetric key', async () => {
  const jwk = await exportJWK(keys.privateKey)
  for (const key of [jwk, { kty: 'oct', k: 'AAAA' }]) {
    await expect(cluster.client({ ...service, jwks: { keys: [key] } })).rejects.toMatchObject({
      code: 'client_metadata_invalid',
    })
  }
})
