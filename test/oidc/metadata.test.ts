/** The public documents and the transport: the server describes itself correctly to everyone. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Cluster, redirectUri, startCluster } from '../support/cluster.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'
import { rawRequest } from '../support/raw-request.ts'
import { authorized, signedIn } from '../support/sign-in.ts'
import { type Answer, post, send } from '../support/tokens.ts'

let cluster: Cluster
let metadata: Readonly<Record<string, unknown>>

const documents = ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server']

beforeAll(async () => {
  cluster = await startCluster()
  metadata = (await send(cluster.issuer + documents[0])).body
})
afterAll(() => cluster?.close())

test('both well-known documents exist, as JSON with the same content', async () => {
  const answers = await Promise.all(documents.map((path) => send(cluster.issuer + path)))
  for (const { status, headers, body } of answers) {
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8'])
    expect(body['issuer']).toBe(cluster.issuer)
  }
  expect(answers[0]?.body).toEqual(answers[1]?.body)
})

test('no list is empty, and every address is under the issuer', () => {
  for (const [name, value] of Object.entries(metadata)) {
    if (Array.isArray(value)) expect([name, value.length]).not.toEqual([name, 0])
    if (/_endpoint$|_uri$/.test(name))
      expect(String(value)).toMatch(new RegExp(`^${cluster.issuer}/`))
  }
})

test('the metadata describes exactly this server', () => {
  expect(metadata).toMatchObject({
    authorization_endpoint: `${cluster.issuer}/authorize`,
    token_endpoint: `${cluster.issuer}/token`,
    userinfo_endpoint: `${cluster.issuer}/userinfo`,
    jwks_uri: `${cluster.issuer}/jwks`,
    revocation_endpoint: `${cluster.issuer}/revoke`,
    introspection_endpoint: `${cluster.issuer}/introspect`,
    pushed_authorization_request_endpoint: `${cluster.issuer}/par`,
    end_session_endpoint: `${cluster.issuer}/logout`,
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    subject_types_supported: ['public'],
    authorization_response_iss_parameter_supported: true,
    claims_parameter_supported: false,
    request_uri_parameter_supported: false,
    ui_locales_supported: ['en', 'de', 'fr', 'es', 'ja'],
  })
  expect(sorted('grant_types_supported')).toEqual([
    'authorization_code',
    'client_credentials',
    'refresh_token',
  ])
  expect(sorted('token_endpoint_auth_methods_supported')).toEqual([
    'client_secret_basic',
    'client_secret_post',
    'none',
    'private_key_jwt',
  ])
  expect(metadata['backchannel_logout_supported']).toBe(true)
  expect(metadata['backchannel_logout_session_supported']).toBe(true)
  expect(sorted('id_token_signing_alg_values_supported')).toEqual(['ES256', 'RS256'])
  expect(sorted('response_modes_supported')).toEqual(['form_post', 'fragment', 'query'])
  for (const name of [
    'registration_endpoint',
    'device_authorization_endpoint',
    'check_session_iframe',
  ]) {
    expect(metadata).not.toHaveProperty(name)
  }
  const algorithms = Object.entries(metadata).filter(([name]) => name.includes('_alg_values'))
  for (const [, values] of algorithms) expect(values).not.toContain('none')
  for (const [, values] of algorithms) expect(JSON.stringify(values)).not.toContain('HS')
})

function sorted(name: string): unknown[] {
  const value = metadata[name]
  return Array.isArray(value) ? value.toSorted() : []
}

describe('every advertised address answers, only in its exact spelling and to its methods', () => {
  test.each([
    ['/authorize', 'GET', 400],
    ['/token', 'POST', 400],
    ['/userinfo', 'GET', 401],
    ['/userinfo', 'POST', 401],
    ['/jwks', 'GET', 200],
    ['/jwks', 'HEAD', 200],
    ['/revoke', 'POST', 400],
    ['/introspect', 'POST', 400],
    ['/par', 'POST', 400],
    ['/logout', 'GET', 200],
  ])('%s by %s', async (path, method, status) => {
    expect((await send(cluster.issuer + path, { method })).status).toBe(status)
  })

  test.each([
    ['/authorize', 'GET, HEAD, POST'],
    ['/token', 'POST, OPTIONS'],
    ['/userinfo', 'GET, HEAD, OPTIONS, POST'],
    ['/jwks', 'GET, HEAD, OPTIONS'],
    ['/revoke', 'POST, OPTIONS'],
    ['/introspect', 'POST, OPTIONS'],
    ['/par', 'POST, OPTIONS'],
    ['/logout', 'GET, HEAD, POST'],
    ['/logout/confirm', 'POST'],
    ['/.well-known/openid-configuration', 'GET, HEAD, OPTIONS'],
  ])('%s answers any other method with 405 and a list of the allowed ones', async (path, allow) => {
    for (const method of ['DELETE', 'PUT', 'PATCH']) {
      const answer = await send(cluster.issuer + path, { method })
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow])
    }
    const { status } = await rawRequest(cluster.issuer, [`TRACE ${path} HTTP/1.1`])
    expect(status).toBe(405)
  })

  test.each([
    'TRACE / HTTP/1.1',
    'TRACE /interaction/x HTTP/1.1',
    'FOO / HTTP/1.1',
    'CONNECT x:1 HTTP/1.1',
  ])('%s is refused', async (line) => {
    const answer = await rawRequest(cluster.issuer, [line, 'Cookie: secret=1']).catch(() => null)
    expect([null, 400, 405, 501]).toContain(answer === null ? null : answer.status)
    expect(answer?.text ?? '').not.toContain('secret=1')
  })

  test.each([
    '/TOKEN',
    '/token/',
    '/Authorize',
    '/jwks/',
    '/userinfo/',
    '//token',
    '/.well-known/OpenID-configuration',
    '/reg',
    '/register',
    '/session/end',
    '/device',
    '/request',
  ])('%s is not an address of this server', async (path) => {
    expect((await send(cluster.issuer + path)).status).toBe(404)
    expect((await send(cluster.issuer + path, { method: 'POST' })).status).toBe(404)
  })
})

describe('every advertised choice works', () => {
  test.each(['client_secret_basic', 'client_secret_post'] as const)('%s', async (authMethod) => {
    const service = await cluster.client({
      authMethod,
      grantTypes: ['client_credentials'],
      redirectUris: [],
      postLogoutRedirectUris: [],
      scopes: ['photos:read'],
    })
    const grant = { grant_type: 'client_credentials' }
    const secret = { client_id: service.clientId, client_secret: service.clientSecret ?? '' }
    const answer =
      authMethod === 'client_secret_basic'
        ? await post(`${cluster.issuer}/token`, service, grant)
        : await post(`${cluster.issuer}/token`, null, { ...grant, ...secret })
    expect(answer.status).toBe(200)
  })

  test.each(['query', 'fragment', 'form_post'])('response_mode %s', async (response_mode) => {
    const { client, person } = await signedIn(cluster)
    const page = await person.visit(
      authorizationRequest(cluster, client.clientId, { response_mode }).url,
    )
    const place = {
      query: `${redirectUri}?code=`,
      fragment: `${redirectUri}#code=`,
      form_post: 'name="code"',
    }[response_mode]
    expect(`${page.headers.get('location')}${page.text}`).toContain(place)
  })

  test.each(['openid', 'profile', 'email', 'offline_access'])('the scope %s', async (scope) => {
    expect(metadata['scopes_supported']).toContain(scope)
    const params = { scope: `openid ${scope}`, prompt: 'consent' }
    const { callback } = await authorized(cluster, { params })
    expect(callback.searchParams.get('code')).not.toBeNull()
  })
})

describe('the keys', () => {
  const keys = async (): Promise<readonly Record<string, unknown>[]> => {
    const { body } = await send(`${cluster.issuer}/jwks`)
    return JSON.parse(JSON.stringify(body['keys']))
  }

  test('are public, each with its own id, one algorithm and one use', async () => {
    const all = await keys()
    expect(new Set(all.map(({ kid }) => kid)).size).toBe(all.length)
    for (const key of all) {
      expect(key['use']).toBe('sig')
      expect(['ES256', 'RS256']).toContain(key['alg'])
      for (const secret of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'oth']) {
        expect(key).not.toHaveProperty(secret)
      }
    }
  })

  test('include one strong key for each algorithm', async () => {
    const all = await keys()
    expect(all.map(({ alg }) => alg).toSorted()).toEqual(['ES256', 'RS256'])
    const [rsa] = all.filter(({ kty }) => kty === 'RSA')
    expect(Buffer.from(String(rsa?.['n']), 'base64url')).toHaveLength(256)
    const [ec] = all.filter(({ kty }) => kty === 'EC')
    expect(ec?.['crv']).toBe('P-256')
  })

  test.each(['/jwks', ...documents])(
    '%s may be cached for a while and revalidated',
    async (path) => {
      const first = await send(cluster.issuer + path)
      expect(first.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/)
      const etag = first.headers.get('etag') ?? ''
      expect(etag).not.toBe('')
      const again = await rawRequest(cluster.issuer, [
        `GET ${path} HTTP/1.1`,
        `If-None-Match: ${etag}`,
      ])
      expect(again.status).toBe(304)
    },
  )

  test.each(['/jwks', ...documents])(
    '%s is for scripts of any origin, without cookies',
    async (path) => {
      const { headers } = await send(cluster.issuer + path, {
        headers: { origin: 'https://any.example' },
      })
      expect(['*', 'https://any.example']).toContain(headers.get('access-control-allow-origin'))
      expect(headers.get('access-control-allow-credentials')).toBeNull()
      expect(headers.get('set-cookie')).toBeNull()
    },
  )
})

const spoofs: readonly (readonly [string, string])[] = [
  ['Host', 'evil.example'],
  ['X-Forwarded-Host', 'evil.example'],
  ['X-Forwarded-Proto', 'https'],
  ['X-Forwarded-For', '203.0.113.9'],
  ['X-Forwarded-Port', '1234'],
  ['X-Original-URL', '/admin'],
  ['X-Rewrite-URL', '/admin'],
  ['Forwarded', 'host=evil.example;proto=https'],
]

test.each(spoofs)('%s: %s does not change the metadata', async (name, value) => {
  const { text } = await rawRequestWith(name, value, documents[0] ?? '')
  expect(text).toContain(`"issuer":"${cluster.issuer}"`)
  expect(text).not.toContain('evil.example')
  expect(text).not.toContain(':1234')
})

test.each(spoofs)('%s: %s changes no redirect, no link and no cookie', async (name, value) => {
  const client = await cluster.client()
  const { pathname, search } = authorizationRequest(cluster, client.clientId).url
  const { status, text } = await rawRequestWith(name, value, pathname + search)
  expect(status).toBe(303)
  expect(text).toMatch(/\r\nLocation: (\/|http:\/\/localhost:\d+\/)interaction\//i)
  expect(text).not.toMatch(/evil\.example|domain=/i)
})

function rawRequestWith(name: string, value: string, path: string) {
  return rawRequest(cluster.issuer, [`GET ${path} HTTP/1.1`, `${name}: ${value}`])
}

describe('behind https', () => {
  let secure: Cluster
  const issuer = 'https://id.example'

  beforeAll(async () => {
    secure = await startCluster({ settings: { PARLEY_ISSUER: issuer } })
  })
  afterAll(() => secure?.close())

  const ask = (path: string): Promise<Answer> => send(`${secure.nodes[0]}${path}`)

  test.each(['/', '/jwks', '/authorize', '/nothing', '/userinfo', documents[0] ?? ''])(
    '%s tells browsers to stay there for more than a year',
    async (path) => {
      const { headers } = await ask(path)
      const [, seconds] = /max-age=(\d+)/.exec(headers.get('strict-transport-security') ?? '') ?? []
      expect(Number(seconds)).toBeGreaterThan(365 * 24 * 3600)
    },
  )

  test('the issuer comes from the settings', async () => {
    const { body } = await ask(documents[0] ?? '')
    expect([body['issuer'], body['token_endpoint']]).toEqual([issuer, `${issuer}/token`])
  })

  test('cookies are bound to this origin and to https', async () => {
    const client = await secure.client()
    const { pathname, search } = authorizationRequest(secure, client.clientId).url
    const page = await newPerson({ issuer: secure.nodes[0] ?? '' }).visit(pathname + search)
    expect(page.status).toBe(303)
    const cookies = page.headers.getSetCookie()
    expect(cookies.length).toBeGreaterThan(0)
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__(Host|Secure)-/)
      expect(cookie).toMatch(/; secure/i)
      expect(cookie).toMatch(/; httponly/i)
      expect(cookie).toMatch(/; samesite=lax/i)
      expect(cookie).not.toMatch(/domain=/i)
    }
  })
})
