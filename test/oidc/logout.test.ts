/** RP-initiated logout: who is asked, where the browser goes, and what has ended afterwards. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { importJWK, type JWTPayload, SignJWT } from 'jose'
import { loadSigningKeys } from '../../src/keys/signing-keys.ts'
import { deleteClient } from '../../src/sessions/disable-client.ts'
import { type Cluster, startCluster, testSecret } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'
import { type Journey, sidOf, signedIn } from '../support/sign-in.ts'
import { eventsOfClient, sql } from '../support/sql.ts'
import { claimsOf, refresh, type SignedIn, send } from '../support/tokens.ts'

let cluster: Cluster
/** Stays signed in: for the requests that are refused. */
let staying: Signed

const farewell = 'https://app.example/bye'

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  staying = await signedIn(cluster)
})
afterAll(() => cluster?.close())

type Signed = Journey & { readonly tokens: SignedIn }

function logoutUrl(params: Record<string, string>): string {
  return `/logout?${new URLSearchParams(params)}`
}

function hinted({ tokens }: Signed, over: Record<string, string> = {}): string {
  return logoutUrl({
    id_token_hint: tokens.idToken,
    post_logout_redirect_uri: farewell,
    state: 'so long',
    ...over,
  })
}

async function isSignedIn({ person, client }: Journey): Promise<boolean> {
  const url = authorizationRequest(cluster, client.clientId, { prompt: 'none' }).url
  const page = await person.visit(url)
  return page.headers.get('location')?.includes('code=') ?? false
}

/** The person is asked as for any other sign-out, and afterwards stays here. */
async function expectNoWayBack({ person, account }: Journey, address: string): Promise<void> {
  const asked = await person.visit(address)
  expect([asked.status, asked.headers.get('location')]).toEqual([200, null])
  expect(asked.text).toContain(account.email)
  expect(await stateOf(account.id)).toBe('live')

  const left = await person.submit(asked, { logout: 'yes' })
  expect([left.status, left.url.href]).toEqual([200, `${cluster.issuer}/logout/success`])
  expect(await stateOf(account.id)).toBe('ended')
}

async function stateOf(accountId: string): Promise<unknown> {
  const [session] = await sql(cluster, 'SELECT state FROM sessions WHERE account_id = $1', [
    accountId,
  ])
  return session?.['state']
}

test.each(['GET', 'POST'])(
  '%s asks the person, confirms nothing by itself, and then redirects',
  async (method) => {
    const journey = await signedIn(cluster)
    const { person, account } = journey
    const [path = '', query = ''] = hinted(journey).split('?')
    const asked =
      method === 'GET'
        ? await person.follow(hinted(journey))
        : await person.follow(path, { method, body: new URLSearchParams(query) })
    expect(asked.text).toContain('PhotoApp')
    expect(asked.text).toContain(account.email)
    expect(await isSignedIn(journey)).toBe(true)

    const left = await person.submit(asked, { logout: 'yes' })
    expect(left.url.href).toBe(`${farewell}?state=so+long`)
    expect(await isSignedIn(journey)).toBe(false)
  },
)

describe('an id_token_hint', () => {
  test('may be long expired', async () => {
    const journey = await signedIn(cluster)
    const claims = claimsOf(journey.tokens.idToken)
    const longAgo = Number(claims['iat']) - 86_400
    const id_token_hint = await signAgain({ ...claims, iat: longAgo, exp: longAgo + 300 })
    const asked = await journey.person.follow(hinted(journey, { id_token_hint }))
    const left = await journey.person.submit(asked, { logout: 'yes' })
    expect(left.url.href).toBe(`${farewell}?state=so+long`)
  })

  test.each([
    ['changed', (jwt: string) => `${jwt.slice(0, -4)}AAAA`],
    ['cut', (jwt: string) => jwt.slice(0, -20)],
    ['without a signature', (jwt: string) => jwt.replace(/[^.]+$/, '')],
    ['unsigned', (jwt: string) => `eyJhbGciOiJub25lIn0.${jwt.split('.')[1]}.`],
    ['no JWT', () => 'nonsense'],
    ['a NUL', () => 'a\0.b.c'],
    ['undefined', () => 'undefined'],
    ['null', () => 'null'],
  ])('that is %s only costs the way back', async (_, mutate) => {
    const journey = await signedIn(cluster)
    const id_token_hint = mutate(journey.tokens.idToken)
    await expectNoWayBack(journey, hinted(journey, { id_token_hint }))
  })

  test('sent twice only costs the way back', async () => {
    const journey = await signedIn(cluster)
    const twice = `${hinted(journey)}&id_token_hint=${journey.tokens.idToken}`
    await expectNoWayBack(journey, twice)
  })

  test('of a client that was deleted only costs the way back', async () => {
    const journey = await signedIn(cluster)
    const { clientId } = journey.client
    const by = { kind: 'system' } as const
    await deleteClient(cluster.store, { clientId, reason: 'The app is no longer used.', by })
    for (const node of cluster.nodes) {
      await eventually(async () => {
        const page = await journey.person.visit(new URL(hinted(journey), node))
        return !page.text.includes('PhotoApp')
      })
    }
    await expectNoWayBack(journey, hinted(journey))
  })

  test('and a client id of another client only cost the way back', async () => {
    const journey = await signedIn(cluster)
    const other = await cluster.client()
    await expectNoWayBack(journey, hinted(journey, { client_id: other.clientId }))
  })

  test('and its own client id lead back', async () => {
    const journey = await signedIn(cluster)
    const same = { client_id: journey.client.clientId }
    expect((await journey.person.visit(hinted(journey, same))).status).toBe(200)
  })

  test('of somebody else does not log this person out without a question', async () => {
    const journey = await signedIn(cluster)
    const other = await signedIn(cluster)
    const page = await journey.person.visit(hinted(other))
    expect([page.status, page.headers.get('location')]).toEqual([200, null])
    expect(page.text).toContain(journey.account.email)
    expect(await isSignedIn(journey)).toBe(true)
  })
})

async function signAgain(claims: JWTPayload): Promise<string> {
  const { signing: keys } = await loadSigningKeys(cluster.store, testSecret)
  const key = keys.find(({ alg }) => alg === 'ES256')
  if (key === undefined) throw new Error('no key')
  return new SignJWT(claims)
    .setProtectedHeader({ alg: key.alg, kid: key.kid })
    .sign(await importJWK(key.privateJwk, key.alg))
}

test.each([
  ['nothing', {}],
  ['only a state', { state: 'x' }],
  ['an address without a client', { post_logout_redirect_uri: farewell }],
  ['a foreign address without a client', { post_logout_redirect_uri: 'https://evil.example' }],
])('with %s the person is asked and stays here afterwards', async (_, params) => {
  const journey = await signedIn(cluster)
  const asked = await journey.person.follow(logoutUrl(params))
  expect(asked.status).toBe(200)
  expect(asked.text).toContain('<form')
  expect(await isSignedIn(journey)).toBe(true)
  const left = await journey.person.submit(asked, { logout: 'yes' })
  expect(left.url.origin).toBe(cluster.issuer)
  expect(left.url.search).not.toContain('state')
  expect(await isSignedIn(journey)).toBe(false)
})

test.each([
  'https://app.example/bye/',
  'https://app.example/BYE',
  'https://app.example/bye?a=1',
  'https://app.example/bye#f',
  'https://app.example:443/bye',
  'https://app.example/cb',
  'https://evil.example/bye',
  'https://app.example@evil.example/bye',
  'https://app.example.evil/bye',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '%2f%2fevil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  'http://app.example/bye',
])('the redirect is to the registered URI or to none: %j', async (uri) => {
  const journey = await signedIn(cluster)
  await expectNoWayBack(journey, hinted(journey, { post_logout_redirect_uri: uri }))
})

test('an unknown client id only costs the way back', async () => {
  const params = { client_id: 'nobody', post_logout_redirect_uri: farewell }
  await expectNoWayBack(await signedIn(cluster), logoutUrl(params))
})

test('the page after signing out does not need to know the client', async () => {
  const page = await newPerson(cluster).visit('/logout/success?client_id=nobody')
  expect(page.status).toBe(200)
})

test('an empty redirect URI counts as none', async () => {
  const journey = await signedIn(cluster)
  const page = await journey.person.visit(hinted(journey, { post_logout_redirect_uri: '' }))
  const left = await journey.person.submit(page, { logout: 'yes' })
  expect(left.url.origin).toBe(cluster.issuer)
})

test('state is returned, unchanged, only with its redirect URI', async () => {
  const journey = await signedIn(cluster)
  const state = `"'<>&+%20 é`
  const left = await journey.person.submit(
    await journey.person.follow(hinted(journey, { state })),
    { logout: 'yes' },
  )
  expect(left.url.searchParams.get('state')).toBe(state)
  const other = await signedIn(cluster)
  const { tokens, person } = other
  const plain = logoutUrl({ id_token_hint: tokens.idToken, post_logout_redirect_uri: farewell })
  const without = await person.submit(await person.follow(plain), { logout: 'yes' })
  expect(without.url.href).toBe(farewell)
})

describe('the confirmation', () => {
  const confirm = (journey: Journey, fields: Record<string, string>) =>
    journey.person.visit('/logout/confirm', { method: 'POST', body: new URLSearchParams(fields) })

  test('is worthless without the token of the page', async () => {
    const journey = staying
    await journey.person.follow(hinted(journey))
    for (const fields of [{}, { xsrf: '' }, { xsrf: 'guess' }, { xsrf: 'a\0b' }]) {
      const page = await confirm(journey, { logout: 'yes', ...fields })
      expect([page.status, page.headers.get('location')]).toEqual([400, null])
    }
    expect(await isSignedIn(journey)).toBe(true)
  })

  test("is worthless with the token of somebody else's page", async () => {
    const journey = await signedIn(cluster)
    const other = await signedIn(cluster)
    await journey.person.follow(hinted(journey))
    const theirs = await other.person.follow(hinted(other))
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(theirs.text) ?? []
    expect((await confirm(journey, { logout: 'yes', xsrf })).status).toBe(400)
    expect(await isSignedIn(journey)).toBe(true)
  })

  test('works once', async () => {
    const journey = await signedIn(cluster)
    const page = await journey.person.follow(hinted(journey))
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(page.text) ?? []
    const copy = new Map(journey.person.cookies)
    expect((await confirm(journey, { logout: 'yes', xsrf })).status).toBe(303)
    for (const [name, cookie] of copy) journey.person.cookies.set(name, cookie)
    expect((await confirm(journey, { logout: 'yes', xsrf })).status).toBe(400)
    expect((await eventsOfClient(cluster, journey.client.clientId))['code.issued']).toBe(1)
  })

  test('does not work as a GET', async () => {
    const journey = staying
    await journey.person.follow(hinted(journey))
    expect((await journey.person.visit('/logout/confirm?logout=yes')).status).toBe(405)
    expect(await isSignedIn(journey)).toBe(true)
  })

  test('can be declined: the person stays signed in, and only the app loses its grant', async () => {
    const journey = await signedIn(cluster)
    const { person, account } = journey
    const other = await signedIn(cluster, { person, account })
    const left = await person.submit(await person.follow(hinted(journey)), {})
    expect(left.url.href).toBe(`${farewell}?state=so+long`)
    expect(await isSignedIn(other)).toBe(true)
    const again = await refresh(cluster.issuer, journey.client, journey.tokens.refreshToken)
    expect(again.status).toBe(400)
    const kept = await refresh(cluster.issuer, other.client, other.tokens.refreshToken)
    expect(kept.status).toBe(200)
  })
})

test('a person who is not signed in is logged out all the same, and redirected', async () => {
  const journey = await signedIn(cluster)
  const stranger = newPerson(cluster)
  const page = await stranger.follow(hinted(journey))
  expect(page.status).toBe(200)
  const left = await stranger.submit(page, {})
  expect(left.url.href).toBe(`${farewell}?state=so+long`)
  expect(await isSignedIn(journey)).toBe(true)
})

test('the session ends with all its grants and is recorded as a logout; offline grants stay', async () => {
  const journey = await signedIn(cluster)
  const { person, account } = journey
  const params = { scope: 'openid offline_access photos:read', prompt: 'consent' }
  const offline = await signedIn(cluster, { person, account, params })
  const third = await signedIn(cluster, { person, account })
  await person.submit(await person.follow('/logout'), { logout: 'yes' })

  for (const ended of [journey, third]) {
    const answer = await refresh(cluster.issuer, ended.client, ended.tokens.refreshToken)
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  }
  const kept = await refresh(cluster.issuer, offline.client, offline.tokens.refreshToken)
  expect(kept.status).toBe(200)
  const [session] = await sql(cluster, 'SELECT state FROM sessions WHERE account_id = $1', [
    account.id,
  ])
  expect(session).toEqual({ state: 'offline' })
})

test('a session without offline grants has ended, and its cookie is cleared', async () => {
  const journey = await signedIn(cluster)
  const { person, account } = journey
  const answer = await person.press(await person.follow('/logout'), { logout: 'yes' })
  expect(answer.headers.getSetCookie().join()).toMatch(
    /parley_session=;.*expires=Thu, 01 Jan 1970/i,
  )
  const rows = await sql(
    cluster,
    'SELECT state, end_reason AS reason FROM sessions WHERE account_id = $1',
    [account.id],
  )
  expect(rows).toEqual([{ state: 'ended', reason: 'logout' }])
  const userInfo = await send(`${cluster.issuer}/userinfo`, {
    headers: { authorization: `Bearer ${journey.tokens.accessToken}` },
  })
  expect(userInfo.status).toBe(401)
})

test('the sid differs for each session and client, and is not a cookie', async () => {
  const first = await signedIn(cluster)
  const { person, account, client } = first
  const same = await signedIn(cluster, { person, account, client })
  const other = await signedIn(cluster, { person, account })
  const elsewhere = await signedIn(cluster, { account, client })
  expect(sidOf(same.tokens)).toBe(sidOf(first.tokens))
  const sids = [first, other, elsewhere].map(({ tokens }) => sidOf(tokens))
  expect(new Set(sids).size).toBe(3)
  for (const { value } of person.cookies.values()) expect(sids).not.toContain(value)
  expect(claimsOf(first.tokens.idToken)['sid'] ?? sids[0]).toBe(sids[0])
})
