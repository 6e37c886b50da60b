/** The authorization endpoint: what it asks of a request, and where it never sends anyone. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import type { Account } from '../../src/model/account.ts'
import { type Cluster, redirectUri, startCluster, testPassword } from '../support/cluster.ts'
import { authorizationRequest, newPerson, type Person, type Visit } from '../support/person.ts'
import { authorized } from '../support/sign-in.ts'

let cluster: Cluster
let client: RegisteredClient
let account: Account
/** Signed in, and has allowed the client all it asks for. */
let person: Person

beforeAll(async () => {
  cluster = await startCluster()
  client = await cluster.client()
  account = await cluster.account()
  ;({ person } = await authorized(cluster, { client, account }))
})
afterAll(() => cluster?.close())

/** A good request with some parameters replaced, added, or taken away (null). */
function ask(over: Record<string, string | null> = {}): URL {
  const { url } = authorizationRequest(cluster, client.clientId, { nonce: 'n' })
  for (const [name, value] of Object.entries(over)) {
    if (value === null) url.searchParams.delete(name)
    else url.searchParams.set(name, value)
  }
  return url
}

function expectRefusedOnAPage(page: Visit): void {
  expect(page.status).toBe(400)
  expect(page.headers.get('location')).toBeNull()
  expect(page.headers.get('content-type')).toContain('text/html')
  expect(page.text).not.toMatch(/<form|<script/)
}

function answerOf(page: Visit): Record<string, string> {
  const location = page.headers.get('location')
  if (location === null) throw new Error(`no redirect: ${page.status} ${page.text}`)
  const uri = new URL(location)
  expect(uri.origin + uri.pathname).toBe(redirectUri)
  return Object.fromEntries(uri.searchParams)
}

describe.each([null, 'query', 'fragment', 'form_post', 'web_message', 'jwt', 'form_post.jwt'])(
  'with response_mode %s',
  (mode) => {
    test.each([
      ['an unknown client', { client_id: 'nobody' }],
      ['no client', { client_id: null }],
      ['an empty client', { client_id: '' }],
      ['a client id with a NUL', { client_id: 'a\0b' }],
      ['a foreign redirect URI', { redirect_uri: 'https://evil.example/cb' }],
      ['a redirect URI that is no URI', { redirect_uri: 'evil' }],
      ['no redirect URI', { redirect_uri: null }],
      ['an empty redirect URI', { redirect_uri: '' }],
      ['a foreign redirect URI and a broken rest', { redirect_uri: '//e', response_type: 'x' }],
    ])('%s is never answered by a redirect', async (_, over) => {
      expectRefusedOnAPage(await person.visit(ask({ response_mode: mode, ...over })))
    })
  },
)

test.each([
  [null, 'invalid_request'],
  ['', 'invalid_request'],
  ['token', 'unsupported_response_type'],
  ['id_token', 'unsupported_response_type'],
  ['id_token token', 'unsupported_response_type'],
  ['code id_token', 'unsupported_response_type'],
  ['code token', 'unsupported_response_type'],
  ['none', 'unsupported_response_type'],
  ['CODE', 'unsupported_response_type'],
])('response_type %s is answered with %s: only code is supported', async (response_type, error) => {
  const page = await person.visit(ask({ response_type }))
  const location = new URL(page.headers.get('location') ?? '')
  expect(location.origin + location.pathname).toBe(redirectUri)
  expect(`${location.hash}${location.search}`).toContain(`error=${error}`)
})

test.each([
  'response_type',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'prompt',
  'max_age',
  'ui_locales',
  'login_hint',
  'acr_values',
  'response_mode',
])('%s sent twice is refused', async (name) => {
  const url = ask()
  const value = url.searchParams.get(name) ?? '1'
  url.searchParams.set(name, value)
  url.searchParams.append(name, value)
  const page = await person.visit(url)
  const said = page.headers.get('location') ?? page.text
  expect(said).toContain('invalid_request')
  expect(said).not.toContain('code=')
})

test.each(['client_id', 'redirect_uri'])('%s sent twice is never redirected', async (name) => {
  const url = ask()
  url.searchParams.append(name, url.searchParams.get(name) ?? '')
  expectRefusedOnAPage(await person.visit(url))
})

test('unknown parameters are ignored, and empty ones count as missing', async () => {
  const page = await person.visit(ask({ foo: 'bar', state: '', prompt: '', max_age: '' }))
  const answer = answerOf(page)
  expect(answer).toHaveProperty('code')
  expect(answer).not.toHaveProperty('state')
})

test('a posted request means the same as one in the address', async () => {
  const url = ask()
  const page = await person.follow(new URL('/authorize', cluster.issuer), {
    method: 'POST',
    body: url.searchParams,
  })
  expect(page.url.origin + page.url.pathname).toBe(redirectUri)
  expect(page.url.searchParams.get('code')).not.toBeNull()
})

test('a posted request cannot be combined with one in the address', async () => {
  const url = ask()
  const page = await person.follow(`${cluster.issuer}/authorize?prompt=none`, {
    method: 'POST',
    body: url.searchParams,
  })
  expect(page.status).toBe(400)
  expect(page.headers.get('location')).toBeNull()
})

test.each(['GET', 'OPTIONS', 'POST'])(
  '%s from a script of another origin gets no CORS',
  async (method) => {
    const body = method === 'POST' ? { body: ask().searchParams } : {}
    const page = await person.visit(ask(), {
      method,
      headers: { origin: 'https://app.example', 'access-control-request-method': 'GET' },
      ...body,
    })
    const names = [...page.headers.keys()].filter((name) => name.startsWith('access-control'))
    expect(names).toEqual([])
  },
)

const odd = `"'<>&;:/?#[]@!$()*+,=%00\\|^\`{}~é漢🐢 ${'x'.repeat(1900)}`

test.each([
  ['a code', {}],
  ['an error', { response_type: 'token id_token' }],
  ['login_required', { prompt: 'none', max_age: '0' }],
])('two kilobytes of odd characters in state come back unchanged with %s', async (_, over) => {
  const page = await person.visit(ask({ state: odd, response_mode: 'query', ...over }))
  expect(answerOf(page)['state']).toBe(odd)
})

test('state is escaped in a page', async () => {
  const state = `"><script>alert(1)</script>'`
  const page = await person.visit(ask({ response_mode: 'form_post', state }))
  expect(page.text).not.toContain('<script>alert')
  expect(page.text).toContain('&quot;>&lt;script>alert(1)')
})

test.each([
  ['success', {}],
  ['login_required', { prompt: 'none', max_age: '0' }],
  ['invalid_request', { code_challenge: null }],
  ['unsupported_response_type', { response_type: 'none' }],
  ['invalid_target', { resource: 'https://unknown.example' }],
  ['request_not_supported', { request: 'e30.e30.' }],
])('the answer names its issuer exactly: %s', async (outcome, over) => {
  const answer = answerOf(await person.visit(ask(over)))
  if (outcome !== 'success') expect(answer['error']).toBe(outcome)
  expect(answer['iss']).toBe(cluster.issuer)
})

test('the answer after a refusal by the person also names its issuer', async () => {
  const asked = await person.follow(ask({ prompt: 'consent' }))
  const refused = await person.submit(asked, { action: 'deny' })
  expect(Object.fromEntries(refused.url.searchParams)).toMatchObject({
    error: 'access_denied',
    iss: cluster.issuer,
  })
})

test.each(['code', 'error'])(
  'form_post carries %s to the client, and its CSP allows it',
  async (kind) => {
    const over = kind === 'error' ? { code_challenge: null } : {}
    const page = await person.visit(ask({ response_mode: 'form_post', ...over }))
    expect(page.text).toContain(`action="${redirectUri}"`)
    expect(page.text).toContain(`name="${kind}"`)
    const policy = page.headers.get('content-security-policy')
    expect(policy).toMatch(/form-action https:\/\/app\.example 'self'/)
    expect(policy).toMatch(/script-src [^;]*'sha256-/)
  },
)

test('every posted form is answered with 303, so that no browser posts a password further', async () => {
  const fresh = newPerson(cluster)
  const { email } = await cluster.account()
  const next = (page: Visit) => fresh.follow(page.headers.get('location') ?? '')
  const signIn = await fresh.press(await fresh.follow(ask()), {
    action: 'sign-in',
    email,
    password: testPassword,
  })
  const allow = await fresh.press(await next(signIn), { action: 'allow' })
  await next(allow)
  const leave = await fresh.press(await fresh.follow('/logout'), { logout: 'yes' })
  expect([signIn.status, allow.status, leave.status]).toEqual([303, 303, 303])
})

/** Every kind of page there is, each as a person would come to see it. */
const pages: readonly (readonly [string, () => Promise<Visit>])[] = [
  ['home', () => newPerson(cluster).visit('/')],
  ['sign-in', () => newPerson(cluster).follow(ask())],
  ['consent', () => person.follow(ask({ prompt: 'consent' }))],
  ['refusal', () => person.visit(ask({ client_id: 'nobody' }))],
  ['form post', () => person.visit(ask({ response_mode: 'form_post' }))],
  ['logout', () => person.visit('/logout')],
  ['logout of nobody', () => newPerson(cluster).visit('/logout')],
  ['logged out', () => person.visit('/logout/success')],
  ['not found', () => person.visit('/nothing')],
  ['an overdue step', () => person.visit('/interaction/nothing')],
]

test.each(pages)(
  'no other site can frame the page, and the page loads nothing foreign: %s',
  async (_, open) => {
    const page = await open()
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(page.headers.get('x-frame-options')).toBe('DENY')
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|\*/)
    // A link to an application is followed only when the person chooses it.
    expect(page.text).not.toMatch(/<(?!a )[^>]*(src|href)="(https?:)?\/\//)
  },
)

describe('a person who allows an app sees', () => {
  test('its name, its host, its scopes and for how long', async () => {
    const asked = await person.follow(ask({ prompt: 'consent', scope: 'openid email photos:read' }))
    expect(asked.text).toContain('PhotoApp')
    expect(asked.text).toContain('app.example')
    expect(asked.text).toContain(account.email)
    expect(asked.text).toContain('photos:read')
  })

  test('the question only once if the https address identifies the app', async () => {
    expect(answerOf(await person.visit(ask()))).toHaveProperty('code')
    const spa = await cluster.client({ authMethod: 'none' })
    await authorized(cluster, { client: spa, account, person })
    const again = authorizationRequest(cluster, spa.clientId)
    expect(answerOf(await person.visit(again.url))).toHaveProperty('code')
  })

  test('the question once, when it is a web app under development beside the server', async () => {
    const uri = 'http://localhost:5173/cb'
    const spa = await cluster.client({ authMethod: 'none', redirectUris: [uri] })
    const params = { redirect_uri: uri }
    await authorized(cluster, { client: spa, account, person, params })
    const silent = authorizationRequest(cluster, spa.clientId, { ...params, prompt: 'none' })
    expect((await person.visit(silent.url)).headers.get('location')).toContain(`${uri}?code=`)
  })

  test.each([
    ['http://127.0.0.1/cb', 'http://127.0.0.1:4711/cb'],
    ['com.example.app:/cb', 'com.example.app:/cb'],
  ])('the question every time for an app on a device: %s', async (registered, used) => {
    const native = await cluster.client({
      authMethod: 'none',
      applicationType: 'native',
      redirectUris: [registered],
    })
    const params = { redirect_uri: used }
    const first = await authorized(cluster, { client: native, account, person, params })
    expect(first.callback.searchParams.get('code')).not.toBeNull()
    const again = await person.follow(first.request.url)
    expect(again.text).toContain('value="allow"')
    const silent = authorizationRequest(cluster, native.clientId, { ...params, prompt: 'none' })
    const answer = await person.visit(silent.url)
    expect(answer.headers.get('location')).toContain('error=interaction_required')
  })
})
