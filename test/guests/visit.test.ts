/** Browsing as a guest: which clients may have guests, and what a guest may do. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import * as oidc from 'openid-client'
import { guestAcr, mostGuestsAnHour } from '../../src/model/guest.ts'
import { allScopes, itemsOf, newOperator } from '../admin-api/operator.ts'
import { type Cluster, redirectUri, startCluster, testPassword } from '../support/cluster.ts'
import { guestRequest, newShop, tokensOfGuest, visits } from '../support/guest.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'
import { ageFamilies, ageSessions, sql } from '../support/sql.ts'
import { claimsOf, post, redeem, refresh, send, tokensOf } from '../support/tokens.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
})
afterAll(() => cluster?.close())

async function guests(): Promise<number> {
  const [row] = await sql<{ n: number }>(
    cluster,
    "SELECT count(*)::int AS n FROM accounts WHERE kind = 'guest'",
  )
  return row?.n ?? 0
}

describe('a client that may have guests', () => {
  test('gets a code for a visitor without showing a page, and tokens with a sub of its own', async () => {
    const { shop, sub, tokens } = await tokensOfGuest(cluster)
    expect(claimsOf(tokens.idToken)).toMatchObject({ sub, acr: guestAcr, aud: shop.clientId })
    expect(claimsOf(tokens.accessToken)).toMatchObject({ sub, acr: guestAcr, amr: [] })
    const again = await refresh(cluster.nodes[1] ?? '', shop, tokens.refreshToken)
    expect(claimsOf(tokensOf(again).accessToken)).toMatchObject({ sub, acr: guestAcr })
    const [account] = await sql(
      cluster,
      'SELECT kind, email, password_hash AS hash, tier, roles FROM accounts WHERE id = $1',
      [sub],
    )
    expect(account).toEqual({ kind: 'guest', email: null, hash: null, tier: 'commerce', roles: [] })
    const sessions = await sql(
      cluster,
      'SELECT state, policy, acr, amr FROM sessions WHERE account_id = $1',
      [sub],
    )
    expect(sessions).toEqual([{ state: 'live', policy: 'commerce', acr: guestAcr, amr: [] }])
  })

  test('finds the whole visit in the ledger', async () => {
    const { sub, shop } = await tokensOfGuest(cluster)
    const events = await sql<{ type: string; client: string | null }>(
      cluster,
      'SELECT type, client_id AS client FROM audit_events WHERE account_id = $1 ORDER BY id',
      [sub],
    )
    expect(events).toEqual([
      { type: 'session.begun', client: shop.clientId },
      { type: 'guest.begun', client: shop.clientId },
      { type: 'code.issued', client: shop.clientId },
      { type: 'code.redeemed', client: shop.clientId },
    ])
  })

  test('gets a guest with prompt=none and by a pushed request, too', async () => {
    const shop = await newShop(cluster)
    const silent = await newPerson(cluster).visit(
      guestRequest(cluster, shop, { prompt: 'none' }).url,
    )
    expect(new URL(silent.headers.get('location') ?? '').searchParams.has('code')).toBe(true)

    const config = await oidc.discovery(
      new URL(cluster.issuer),
      shop.clientId,
      { id_token_signed_response_alg: 'ES256' },
      oidc.ClientSecretBasic(shop.clientSecret ?? ''),
      { execute: [oidc.allowInsecureRequests] },
    )
    expect(config.serverMetadata().acr_values_supported).toContain(guestAcr)
    const verifier = oidc.randomPKCECodeVerifier()
    const url = await oidc.buildAuthorizationUrlWithPAR(config, {
      redirect_uri: redirectUri,
      scope: 'openid photos:read',
      acr_values: guestAcr,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    })
    const { url: callback } = await newPerson(cluster).follow(url)
    const tokens = await oidc.authorizationCodeGrant(config, callback, {
      pkceCodeVerifier: verifier,
    })
    expect(tokens.claims()).toMatchObject({ acr: guestAcr })
  })

  test('gets the same guest again on every node and in every tab, and extends the idle time', async () => {
    const first = await tokensOfGuest(cluster)
    await ageSessions(cluster, { accountId: first.sub, seconds: 29 * 60 })
    const again = await tokensOfGuest(cluster, first)
    await ageSessions(cluster, { accountId: first.sub, seconds: 29 * 60 })
    const third = await tokensOfGuest(cluster, first)
    expect([again.sub, third.sub]).toEqual([first.sub, first.sub])
    expect(claimsOf(third.tokens.accessToken)['sid']).toBe(
      claimsOf(first.tokens.accessToken)['sid'],
    )
    await ageSessions(cluster, { accountId: first.sub, seconds: 31 * 60 })
    await ageFamilies(cluster, { clientId: first.shop.clientId, seconds: 31 * 60 })
    const later = await tokensOfGuest(cluster, first)
    expect(later.sub).not.toBe(first.sub)
  })

  test('shares the guest with another allowed client, and each has its own grant', async () => {
    const first = await tokensOfGuest(cluster)
    const other = await tokensOfGuest(cluster, { person: first.person })
    expect(other.sub).toBe(first.sub)
    expect(claimsOf(other.tokens.accessToken)['sid']).not.toBe(
      claimsOf(first.tokens.accessToken)['sid'],
    )
  })

  test('gets the signed-in person instead of a guest', async () => {
    const shop = await newShop(cluster)
    const { person, account } = await signedIn(cluster, { client: shop })
    const before = await guests()
    const request = guestRequest(cluster, shop)
    const { url: callback } = await person.follow(request.url)
    const tokens = tokensOf(await redeem(cluster.issuer, shop, { callback, request }))
    expect(claimsOf(tokens.idToken)).toMatchObject({ sub: account.id, acr: 'pwd' })
    expect(await guests()).toBe(before)
  })

  test.each([
    ['prompt', 'login'],
    ['prompt', 'consent'],
    ['max_age', '0'],
  ])('asks for a person with %s=%s, and no guest begins', async (name, value) => {
    const shop = await newShop(cluster)
    const before = await guests()
    const page = await newPerson(cluster).follow(guestRequest(cluster, shop, { [name]: value }).url)
    expect(page.text).toContain('name="password"')
    expect(await guests()).toBe(before)
  })

  test('begins no guest for a person named by id_token_hint', async () => {
    const shop = await newShop(cluster)
    const { tokens } = await signedIn(cluster, { client: shop })
    const before = await guests()
    const hint = { prompt: 'none', id_token_hint: tokens.idToken }
    const answer = await newPerson(cluster).follow(guestRequest(cluster, shop, hint).url)
    expect(answer.url.searchParams.get('error')).toBe('login_required')
    expect(await guests()).toBe(before)
  })
})

describe('without a guest:', () => {
  test('a client that may not have guests gets the sign-in page, as for any unknown value', async () => {
    const client = await cluster.client()
    const before = await guests()
    const request = guestRequest(cluster, client)
    const page = await newPerson(cluster).follow(request.url)
    expect(page.text).toContain('name="password"')
    request.url.searchParams.set('prompt', 'none')
    const silent = await newPerson(cluster).follow(request.url)
    expect(silent.url.searchParams.get('error')).toBe('login_required')
    expect(await guests()).toBe(before)
  })

  test.each([`${guestAcr}s`, guestAcr.toUpperCase(), 'guest', `x${guestAcr}`])(
    'acr_values=%s asks for no guest',
    async (acr) => {
      const page = await newPerson(cluster).follow(
        guestRequest(cluster, await newShop(cluster), { acr_values: acr }).url,
      )
      expect(page.text).toContain('name="password"')
    },
  )

  test('a broken request begins no guest', async () => {
    const shop = await newShop(cluster, { scopes: ['openid', 'photos:read'] })
    const before = await guests()
    for (const over of [
      { redirect_uri: 'https://evil.example/cb' },
      { code_challenge_method: 'plain' },
      { scope: 'openid email' },
      { response_type: 'token' },
      { resource: 'https://nobody.example' },
    ]) {
      const request = guestRequest(cluster, shop, { scope: 'openid', ...over })
      const { headers } = await newPerson(cluster).visit(request.url)
      expect(headers.get('location') ?? '').not.toContain('code=')
      expect(headers.getSetCookie().join()).not.toContain('parley_session=')
    }
    expect(await guests()).toBe(before)
  })

  test('a tampered or planted cookie is no guest', async () => {
    const { person, sub } = await tokensOfGuest(cluster)
    const [name = '', cookie] =
      [...person.cookies].find(([key]) => key.startsWith('parley_session|')) ?? []
    const value = cookie?.value.replace(/.$/, (last) => (last === 'x' ? 'y' : 'x')) ?? ''
    person.cookies.set(name, { value, path: '/' })
    expect((await tokensOfGuest(cluster, { person })).sub).not.toBe(sub)

    const planted = newPerson(cluster)
    await planted.follow('/logout')
    const before = planted.cookies.get('parley_session|/')?.value
    expect(before).toBeDefined()
    await visits(cluster, { person: planted })
    expect(planted.cookies.get('parley_session|/')?.value).not.toBe(before)
  })

  test('after too many guests from one network its visitors must sign in; other networks still get guests', async () => {
    const { sub, shop } = await visits(cluster)
    await sql(
      cluster,
      `INSERT INTO sessions (id, account_id, secret_hash, policy, acr, amr, auth_time,
         absolute_expires_at, due_at, network, idle_seconds)
       SELECT gen_random_uuid(), $1, sha256(n::text::bytea), 'commerce', $3, '{}', now(), now(),
         now(), o.network, 60
       FROM sessions o, generate_series(1, $2::int) n WHERE o.account_id = $1`,
      [sub, mostGuestsAnHour, guestAcr],
    )
    const request = guestRequest(cluster, shop)
    expect((await newPerson(cluster).follow(request.url)).text).toContain('name="password"')
    const elsewhere = `UPDATE sessions SET network = '192.0.2.7' WHERE account_id = $1`
    await sql(cluster, elsewhere, [sub])
    const come = await newPerson(cluster).follow(request.url)
    expect(come.url.searchParams.has('code')).toBe(true)
  })
})

describe('a guest', () => {
  test('has no claims at userinfo, and introspection shows only the sub', async () => {
    const { sub, shop, tokens } = await tokensOfGuest(cluster)
    const authorization = `Bearer ${tokens.accessToken}`
    const userinfo = await send(`${cluster.issuer}/userinfo`, { headers: { authorization } })
    expect([userinfo.status, userinfo.body]).toEqual([200, { sub }])
    expect(claimsOf(tokens.idToken)).not.toHaveProperty('email')
    const told = await post(`${cluster.issuer}/introspect`, shop, { token: tokens.refreshToken })
    expect(told.body).toMatchObject({ active: true, sub, client_id: shop.clientId })
  })

  test('never gets offline access, whatever the request says', async () => {
    const shop = await newShop(cluster)
    const request = guestRequest(cluster, shop, { scope: 'openid offline_access photos:read' })
    const { url: callback } = await newPerson(cluster).follow(request.url)
    const { body } = await redeem(cluster.issuer, shop, { callback, request })
    expect(body['scope']).toBe('openid photos:read')
    const families = 'SELECT offline FROM token_families WHERE client_id = $1'
    expect(await sql(cluster, families, [shop.clientId])).toEqual([{ offline: false }])
  })

  test('is not enough for an ordinary request', async () => {
    const { person, shop } = await tokensOfGuest(cluster)
    const request = authorizationRequest(cluster, shop.clientId)
    expect((await person.follow(request.url)).text).toContain('name="password"')
    request.url.searchParams.set('prompt', 'none')
    const silent = await person.follow(request.url)
    expect(silent.url.searchParams.get('error')).toBe('login_required')
    const stranger = await cluster.client()
    const asked = await person.follow(guestRequest(cluster, stranger).url)
    expect(asked.text).toContain('name="password"')
    const grants = 'SELECT 1 FROM grants WHERE client_id = $1'
    expect(await sql(cluster, grants, [stranger.clientId])).toEqual([])
  })

  test('a guest who cancels the sign-in continues as the same guest', async () => {
    const { person, shop, sub } = await tokensOfGuest(cluster)
    const form = await person.follow(authorizationRequest(cluster, shop.clientId).url)
    const back = await person.submit(form, { action: 'deny' })
    expect(back.url.searchParams.get('error')).toBe('access_denied')
    expect((await tokensOfGuest(cluster, { person, shop })).sub).toBe(sub)
  })

  test('signs out like anyone else, and the next visit is another guest', async () => {
    const { person, shop, sub, tokens } = await tokensOfGuest(cluster)
    const asked = await person.follow(`/logout?id_token_hint=${tokens.idToken}`)
    expect(asked.text).toContain('Guest')
    await person.submit(asked, { logout: 'yes' })
    const dead = await refresh(cluster.issuer, shop, tokens.refreshToken)
    expect(dead.body['error']).toBe('invalid_grant')
    expect((await tokensOfGuest(cluster, { person, shop })).sub).not.toBe(sub)
  })

  test('sees on the account pages only a link to sign in', async () => {
    const { person } = await tokensOfGuest(cluster)
    for (const path of ['/account/sessions', '/account/applications']) {
      const page = await person.follow(path)
      expect([page.status, page.text]).toEqual([200, expect.stringContaining('as a guest')])
    }
    const init = {
      method: 'POST',
      body: new URLSearchParams({ action: 'end_others' }),
      headers: { origin: cluster.issuer },
    }
    expect((await person.visit('/account/sessions', init)).status).toBe(303)
    const { text } = await person.visit('/account/sessions')
    const [, address = ''] = /href="(\/authorize[^"]+)"/.exec(text) ?? []
    const form = await person.follow(address.replaceAll('&amp;', '&'))
    const { email } = await cluster.account()
    const password = testPassword
    const page = await person.submit(form, { action: 'sign-in', email, password })
    expect([page.url.pathname, page.text]).toEqual([
      '/account/sessions',
      expect.stringContaining(email),
    ])
  })

  test('is not listed among the accounts of the admin API, but can be found as a guest', async () => {
    const operator = await newOperator(cluster, allScopes)
    const { sub, sessionId } = await visits(cluster)
    const people = itemsOf(await operator.ask('GET', '/accounts?limit=200'))
    expect(people.map(({ id }) => id)).not.toContain(sub)
    const found = itemsOf(await operator.ask('GET', '/accounts?kind=guest&limit=1'))
    const guest = { id: sub, kind: 'guest', email: null, name: 'Guest', tier: 'commerce' }
    expect(found).toEqual([expect.objectContaining(guest)])
    const session = await operator.ask('GET', `/sessions/${sessionId}`)
    expect(session.body).toMatchObject({ account_id: sub, account_email: null, acr: guestAcr })
  })
})
