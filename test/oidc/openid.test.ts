/** OpenID Connect Core: what an ID token says, and when a person is asked and when not. */

import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { type Cluster, startCluster, testPassword } from '../support/cluster.ts'
import { authorizationRequest, newPerson, type Person, type Visit } from '../support/person.ts'
import { authorized, type Journey, signedIn } from '../support/sign-in.ts'
import { ageSessions, sql } from '../support/sql.ts'
import { claimsOf, redeem, refresh, type SignedIn, send, tokensOf } from '../support/tokens.ts'

let cluster: Cluster
let journey: Journey & { readonly tokens: SignedIn }

beforeAll(async () => {
  cluster = await startCluster()
  journey = await signedIn(cluster, { params: { nonce: 'a nonce' } })
})
afterAll(() => cluster?.close())

function ask(over: Record<string, string> = {}, client = journey.client): URL {
  return authorizationRequest(cluster, client.clientId, over).url
}

function errorOf(page: Visit): string | null {
  return new URL(page.headers.get('location') ?? 'x:', cluster.issuer).searchParams.get('error')
}

function codeOf(page: Visit): string | null {
  return new URL(page.headers.get('location') ?? 'x:', cluster.issuer).searchParams.get('code')
}

async function openSessions(accountId: string): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    cluster,
    `SELECT id FROM sessions WHERE account_id = $1 AND state = 'live' ORDER BY id`,
    [accountId],
  )
  return rows.map(({ id }) => id)
}

describe('an ID token', () => {
  test('has subject, audience, issuer and expiry, and our signature', async () => {
    const { payload, protectedHeader } = await jwtVerify(
      journey.tokens.idToken,
      createRemoteJWKSet(new URL('/jwks', cluster.issuer)),
      { issuer: cluster.issuer, audience: journey.client.clientId },
    )
    expect(protectedHeader.alg).toBe('ES256')
    expect(payload).toMatchObject({ sub: journey.account.id, nonce: 'a nonce' })
    expect(Number(payload.exp)).toBeGreaterThan(Number(payload.iat))
  })

  test('has the hash of the access token beside it', () => {
    const half = createHash('sha256').update(journey.tokens.accessToken).digest().subarray(0, 16)
    const { at_hash: actual } = claimsOf(journey.tokens.idToken)
    if (actual !== undefined) expect(actual).toBe(half.toString('base64url'))
  })

  test('has no nonce if none was sent, and is never issued without openid', async () => {
    const { account, person, client } = journey
    const plain = await signedIn(cluster, { account, person, client })
    expect(claimsOf(plain.tokens.idToken)).not.toHaveProperty('nonce')
    const params = { scope: 'photos:read' }
    const without = await signedIn(cluster, { account, person, client, params })
    expect(without.tokens.idToken).toBe('undefined')
  })

  test('has the time of the sign-in if it was requested', async () => {
    const { account, person, client } = journey
    const params = { max_age: '1000' }
    const { tokens } = await signedIn(cluster, { account, person, client, params })
    const { auth_time: at, iat } = claimsOf(tokens.idToken)
    expect(Number(at)).toBeLessThanOrEqual(Number(iat))
    expect(Number(at)).toBeGreaterThan(Number(iat) - 100)
  })

  test('names the account by its own id: short, ASCII, and the same forever', async () => {
    const sub = String(claimsOf(journey.tokens.idToken)['sub'])
    expect(sub).toMatch(/^[\x21-\x7e]{1,255}$/)
    const again = await signedIn(cluster, { account: journey.account })
    expect(claimsOf(again.tokens.idToken)['sub']).toBe(sub)
    expect(sub).not.toContain(journey.account.email)
  })

  test('and userinfo agree', async () => {
    const headers = { authorization: `Bearer ${journey.tokens.accessToken}` }
    const { body } = await send(`${cluster.issuer}/userinfo`, { headers })
    const claims = claimsOf(journey.tokens.idToken)
    for (const [name, value] of Object.entries(body)) {
      if (name in claims) expect([name, claims[name]]).toEqual([name, value])
    }
  })
})

test('a deleted account that registers again is somebody else', async () => {
  const first = await cluster.account({ email: 'phoenix@example.com' })
  await sql(cluster, 'DELETE FROM accounts WHERE id = $1', [first.id])
  const second = await cluster.account({ email: 'phoenix@example.com' })
  expect(second.id).not.toBe(first.id)
})

describe('prompt=none', () => {
  test('shows no page: without a session it answers login_required', async () => {
    expect(errorOf(await newPerson(cluster).visit(ask({ prompt: 'none' })))).toBe('login_required')
  })

  test('answers consent_required without consent', async () => {
    const other = await cluster.client()
    const page = await journey.person.visit(ask({ prompt: 'none' }, other))
    expect(errorOf(page)).toBe('consent_required')
  })

  test('answers with a code with both', async () => {
    expect(codeOf(await journey.person.visit(ask({ prompt: 'none' })))).not.toBeNull()
  })

  test.each(['none login', 'none consent', 'login none', 'none none x'])(
    'cannot be combined with another value: %j',
    async (prompt) => {
      expect(errorOf(await journey.person.visit(ask({ prompt })))).toBe('invalid_request')
    },
  )
})

describe('a signed-in person', () => {
  let person: Person
  let own: Journey

  beforeAll(async () => {
    own = await authorized(cluster)
    person = own.person
  })

  test('is asked again by prompt=login', async () => {
    const page = await person.follow(ask({ prompt: 'login' }, own.client))
    expect(page.text).toContain('name="password"')
  })

  test('is asked again after max_age, and always with 0', async () => {
    expect(codeOf(await person.visit(ask({ max_age: '500' }, own.client)))).not.toBeNull()
    await ageSessions(cluster, { accountId: own.account.id, seconds: 600 })
    const old = await person.follow(ask({ max_age: '500' }, own.client))
    expect(old.text).toContain('name="password"')
    const now = await person.follow(ask({ max_age: '0' }, own.client))
    expect(now.text).toContain('name="password"')
  })

  test('gets a token with the new time after signing in again', async () => {
    await ageSessions(cluster, { accountId: own.account.id, seconds: 600 })
    const { account, client } = own
    const params = { max_age: '500' }
    const { tokens } = await signedIn(cluster, { account, client, person, params })
    const { auth_time: at, iat } = claimsOf(tokens.idToken)
    expect(Number(iat) - Number(at)).toBeLessThan(100)
  })

  test('is never exchanged for another one: a foreign id_token_hint is login_required', async () => {
    const hint = { id_token_hint: journey.tokens.idToken, prompt: 'none' }
    expect(errorOf(await person.visit(ask(hint, journey.client)))).toBe('login_required')
    const { prompt: _, ...shown } = hint
    const page = await person.follow(ask(shown, journey.client))
    expect(page.text).toContain('name="password"')
  })

  test.each([
    ['a changed one', () => `${journey.tokens.idToken.slice(0, -4)}AAAA`],
    ['an unsigned one', () => unsigned(journey.tokens.idToken)],
    ['an access token', () => journey.tokens.accessToken],
    ['nonsense', () => 'nonsense'],
  ])('needs an id_token_hint of ours: %s', async (_, hint) => {
    const page = await journey.person.visit(ask({ id_token_hint: hint() }))
    expect(errorOf(page)).toBe('invalid_request')
  })
})

function unsigned(jwt: string): string {
  const [, payload = ''] = jwt.split('.')
  const header = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')
  return `${header}.${payload}.`
}

test.each([
  ['login_hint', 'someone@example.com'],
  ['login_hint', '"><script>'],
  ['ui_locales', 'xx-YY de'],
  ['claims_locales', 'de'],
  ['display', 'popup'],
  ['display', 'nonsense'],
  ['acr_values', 'nonsense'],
  ['acr_values', 'pwd mfa'],
  ['nonce', 'n'.repeat(500)],
  ['claims', '{"id_token":{"email":{"essential":true}}}'],
  ['claims', 'nonsense'],
  ['id_token_hint', ''],
])('an irrelevant hint breaks nothing: %s=%s', async (name, value) => {
  const page = await journey.person.visit(ask({ [name]: value }))
  expect(codeOf(page)).not.toBeNull()
})

test.each([
  ['request', 'e30.e30.', 'request_not_supported'],
  ['request_uri', 'https://app.example/r', 'request_uri_not_supported'],
  ['registration', '{}', 'registration_not_supported'],
])('%s is refused with its own error', async (name, value, error) => {
  expect(errorOf(await journey.person.visit(ask({ [name]: value })))).toBe(error)
})

describe('offline_access', () => {
  const scope = 'openid offline_access photos:read'

  test('is shown to the person', async () => {
    const page = await journey.person.follow(ask({ scope, prompt: 'consent' }))
    expect(page.text).toMatch(/up to 90 days, also when you are away/)
  })
})

describe('signing in', () => {
  test('gives the session a new cookie each time, and the former one is dead', async () => {
    const { client, account, person } = await authorized(cluster)
    const before = cookieOf(person)
    await authorized(cluster, { client, account, person, params: { prompt: 'login' } })
    const after = cookieOf(person)
    expect(after).not.toBe(before)
    expect(await openSessions(account.id)).toHaveLength(1)
    const thief = newPerson(cluster)
    const silent = ask({ prompt: 'none' }, client)
    const page = await thief.visit(silent, { headers: { cookie: `${before.replace('|', '')}` } })
    expect(errorOf(page)).toBe('login_required')
  })

  test.each([{}, { prompt: 'login' }])(
    'happens when the password is given, not when the person allows: %j',
    async (over) => {
      const person = newPerson(cluster)
      const account = await cluster.account()
      const client = await cluster.client()
      const request = authorizationRequest(cluster, client.clientId, { max_age: '1000', ...over })
      const signIn = { action: 'sign-in', email: account.email, password: testPassword }
      const consent = await person.submit(await person.follow(request.url), signIn)
      const cookie = cookieOf(person)
      await ageSessions(cluster, { accountId: account.id, seconds: 600 })
      const callback = (await person.submit(consent, { action: 'allow' })).url
      const tokens = tokensOf(await redeem(cluster.issuer, client, { callback, request }))
      for (const token of [tokens.idToken, tokens.accessToken]) {
        const { auth_time: at, iat } = claimsOf(token)
        expect(Number(iat) - Number(at)).toBeGreaterThan(590)
      }
      expect(cookieOf(person)).toBe(cookie)
    },
  )

  test('never adopts a planted cookie', async () => {
    const person = newPerson(cluster)
    const planted = 'A'.repeat(43)
    person.cookies.set('parley_session|/', { value: planted, path: '/' })
    const { account } = await authorized(cluster, { person })
    expect(cookieOf(person)).not.toContain(planted)
    expect(await openSessions(account.id)).toHaveLength(1)
  })

  test('as someone else ends the former session', async () => {
    const { client, account, person } = await authorized(cluster)
    const other = await cluster.account()
    const request = authorizationRequest(cluster, client.clientId, { prompt: 'login' })
    await person.authorize(request, other)
    expect(await openSessions(account.id)).toEqual([])
    expect(await openSessions(other.id)).toHaveLength(1)
  })

  test('needs a person to act: no link signs anyone in', async () => {
    const person = newPerson(cluster)
    const page = await person.follow(ask())
    const [, uid = ''] = /interaction\/([\w-]+)/.exec(page.url.href) ?? []
    const query = new URLSearchParams({
      action: 'sign-in',
      email: journey.account.email,
      password: testPassword,
    })
    const tried = await person.visit(`/interaction/${uid}?${query}`)
    expect([tried.status, tried.headers.get('location')]).toEqual([200, null])
    const resumed = await person.follow(`/authorize/${uid}`)
    expect(resumed.url.href).not.toContain('code=')
  })
})

function cookieOf(person: Person): string {
  const [, cookie] = [...person.cookies].find(([name]) => name.startsWith('parley_session|')) ?? []
  return `parley_session=${cookie?.value}`
}

describe('an interaction', () => {
  const begin = async (client: RegisteredClient, person = newPerson(cluster)) => {
    const page = await person.follow(ask({}, client))
    const [, uid = ''] = /interaction\/([\w-]+)/.exec(page.url.href) ?? []
    return { person, page, uid }
  }
  const form = { action: 'sign-in', password: testPassword }

  test('belongs to the browser that began it', async () => {
    const attacker = await begin(journey.client)
    const victim = newPerson(cluster)
    const seen = await victim.visit(`/interaction/${attacker.uid}`)
    expect(seen.status).toBe(400)
    const posted = await victim.visit(`/interaction/${attacker.uid}`, {
      method: 'POST',
      body: new URLSearchParams({ ...form, email: journey.account.email }),
      headers: { origin: cluster.issuer },
    })
    expect([posted.status, posted.headers.get('location')]).toEqual([400, null])
    const resumed = await victim.visit(`/authorize/${attacker.uid}`)
    expect([resumed.status, resumed.headers.get('location')]).toEqual([400, null])
  })

  test('cannot be reached with the cookie of another one', async () => {
    const one = await begin(journey.client)
    const other = await begin(journey.client)
    const page = await other.person.visit(`/interaction/${one.uid}`)
    expect(page.status).toBe(400)
  })

  test('is over once it is completed', async () => {
    const { person, page, uid } = await begin(journey.client)
    await person.submit(page, { ...form, email: journey.account.email })
    expect((await person.visit(`/interaction/${uid}`)).status).toBe(400)
    const again = await person.visit(`/interaction/${uid}`, {
      method: 'POST',
      body: new URLSearchParams({ ...form, email: journey.account.email }),
      headers: { origin: cluster.issuer },
    })
    expect([again.status, again.headers.get('location')]).toEqual([400, null])
    expect((await person.visit(`/authorize/${uid}`)).status).toBe(400)
  })

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a sibling site', { origin: 'http://evil.localhost' }],
    ['a page without an origin', { origin: 'null' }],
    ['what the browser calls cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['what the browser calls same-site', { 'sec-fetch-site': 'same-site' }],
  ])('accepts no form from %s', async (_, headers) => {
    const { person, uid } = await begin(journey.client)
    const answer = await person.visit(`/interaction/${uid}`, {
      method: 'POST',
      body: new URLSearchParams({ ...form, email: journey.account.email }),
      headers,
    })
    expect([answer.status, answer.headers.get('location')]).toEqual([403, null])
  })

  test.each([
    ['nothing', ''],
    ['what it does not ask', 'action=allow'],
    ['another account, unasked', 'action=switch-account'],
    ['an unknown answer', 'action=x'],
    ['an answer twice', 'action=deny&action=deny'],
    ['an email twice', `action=sign-in&email=a&email=b&password=${'x'.repeat(12)}`],
  ])('that is answered with %s goes nowhere', async (_, body) => {
    const { person, uid } = await begin(journey.client)
    const answer = await person.visit(`/interaction/${uid}`, {
      method: 'POST',
      body,
      headers: { origin: cluster.issuer, 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null])
  })
})

test('a refresh returns an ID token for the same person, with the time of the sign-in', async () => {
  const params = { scope: 'openid', max_age: '1000' }
  const { client, tokens } = await signedIn(cluster, { params })
  const next = tokensOf(await refresh(cluster.issuer, client, tokens.refreshToken))
  const [before, after] = [claimsOf(tokens.idToken), claimsOf(next.idToken)]
  expect(after).toMatchObject({ sub: before['sub'], aud: before['aud'], iss: before['iss'] })
  if (after['auth_time'] !== undefined) expect(after['auth_time']).toBe(before['auth_time'])
})
