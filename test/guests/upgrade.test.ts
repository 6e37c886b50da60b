/** A guest signs in: one new session replaces the guest, and nothing of the guest is left. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import * as oidc from 'openid-client'
import { endSession } from '../../src/endings/end-session.ts'
import { guestAcr } from '../../src/model/guest.ts'
import { type Cluster, redirectUri, startCluster, testPassword } from '../support/cluster.ts'
import {
  atSignIn,
  guestRequest,
  newShop,
  tokensOfGuest,
  type Visitor,
  visits,
} from '../support/guest.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'
import { authorized, sidOf, signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { claimsOf, redeem, refresh, send, tokensOf } from '../support/tokens.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
})
afterAll(() => cluster?.close())

const password = testPassword

/** The shop's tokens for the account that the visitor signs in to. */
async function signIn(visitor: Visitor, email: string) {
  const { person, shop } = visitor
  const request = authorizationRequest(cluster, shop.clientId)
  const callback = await person.authorize(request, { email })
  return tokensOf(await redeem(cluster.issuer, shop, { callback, request }))
}

async function sessionsOf(accountId: string) {
  return sql<{ id: string; state: string; reason: string | null; former: string | null }>(
    cluster,
    `SELECT id, state, end_reason AS reason, former_sub AS former FROM sessions
     WHERE account_id = $1 ORDER BY id`,
    [accountId],
  )
}

async function refused(shop: Visitor['shop'], token: string): Promise<unknown> {
  return (await refresh(cluster.issuer, shop, token)).body['error']
}

describe('signing in', () => {
  test('names the former guest in the ID token, at every refresh and at userinfo', async () => {
    const visitor = await tokensOfGuest(cluster)
    const { id, email } = await cluster.account()
    const tokens = await signIn(visitor, email)
    const expected = { sub: id, parley_former_sub: visitor.sub }
    expect(claimsOf(tokens.idToken)).toMatchObject(expected)
    expect(claimsOf(tokens.accessToken)).not.toHaveProperty('parley_former_sub')
    const headers = { authorization: `Bearer ${tokens.accessToken}` }
    expect((await send(`${cluster.issuer}/userinfo`, { headers })).body).toMatchObject(expected)
    const again = tokensOf(await refresh(cluster.issuer, visitor.shop, tokens.refreshToken))
    expect(claimsOf(again.idToken)).toMatchObject(expected)
  })

  test('leaves nothing of the guest: cookie, code, refresh token, access token, account', async () => {
    const shop = await newShop(cluster)
    const visitor = await tokensOfGuest(cluster, { shop })
    const request = guestRequest(cluster, shop)
    const { url: callback } = await visitor.person.follow(request.url)
    const stolen = newPerson(cluster)
    for (const [name, cookie] of visitor.person.cookies) stolen.cookies.set(name, cookie)

    const { id, email } = await cluster.account()
    await signIn(visitor, email)
    expect((await redeem(cluster.issuer, shop, { callback, request })).body['error']).toBe(
      'invalid_grant',
    )
    expect(await refused(shop, visitor.tokens.refreshToken)).toBe('invalid_grant')
    const headers = { authorization: `Bearer ${visitor.tokens.accessToken}` }
    expect((await send(`${cluster.issuer}/userinfo`, { headers })).status).toBe(401)
    const status = await send(`${cluster.issuer}/session/status`, { headers })
    expect(status.body).toMatchObject({ state: 'ended', end_reason: 'upgraded' })
    const page = await stolen.follow(authorizationRequest(cluster, shop.clientId).url)
    expect(page.text).toContain('Your visit as a guest ended when you signed in.')
    const other = await tokensOfGuest(cluster, { person: stolen, shop })
    expect(other.sub).not.toBe(visitor.sub)

    expect(await sessionsOf(visitor.sub)).toEqual([
      expect.objectContaining({ id: visitor.sessionId, state: 'ended', reason: 'upgraded' }),
    ])
    const [mine, ...more] = await sessionsOf(id)
    expect([mine, more]).toEqual([
      expect.objectContaining({ state: 'live', former: visitor.sub }),
      [],
    ])
    expect(mine?.id).not.toBe(visitor.sessionId)
    const accounts = await sql(
      cluster,
      'SELECT kind, email, disabled_at IS NOT NULL AS closed FROM accounts WHERE id = $1',
      [visitor.sub],
    )
    expect(accounts).toEqual([{ kind: 'guest', email: null, closed: true }])
  })

  test('changes the cookie, so that a cookie planted before is worthless', async () => {
    const visitor = await visits(cluster)
    const before = visitor.person.cookies.get('parley_session|/')?.value
    await signIn(visitor, (await cluster.account()).email)
    expect(visitor.person.cookies.get('parley_session|/')?.value).not.toBe(before)
  })

  test('records one event with both accounts, beside the endings and the beginning', async () => {
    const visitor = await visits(cluster)
    const { id, email } = await cluster.account()
    await signIn(visitor, email)
    const [session] = await sessionsOf(id)
    const events = await sql(
      cluster,
      `SELECT type, session_id AS session, actor_id AS actor, details FROM audit_events
       WHERE type IN ('session.upgraded', 'session.ended') AND session_id = ANY ($1::uuid[])
       ORDER BY id`,
      [[visitor.sessionId, session?.id]],
    )
    const device = expect.any(String)
    const former = { former_account: visitor.sub, former_session: visitor.sessionId, grants: 0 }
    const details = { ...former, device }
    expect(events).toEqual([
      {
        type: 'session.ended',
        session: visitor.sessionId,
        actor: id,
        details: { reason: 'upgraded', device },
      },
      { type: 'session.upgraded', session: session?.id, actor: id, details },
    ])
  })

  test('asks for consent, because the account has granted nothing yet', async () => {
    const visitor = await visits(cluster)
    const { email } = await cluster.account()
    const { form } = await atSignIn(cluster, visitor)
    const page = await visitor.person.submit(form, { action: 'sign-in', email, password })
    expect(page.text).toContain('value="allow"')
    const denied = await visitor.person.submit(page, { action: 'deny' })
    expect(denied.url.searchParams.get('error')).toBe('access_denied')
  })

  test('moves the grants that the account has consented to, and notifies no other client', async () => {
    const [here, known, unknown] = [
      await newShop(cluster),
      await newShop(cluster),
      await newShop(cluster),
    ]
    const { account } = await signedIn(cluster, { client: known })
    const { person, sub } = await tokensOfGuest(cluster, { shop: here })
    for (const shop of [known, unknown]) await tokensOfGuest(cluster, { shop, person })
    await signIn({ ...(await visits(cluster, { shop: here, person })) }, account.email)
    const [, session] = await sessionsOf(account.id)
    const grants = await sql<{ client: string }>(
      cluster,
      `SELECT client_id AS client FROM grants WHERE session_id = $1 AND account_id = $2
       AND ended_at IS NULL`,
      [session?.id, account.id],
    )
    expect(grants.map(({ client }) => client).toSorted()).toEqual(
      [here.clientId, known.clientId].toSorted(),
    )

    const silent = await authorized(cluster, { account, client: known, person })
    const moved = tokensOf(await redeem(cluster.issuer, known, silent))
    expect(claimsOf(moved.idToken)).toMatchObject({ sub: account.id, parley_former_sub: sub })
    const held = 'SELECT id FROM grants WHERE session_id = $1 AND client_id = $2'
    const rows = await sql<{ id: string }>(cluster, held, [session?.id, known.clientId])
    expect(rows).toEqual([{ id: sidOf(moved) }])

    const stranger = await newShop(cluster)
    const told = await signedIn(cluster, { account, client: stranger, person })
    expect(claimsOf(told.tokens.idToken)).toMatchObject({ sub: account.id })
    expect(claimsOf(told.tokens.idToken)).not.toHaveProperty('parley_former_sub')
  })

  test('works through the account pages, too, and the shop learns of it at its next request', async () => {
    const visitor = await visits(cluster)
    const { email, id } = await cluster.account()
    const form = await visitor.person.follow(
      authorizationRequest(cluster, 'parley-account', {
        redirect_uri: `${cluster.issuer}/account/callback`,
        scope: 'openid',
      }).url,
    )
    await visitor.person.submit(form, { action: 'sign-in', email, password })
    const tokens = await signIn(visitor, email)
    expect(claimsOf(tokens.idToken)).toMatchObject({ sub: id, parley_former_sub: visitor.sub })
    const [session, ...more] = await sessionsOf(id)
    expect([session?.former, more]).toEqual([visitor.sub, []])
  })

  test('is a plain sign-in without the claim when the visit had ended', async () => {
    const visitor = await visits(cluster)
    const by = { kind: 'system' } as const
    await endSession(cluster.store, { sessionId: visitor.sessionId, reason: 'revoked', by })
    const { email, id } = await cluster.account()
    const tokens = await signIn(visitor, email)
    expect(claimsOf(tokens.idToken)).toMatchObject({ sub: id })
    expect(claimsOf(tokens.idToken)).not.toHaveProperty('parley_former_sub')
  })

  test('is a plain sign-in when the visit ends while the form is open', async () => {
    const visitor = await visits(cluster)
    const { email, id } = await cluster.account()
    const { form } = await atSignIn(cluster, visitor)
    const by = { kind: 'system' } as const
    await endSession(cluster.store, { sessionId: visitor.sessionId, reason: 'revoked', by })
    const page = await visitor.person.submit(form, { action: 'sign-in', email, password })
    expect(page.text).toContain('value="allow"')
    expect(await sessionsOf(id)).toEqual([expect.objectContaining({ state: 'live', former: null })])
  })

  test('with a wrong password changes nothing for the guest', async () => {
    const visitor = await tokensOfGuest(cluster)
    const { email } = await cluster.account()
    const { form } = await atSignIn(cluster, visitor)
    const init = { action: 'sign-in', email, password: 'not the right one' }
    expect((await visitor.person.submit(form, init)).status).toBe(401)
    const tokens = await refresh(cluster.issuer, visitor.shop, visitor.tokens.refreshToken)
    expect(tokens.status).toBe(200)
  })

  test('at the session limit waits for room, and then replaces the guest', async () => {
    const account = await cluster.account({ tier: 'basic' })
    await signedIn(cluster, { account })
    const [inside] = await sessionsOf(account.id)
    const visitor = await tokensOfGuest(cluster)
    const { form } = await atSignIn(cluster, visitor)
    const { email } = account
    const page = await visitor.person.submit(form, { action: 'sign-in', email, password })
    expect(page.text).toContain('Too many devices')
    const alive = await refresh(cluster.issuer, visitor.shop, visitor.tokens.refreshToken)
    expect(alive.status).toBe(200)
    await visitor.person.submit(page, { session: inside?.id ?? '' })
    expect((await sessionsOf(account.id)).map(({ former }) => former)).toEqual([null, visitor.sub])
    expect(await refused(visitor.shop, String(alive.body['refresh_token']))).toBe('invalid_grant')
  })
})

test('a shop with openid-client carries the cart of a guest over to the sign-in', async () => {
  const shop = await newShop(cluster)
  const config = await oidc.discovery(
    new URL(cluster.issuer),
    shop.clientId,
    { id_token_signed_response_alg: 'ES256' },
    oidc.ClientSecretBasic(shop.clientSecret ?? ''),
    { execute: [oidc.allowInsecureRequests] },
  )
  expect(config.serverMetadata().claims_supported).toContain('parley_former_sub')
  const person = newPerson(cluster)
  const { email, id } = await cluster.account()
  const enter = async (more: Record<string, string>) => {
    const verifier = oidc.randomPKCECodeVerifier()
    const expectedNonce = oidc.randomNonce()
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: 'openid photos:read',
      nonce: expectedNonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...more,
    })
    const callback = await person.authorize({ url, verifier }, { email })
    const checks = { pkceCodeVerifier: verifier, expectedNonce, idTokenExpected: true }
    return oidc.authorizationCodeGrant(config, callback, checks)
  }
  const visit = await enter({ acr_values: guestAcr })
  const guest = visit.claims()?.sub ?? ''
  const carts = new Map([[guest, ['a compass']]])
  const member = await enter({})
  const claims = member.claims()
  carts.set(claims?.sub ?? '', carts.get(String(claims?.['parley_former_sub'])) ?? [])
  expect([claims?.sub, carts.get(id)]).toEqual([id, ['a compass']])
  await expect(oidc.refreshTokenGrant(config, visit.refresh_token ?? '')).rejects.toMatchObject({
    error: 'invalid_grant',
  })
  const again = await enter({ acr_values: guestAcr })
  expect(again.claims()?.sub).toBe(id)
})
