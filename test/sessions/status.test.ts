/** The status protocol: answers match what happens, only callers who may know get them, and asking is free. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { importJWK, SignJWT } from 'jose'
import { endSession } from '../../src/endings/end-session.ts'
import { loadSigningKeys } from '../../src/keys/signing-keys.ts'
import type { Policy } from '../../src/model/policy.ts'
import { defaultPolicy } from '../../src/model/presets.ts'
import { savePolicy } from '../../src/policies/save.ts'
import type { RequestCost } from '../../src/web/middleware/guards.ts'
import { type Cluster, redirectUri, startCluster, testSecret } from '../support/cluster.ts'
import { authorizationRequest, type Person } from '../support/person.ts'
import { type Journey, sidOf, signedIn } from '../support/sign-in.ts'
import { ageFamilies, ageSessions, sql } from '../support/sql.ts'
import { type Answer, claimsOf, post, refresh, type SignedIn, send } from '../support/tokens.ts'

let cluster: Cluster
const costs: RequestCost[] = []
const ofApp = new URL(redirectUri).origin

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2, observe: (cost) => costs.push(cost) })
})
afterAll(() => cluster?.close())
beforeEach(() => void costs.splice(0))

type Signed = Journey & { readonly tokens: SignedIn }

const by = { kind: 'system' } as const

async function define(policy: Partial<Policy> & { name: string }): Promise<void> {
  await savePolicy(cluster.store, { policy: { ...defaultPolicy, ...policy }, by })
  await cluster.policiesKnown()
}

async function under(tier: string): Promise<Signed> {
  return signedIn(cluster, { account: await cluster.account({ tier }) })
}

type Path = '/session/status' | '/session/keepalive'

function byIdToken(path: Path, { tokens }: Pick<Signed, 'tokens'>, headers = {}): Promise<Answer> {
  return ask(path, { authorization: `Bearer ${tokens.idToken}`, ...headers })
}

function ask(path: Path, headers: Record<string, string>, init: RequestInit = {}): Promise<Answer> {
  const method = path === '/session/status' ? 'GET' : 'POST'
  return send(`${cluster.issuer}${path}`, { method, ...init, headers })
}

function byToken(path: Path, { tokens }: Pick<Signed, 'tokens'>, headers = {}): Promise<Answer> {
  return ask(path, { authorization: `Bearer ${tokens.accessToken}`, ...headers })
}

function byCookie(path: Path, { person }: { person: Person }, headers = {}): Promise<Answer> {
  const cookie = [...person.cookies].map(([name, { value }]) => `${name.split('|')[0]}=${value}`)
  return ask(path, { cookie: cookie.join('; '), ...headers })
}

function seconds({ body }: Answer, name: string): number {
  const at = (field: string) => Date.parse(String(body[field])) / 1000
  return at(name) - at('server_time')
}

/** So many seconds ahead, less what the test itself took. */
function expectAhead(answer: Answer, name: string, expected: number): void {
  expect(seconds(answer, name)).toBeLessThanOrEqual(expected)
  expect(seconds(answer, name)).toBeGreaterThan(expected - 60)
}

async function sessionOf({ account }: Journey): Promise<{ id: string; lastSeenAt: Date }> {
  const [session] = await sql<{ id: string; lastSeenAt: Date }>(
    cluster,
    `SELECT id, last_seen_at AS "lastSeenAt" FROM sessions WHERE account_id = $1
     ORDER BY id DESC LIMIT 1`,
    [account.id],
  )
  if (!session) throw new Error('no session')
  return session
}

async function pass({ account, client }: Journey, by: number): Promise<void> {
  await ageSessions(cluster, { accountId: account.id, seconds: by })
  await ageFamilies(cluster, { clientId: client.clientId, seconds: by })
}

async function isSignedIn({ person, client }: Journey): Promise<boolean> {
  const page = await person.follow(authorizationRequest(cluster, client.clientId).url)
  return page.url.searchParams.has('code')
}

async function end(journey: Journey, reason: 'evicted' | 'revoked' | 'logout'): Promise<void> {
  const { id } = await sessionOf(journey)
  await endSession(cluster.store, { sessionId: id, reason, by })
}

describe('the status', () => {
  test('shows an application both ends and the time of the warning, but not the session', async () => {
    const journey = await signedIn(cluster)
    await pass(journey, 600)
    const answer = await byToken('/session/status', journey)
    expect([answer.status, answer.body]).toMatchObject([
      200,
      { state: 'live', end_reason: null, extendable: true },
    ])
    expectAhead(answer, 'idle_expires_at', 20 * 60)
    expectAhead(answer, 'absolute_expires_at', 12 * 3600 - 600)
    expect(answer.body['expires_at']).toBe(answer.body['idle_expires_at'])
    expect(seconds(answer, 'expires_at') - seconds(answer, 'warn_at')).toBeCloseTo(120)
    expect(answer.body['expires_in']).toBe(Math.floor(seconds(answer, 'expires_at')))
    expect(answer.body).not.toHaveProperty('session_id')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('shows our own pages the same, and the session', async () => {
    const journey = await signedIn(cluster)
    const { body } = await byCookie('/session/status', journey)
    const { id } = await sessionOf(journey)
    expect(body).toMatchObject({ session_id: id, state: 'live', extendable: true })
  })

  test('is not activity, however often it is requested, and costs one read', async () => {
    const journey = await signedIn(cluster)
    await pass(journey, 100)
    const before = await sessionOf(journey)
    costs.splice(0)
    const ends = []
    for (let i = 0; i < 3; i += 1) {
      ends.push((await byToken('/session/status', journey)).body['expires_at'])
      ends.push((await byCookie('/session/status', journey)).body['expires_at'])
    }
    expect(new Set(ends).size).toBe(1)
    expect(await sessionOf(journey)).toEqual(before)
    expect(costs.every(({ reads, writes, commits }) => reads <= 2 && writes + commits === 0)).toBe(
      true,
    )
  })

  test('has no hidden slack: the session is live until its end, and has ended a second after it', async () => {
    const journey = await signedIn(cluster)
    await pass(journey, 30 * 60 - 10)
    expect((await byToken('/session/status', journey)).body['state']).toBe('live')
    expect(await isSignedIn(journey)).toBe(true)
    await pass(journey, 30 * 60 + 1)
    for (const answer of [
      await byToken('/session/status', journey),
      await byCookie('/session/status', journey),
    ]) {
      expect(answer.body).toMatchObject({ state: 'ended', end_reason: 'idle_timeout' })
      expect(answer.body).toMatchObject({ expires_at: null, expires_in: 0, extendable: false })
    }
    expect(await isSignedIn(journey)).toBe(false)
  })

  test('moves with a refresh that counts as activity', async () => {
    const journey = await signedIn(cluster)
    await pass(journey, 1000)
    await refresh(cluster.issuer, journey.client, journey.tokens.refreshToken)
    expectAhead(await byToken('/session/status', journey), 'idle_expires_at', 1800)
  })

  test('has null for an end that the policy does not have, and without a warning', async () => {
    await define({ name: 'idle_only', absoluteSeconds: null, warnBeforeSeconds: null })
    const idle = await byToken('/session/status', await under('idle_only'))
    expect(idle.body).toMatchObject({ absolute_expires_at: null, warn_at: null, extendable: true })
    await define({ name: 'in_all', idleSeconds: null, absoluteSeconds: 7200 })
    const inAll = await byToken('/session/status', await under('in_all'))
    expect(inAll.body).toMatchObject({ idle_expires_at: null, extendable: false })
    expect(inAll.body['expires_at']).toBe(inAll.body['absolute_expires_at'])
  })

  test('follows a policy that was tightened later', async () => {
    await define({ name: 'tightened', idleSeconds: 3600 })
    const journey = await under('tightened')
    await define({ name: 'tightened', idleSeconds: 600, warnBeforeSeconds: 60 })
    const answer = await byToken('/session/status', journey)
    expectAhead(answer, 'expires_at', 600)
    expectAhead(answer, 'warn_at', 540)
  })

  test.each(['evicted', 'revoked'] as const)('says that it ended: %s', async (reason) => {
    const journey = await signedIn(cluster)
    await end(journey, reason)
    const told = { state: 'ended', end_reason: reason }
    expect((await byToken('/session/status', journey)).body).toMatchObject(told)
    expect((await byCookie('/session/status', journey)).body).toMatchObject(told)
  })

  test('after a logout is offline for a client with offline access, and ended for any other', async () => {
    const params = { scope: 'openid offline_access', prompt: 'consent' }
    const offline = await signedIn(cluster, { params })
    const other = await signedIn(cluster, { person: offline.person, account: offline.account })
    await end(offline, 'logout')
    const goesOn = await byToken('/session/status', offline)
    expect(goesOn.body).toMatchObject({ state: 'offline', end_reason: null, extendable: false })
    expectAhead(goesOn, 'expires_at', 14 * 86_400)
    const over = await byToken('/session/status', other)
    expect(over.body).toMatchObject({ state: 'ended', end_reason: 'logout' })
    await end(offline, 'revoked')
    const ended = await byToken('/session/status', offline)
    expect(ended.body).toMatchObject({ state: 'ended', end_reason: 'revoked' })
  })

  test('for the browser is ended at its end, whatever continues in the background', async () => {
    const params = { scope: 'openid offline_access', prompt: 'consent' }
    const [left, timed] = [await signedIn(cluster, { params }), await signedIn(cluster, { params })]
    await end(left, 'logout')
    await pass(timed, 1801)
    for (const [journey, reason] of [
      [left, 'logout'],
      [timed, 'idle_timeout'],
    ] as const) {
      const { body } = await byCookie('/session/status', journey)
      expect(body).toMatchObject({ state: 'ended', end_reason: reason })
      expect((await byToken('/session/status', journey)).body['state']).toBe('offline')
    }
  })

  test('of a disabled account is ended', async () => {
    const journey = await signedIn(cluster)
    await sql(cluster, 'UPDATE accounts SET disabled_at = now() WHERE id = $1', [
      journey.account.id,
    ])
    const told = { state: 'ended', end_reason: 'account_disabled' }
    expect((await byToken('/session/status', journey)).body).toMatchObject(told)
  })
})

describe('an ID token', () => {
  const aDay = 86_400

  /** Any JWT, signed as this server signs. */
  async function signed(over: Record<string, unknown>, header: Record<string, unknown> = {}) {
    const {
      signing: [key],
    } = await loadSigningKeys(cluster.store, testSecret)
    if (key === undefined) throw new Error('no key')
    const { alg, kid, privateJwk } = key
    return new SignJWT(over)
      .setProtectedHeader({ alg, kid, ...header })
      .sign(await importJWK(privateJwk, alg))
  }

  const asked = (idToken: string, headers = {}) =>
    byIdToken(
      '/session/status',
      { tokens: { accessToken: '', refreshToken: '', idToken } },
      headers,
    )

  async function claims(journey: Signed, over: Record<string, unknown> = {}) {
    return { ...claimsOf(journey.tokens.idToken), ...over }
  }

  test('gets the same answer as the access token beside it, and reveals no more', async () => {
    const journey = await signedIn(cluster)
    await pass(journey, 600)
    const [byId, byAccess] = [
      await byIdToken('/session/status', journey),
      await byToken('/session/status', journey),
    ]
    expect(byId.status).toBe(200)
    expect(byId.body['expires_at']).toBe(byAccess.body['expires_at'])
    expect(Object.keys(byId.body)).toEqual(Object.keys(byAccess.body))
  })

  test('from a refresh works, too, and asking with it is not activity', async () => {
    const journey = await signedIn(cluster)
    const answer = await refresh(cluster.issuer, journey.client, journey.tokens.refreshToken)
    const before = await sessionOf(journey)
    expect((await asked(String(answer.body['id_token']))).body['state']).toBe('live')
    expect(await sessionOf(journey)).toEqual(before)
  })

  test('works for a day after it has expired, and no longer', async () => {
    const journey = await signedIn(cluster)
    const exp = Math.floor(Date.now() / 1000)
    const late = await signed(await claims(journey, { exp: exp - aDay + 60 }))
    const tooLate = await signed(await claims(journey, { exp: exp - aDay - 60 }))
    expect((await asked(late)).body['state']).toBe('live')
    expect([(await asked(tooLate)).status, (await asked(tooLate)).body['code']]).toEqual([
      401,
      'token_invalid',
    ])
  })

  test('changes nothing: it keeps no session alive', async () => {
    const journey = await signedIn(cluster)
    await pass(journey, 100)
    const before = await sessionOf(journey)
    const answer = await byIdToken('/session/keepalive', journey)
    expect([answer.status, answer.body['code']]).toEqual([401, 'token_invalid'])
    expect(await sessionOf(journey)).toEqual(before)
  })

  test('shows why its session ended, and is refused if only its grant was withdrawn', async () => {
    const evicted = await signedIn(cluster)
    await end(evicted, 'evicted')
    const told = { state: 'ended', end_reason: 'evicted' }
    expect((await byIdToken('/session/status', evicted)).body).toMatchObject(told)
    const left = await signedIn(cluster)
    await post(`${cluster.issuer}/revoke`, left.client, { token: left.tokens.refreshToken })
    expect((await byIdToken('/session/status', left)).body['code']).toBe('token_invalid')
  })

  test.each([
    ['of another issuer', { iss: 'https://evil.example' }, {}],
    ['for a client that nobody knows', { aud: 'nobody' }, {}],
    ['for two at once', { aud: ['one', 'two'] }, {}],
    ['without a session', { sid: undefined }, {}],
    ['without an end', { exp: undefined }, {}],
    ['that is a logout token', {}, { typ: 'logout+jwt' }],
    ['that is any other kind of token', {}, { typ: 'token-introspection+jwt' }],
    ['of a key that nobody has', {}, { kid: 'nobody' }],
  ])('%s is not accepted', async (_, over, header) => {
    const journey = await signedIn(cluster)
    const answer = await asked(await signed(await claims(journey, over), header))
    expect([answer.status, answer.body['code']]).toEqual([401, 'token_invalid'])
  })

  test('is refused for any client but its own', async () => {
    const [journey, other] = [await signedIn(cluster), await cluster.client()]
    const answer = await asked(await signed(await claims(journey, { aud: other.clientId })))
    expect([answer.status, answer.body['code']]).toEqual([401, 'token_invalid'])
  })

  test('is only for scripts of its own client', async () => {
    const journey = await signedIn(cluster)
    const own = await byIdToken('/session/status', journey, { origin: ofApp })
    expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([200, ofApp])
    const evil = await byIdToken('/session/status', journey, { origin: 'https://evil.example' })
    expect([evil.status, evil.headers.get('access-control-allow-origin')]).toEqual([403, null])
  })

  test('opens nothing else: userinfo and the admin API refuse it', async () => {
    const { tokens } = await signedIn(cluster)
    for (const path of ['/userinfo', '/admin/v1/sessions']) {
      const headers = { authorization: `Bearer ${tokens.idToken}` }
      expect((await send(`${cluster.issuer}${path}`, { headers })).status).toBe(401)
    }
  })
})

describe('keeping alive', () => {
  test('moves the idle end like any activity, in one statement, without an event', async () => {
    for (const way of [byToken, byCookie]) {
      const journey = await signedIn(cluster)
      await pass(journey, 1700)
      const events = await sql(cluster, 'SELECT count(*) FROM audit_events')
      costs.splice(0)
      const answer = await way('/session/keepalive', journey)
      expect(answer.status).toBe(200)
      expect(seconds(answer, 'idle_expires_at')).toBeCloseTo(1800)
      expectAhead(answer, 'absolute_expires_at', 12 * 3600 - 1700)
      expect(costs.map(({ writes, commits }) => ({ writes, commits }))).toEqual([
        { writes: 1, commits: 1 },
      ])
      expect(await sql(cluster, 'SELECT count(*) FROM audit_events')).toEqual(events)
      const status = await byToken('/session/status', journey)
      expect(status.body['expires_at']).toBe(answer.body['expires_at'])
      await pass(journey, 1700)
      expect(await isSignedIn(journey)).toBe(true)
    }
  })

  test('cannot move the absolute end, and says that nothing can be extended further', async () => {
    const journey = await signedIn(cluster)
    await pass(journey, 12 * 3600 - 1000)
    await sql(cluster, 'UPDATE sessions SET last_seen_at = now() WHERE account_id = $1', [
      journey.account.id,
    ])
    const answer = await byToken('/session/keepalive', journey)
    expect([answer.status, answer.body['extendable']]).toEqual([200, false])
    expect(answer.body['expires_at']).toBe(answer.body['absolute_expires_at'])
    expectAhead(answer, 'expires_at', 1000)
  })

  test('is refused with its own code if nothing slides, and changes nothing', async () => {
    await define({ name: 'rigid', idleSeconds: 300, absoluteSeconds: 900, sliding: false })
    await define({ name: 'endless_idle', idleSeconds: null, absoluteSeconds: 900 })
    for (const tier of ['rigid', 'endless_idle']) {
      const journey = await under(tier)
      const before = await sessionOf(journey)
      for (const way of [byToken, byCookie]) {
        const answer = await way('/session/keepalive', journey)
        expect([answer.status, answer.body['code']]).toEqual([409, 'session_not_extendable'])
      }
      expect(await sessionOf(journey)).toEqual(before)
    }
  })

  test('comes too late for an ended session, and says why it ended', async () => {
    const late = await signedIn(cluster)
    await pass(late, 1801)
    const ended = await signedIn(cluster)
    await end(ended, 'evicted')
    for (const [journey, why] of [
      [late, 'idle_timeout'],
      [ended, 'evicted'],
    ] as const) {
      for (const way of [byToken, byCookie]) {
        const { status, body } = await way('/session/keepalive', journey)
        expect([status, body['code']]).toEqual([400, 'session_ended'])
        expect(body['detail']).toContain(why)
      }
    }
    expect(await isSignedIn(late)).toBe(false)
  })

  test('racing the end of the session never revives it', async () => {
    for (let round = 0; round < 10; round += 1) {
      const journey = await signedIn(cluster)
      const [answer] = await Promise.all([
        byToken('/session/keepalive', journey),
        end(journey, 'revoked'),
      ])
      expect([200, 400]).toContain(answer.status)
      expect((await byToken('/session/status', journey)).body['state']).toBe('ended')
    }
  })
})

describe.each(['/session/status', '/session/keepalive'] as const)('%s is refused for', (path) => {
  test('anonymous requests: no token, no cookie, or an unknown cookie', async () => {
    const { person } = await signedIn(cluster)
    const forged = { cookie: 'parley_session=AAAA; parley_session.sig=AAAA' }
    const unsigned = [...person.cookies].find(([name]) => name.startsWith('parley_session|'))
    const bare = { cookie: `parley_session=${unsigned?.[1].value}` }
    for (const headers of [{}, forged, bare]) {
      const answer = await ask(path, headers)
      expect([answer.status, answer.body['code']]).toEqual([401, 'token_missing'])
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    }
  })

  test('foreign tokens, and tokens for another purpose', async () => {
    const { tokens } = await signedIn(cluster)
    const tampered = [tokens.accessToken, tokens.idToken].map((one) => `${one.slice(0, -6)}AAAAAA`)
    for (const token of [tokens.refreshToken, sidOf(tokens), 'x', 'a b', ...tampered]) {
      const answer = await ask(path, { authorization: `Bearer ${token}` })
      expect([answer.status, answer.body['code']]).toEqual([401, 'token_invalid'])
    }
    const basic = await ask(path, { authorization: 'Basic eDp5' })
    expect([basic.status, basic.body['code']]).toEqual([401, 'token_missing'])
  })

  test('a client whose grant was withdrawn while the session lives on', async () => {
    const journey = await signedIn(cluster)
    await post(`${cluster.issuer}/revoke`, journey.client, { token: journey.tokens.refreshToken })
    expect((await byToken(path, journey)).body['code']).toBe('token_invalid')
    expect((await byCookie(path, journey)).status).toBe(200)
    await end(journey, 'evicted')
    expect((await byToken(path, journey)).body['code']).toBe('token_invalid')
  })

  test('a token of the client itself, which has no session', async () => {
    const service = await cluster.client({
      redirectUris: [],
      grantTypes: ['client_credentials'],
      scopes: ['photos:read'],
    })
    const params = { grant_type: 'client_credentials', scope: 'photos:read' }
    const { body } = await post(`${cluster.issuer}/token`, service, params)
    const answer = await ask(path, { authorization: `Bearer ${body['access_token']}` })
    expect([answer.status, answer.body['code']]).toEqual([403, 'forbidden'])
  })

  test('scripts of another origin, with a token or with the cookie', async () => {
    const journey = await signedIn(cluster)
    await pass(journey, 100)
    const before = await sessionOf(journey)
    for (const origin of ['https://evil.example', 'https://app.example.evil.example', 'null']) {
      for (const way of [byToken, byCookie]) {
        const answer = await way(path, journey, { origin })
        expect([answer.status, answer.body['code']]).toEqual([403, 'forbidden'])
        expect(answer.headers.get('access-control-allow-origin')).toBeNull()
      }
    }
    const sibling = await byCookie(path, journey, { 'sec-fetch-site': 'same-site' })
    expect(sibling.status).toBe(403)
    expect(await sessionOf(journey)).toEqual(before)
  })
})

describe.each(['/session/status', '/session/keepalive'] as const)('%s', (path) => {
  test("answers scripts of the client's own origins, and only those", async () => {
    const answer = await byToken(path, await signedIn(cluster), { origin: ofApp })
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, ofApp])
    expect(answer.headers.get('vary')).toMatch(/Origin/)
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
  })

  test('refuses a token in a form that its application can read', async () => {
    const headers = { authorization: 'Bearer x', origin: ofApp }
    const answer = await ask(path, headers)
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([401, ofApp])
  })

  test('allows the preflight of a request with a token', async () => {
    const headers = {
      origin: ofApp,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    }
    const answer = await ask(path, headers, { method: 'OPTIONS' })
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([204, ofApp])
    expect(answer.headers.get('access-control-allow-headers')).toMatch(/Authorization/)
  })

  test('takes a token for any audience', async () => {
    await cluster.resourceServer('https://ships.example', ['ships:read'])
    const client = await cluster.client({ scopes: ['openid', 'ships:read'] })
    const params = { scope: 'openid ships:read', resource: 'https://ships.example' }
    const answer = await byToken(path, await signedIn(cluster, { client, params }))
    expect([answer.status, answer.body['state']]).toEqual([200, 'live'])
  })

  test('answers another method with a problem', async () => {
    const answer = await ask(path, {}, { method: 'DELETE' })
    expect([answer.status, answer.body['code']]).toEqual([405, 'method_not_allowed'])
  })
})
