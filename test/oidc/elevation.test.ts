/** Elevation is time-boxed: what a fresh sign-in was good for ends, and no refresh prolongs it. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { endSession } from '../../src/endings/end-session.ts'
import type { Policy } from '../../src/model/policy.ts'
import { defaultPolicy } from '../../src/model/presets.ts'
import { savePolicy } from '../../src/policies/save.ts'
import { sweepSessions } from '../../src/sessions/sweep.ts'
import type { RequestCost } from '../../src/web/middleware/guards.ts'
import { type Cluster, startCluster, testPassword } from '../support/cluster.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'
import { authorized, signedIn } from '../support/sign-in.ts'
import { passTime, sql } from '../support/sql.ts'
import { type Answer, claimsOf, post, redeem, refresh, tokensOf } from '../support/tokens.ts'

let cluster: Cluster
let client: RegisteredClient
const costs: RequestCost[] = []

const by = { kind: 'system' } as const
const scope = 'openid accounts:read transfers:write'
const bank: Policy = {
  ...defaultPolicy,
  name: 'bank',
  accessTokenSeconds: 200,
  scopeRules: {
    'transfers:write': { requireAcr: null, reauthenticateAfterSeconds: 300 },
    'keys:write': { requireAcr: 'mfa', reauthenticateAfterSeconds: null },
  },
}
const scopes = ['openid', 'offline_access', 'accounts:read', 'transfers:write', 'keys:write']

beforeAll(async () => {
  cluster = await startCluster({
    nodes: 2,
    runsRounds: false,
    observe: (cost) => costs.push(cost),
  })
  await define(bank)
  await define({ ...defaultPolicy, name: 'fresh', reauthenticateAfterSeconds: 600 })
})
afterAll(() => cluster?.close())
beforeEach(async () => {
  client = await cluster.client({ scopes })
})

async function define(policy: Policy): Promise<void> {
  await savePolicy(cluster.store, { policy, by })
  await cluster.policiesKnown()
}

async function begun(params: Record<string, string> = { scope }, tier = 'bank') {
  return signedIn(cluster, { client, account: await cluster.account({ tier }), params })
}

type Begun = Awaited<ReturnType<typeof begun>>

function pass({ account }: Pick<Begun, 'account'>, seconds: number): Promise<void> {
  return passTime(cluster, { accountId: account.id, seconds })
}

function refreshWith({ tokens }: Begun, over: Record<string, string> = {}): Promise<Answer> {
  const params = { grant_type: 'refresh_token', refresh_token: tokens.refreshToken, ...over }
  return post(`${cluster.issuer}/token`, client, params)
}

function grantedBy({ body }: Answer) {
  return { scope: body['scope'], seconds: body['expires_in'] }
}

describe('a token with a scope that asks for a fresh sign-in', () => {
  test('lives no longer than the elevation, from the code and from a refresh', async () => {
    const journey = await authorized(cluster, {
      client,
      account: await cluster.account({ tier: 'bank' }),
      params: { scope },
    })
    await pass(journey, 150)
    const first = await redeem(cluster.issuer, client, journey)
    expect(grantedBy(first).scope).toBe(scope)
    expect(Number(grantedBy(first).seconds)).toBeGreaterThan(140)
    expect(Number(grantedBy(first).seconds)).toBeLessThanOrEqual(150)
    const { exp, iat } = claimsOf(first.body['access_token'])
    expect(Number(exp) - Number(iat)).toBe(grantedBy(first).seconds)

    const tokens = tokensOf(first)
    await pass(journey, 100)
    const later = await refreshWith({ ...journey, tokens })
    expect(grantedBy(later).scope).toBe(scope)
    expect(Number(grantedBy(later).seconds)).toBeLessThanOrEqual(50)
  })

  test('is no shorter than others while the sign-in is recent, or without that scope', async () => {
    const young = await begun()
    expect(grantedBy(await refreshWith(young)).seconds).toBe(200)
    await pass(young, 250)
    const other = await begun({ scope: 'openid accounts:read' })
    await pass(other, 250)
    expect(grantedBy(await refreshWith(other)).seconds).toBe(200)
  })
})

describe('once the elevation is over', () => {
  test('a refresh returns the remaining scopes and names them', async () => {
    const journey = await begun()
    await pass(journey, 301)
    const answer = await refreshWith(journey)
    expect([answer.status, grantedBy(answer)]).toEqual([
      200,
      { scope: 'openid accounts:read', seconds: 200 },
    ])
    expect(claimsOf(answer.body['access_token'])['scope']).toBe('openid accounts:read')
    const again = await refresh(cluster.issuer, client, String(answer.body['refresh_token']))
    expect(grantedBy(again).scope).toBe('openid accounts:read')
  })

  test('a refresh that names the scope is refused, and the refresh token stays valid', async () => {
    const journey = await begun()
    await pass(journey, 301)
    const refused = await refreshWith(journey, { scope })
    expect(refused.status).toBe(400)
    expect(refused.body).toMatchObject({ error: 'invalid_scope', scope: 'transfers:write' })
    expect(refused.body['error_description']).toMatch(/transfers:write needs a new sign-in/)
    const less = await refreshWith(journey, { scope: 'openid accounts:read' })
    expect([less.status, grantedBy(less).scope]).toEqual([200, 'openid accounts:read'])
  })

  test('a refresh with no remaining scope at this API says so and does not spend the token', async () => {
    const journey = await begun({ scope: 'transfers:write' })
    await pass(journey, 301)
    const [one, two] = [await refreshWith(journey), await refreshWith(journey)]
    expect([one.body['error'], two.body['error']]).toEqual(['invalid_grant', 'invalid_grant'])
    expect(one.body['error_description']).toMatch(/too long ago/)
    const ended = 'SELECT 1 FROM token_families WHERE client_id = $1 AND ended_at IS NOT NULL'
    expect(await sql(cluster, ended, [client.clientId])).toEqual([])
  })

  test('a refresh for another API with only that scope is refused', async () => {
    const resource = 'https://transfers.example'
    await cluster.resourceServer(resource, ['transfers:write'])
    const journey = await begun({ scope, resource })
    expect(grantedBy(await refreshWith(journey)).scope).toBe('transfers:write')
    const other = await begun({ scope, resource })
    await pass(other, 301)
    expect((await refreshWith(other)).body['error']).toBe('invalid_scope')
  })

  test('a code redeemed too late gives only the remaining scopes', async () => {
    const account = await cluster.account({ tier: 'bank' })
    const journey = await authorized(cluster, { client, account, params: { scope } })
    await pass(journey, 301)
    const answer = await redeem(cluster.issuer, client, journey)
    expect([answer.status, grantedBy(answer).scope]).toEqual([200, 'openid accounts:read'])
  })

  test('a new sign-in elevates only its own grant, and no other client of the session', async () => {
    const journey = await begun()
    await pass(journey, 301)
    const request = authorizationRequest(cluster, client.clientId, { scope })
    const callback = await journey.person.authorize(request, journey.account)
    const fresh = tokensOf(await redeem(cluster.issuer, client, { callback, request }))
    const old = tokensOf(await refreshWith(journey))
    expect(claimsOf(fresh.accessToken)['scope']).toBe(scope)
    expect(claimsOf(old.accessToken)['scope']).toBe('openid accounts:read')
    const [then, now] = [journey.tokens, fresh].map(({ idToken }) => claimsOf(idToken)['auth_time'])
    expect(claimsOf(old.idToken)['auth_time']).toBe(Number(then) - 301)
    expect(Number(now)).toBeGreaterThanOrEqual(Number(then))
  })
})

test('if the policy requires a recent sign-in for everything, nothing can be refreshed after it', async () => {
  const journey = await begun({ scope: 'openid accounts:read' }, 'fresh')
  await pass(journey, 590)
  const last = await refreshWith(journey)
  expect(Number(grantedBy(last).seconds)).toBeLessThanOrEqual(10)
  await pass(journey, 11)
  const tokens = tokensOf(last)
  const answer = await refreshWith({ ...journey, tokens })
  expect(answer.body).toMatchObject({ error: 'invalid_grant' })
  expect(answer.body['error_description']).toMatch(/ask for it at the authorization endpoint/)
})

test('a policy that demands a higher strength applies at the next refresh', async () => {
  const name = 'rising'
  await define({ ...bank, name, scopeRules: {} })
  const journey = await begun({ scope: 'openid keys:write' }, name)
  const first = await refreshWith(journey)
  expect(grantedBy(first).scope).toBe('openid keys:write')
  await define({ ...bank, name })
  const second = await refreshWith({ ...journey, tokens: tokensOf(first) })
  expect(grantedBy(second).scope).toBe('openid')
  await define({ ...bank, name, requireAcr: 'mfa' })
  const third = await refreshWith({ ...journey, tokens: tokensOf(second) })
  expect(third.body['error']).toBe('invalid_grant')
})

test('none of fifty refreshes at the end of an elevation gets a token that outlives it', async () => {
  const journey = await begun()
  await pass(journey, 298)
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      refresh(cluster.nodes[i % 2] ?? '', client, journey.tokens.refreshToken),
    ),
  )
  for (const answer of answers) {
    const { scope: given, seconds } = grantedBy(answer)
    const isElevated = String(given).split(' ').includes('transfers:write')
    expect(Number(seconds) <= 2 || !isElevated).toBe(true)
  }
})

test('scope rules cost nothing: one read, one write, one commit at authorize, exchange and refresh', async () => {
  const journey = await begun()
  costs.length = 0
  const request = authorizationRequest(cluster, client.clientId, { scope })
  const callback = await journey.person.authorize(request, journey.account)
  const tokens = tokensOf(await redeem(cluster.issuer, client, { callback, request }))
  await refresh(cluster.issuer, client, tokens.refreshToken)
  await pass(journey, 301)
  await refreshWith(journey)
  const hot = costs.filter(({ path }) => path === '/authorize' || path === '/token')
  expect(hot.map(({ reads, writes, commits }) => [reads, writes, commits])).toEqual(
    Array(4).fill([1, 1, 1]),
  )
})

describe('a policy without background access', () => {
  const offline = { scope: 'openid offline_access accounts:read', prompt: 'consent' }

  test.each([
    ["the account's", { tier: 'banking', policy: null }],
    ["the client's", { tier: 'default', policy: 'banking' }],
  ])('does not offer, grant or keep offline access: %s', async (_, { tier, policy }) => {
    client = await cluster.client({ scopes, policy })
    const account = await cluster.account({ tier })
    const person = newPerson(cluster)
    const request = authorizationRequest(cluster, client.clientId, offline)
    const signIn = await person.follow(request.url)
    const credentials = { action: 'sign-in', email: account.email }
    const consent = await person.submit(signIn, { ...credentials, password: testPassword })
    expect(consent.text).toContain('Until you sign out')
    expect(consent.text).not.toContain('while you are away')
    const callback = (await person.submit(consent, { action: 'allow' })).url
    const answer = await redeem(cluster.issuer, client, { callback, request })
    expect(answer.body['scope']).toBe('openid accounts:read')
    const families = 'SELECT offline FROM token_families WHERE client_id = $1'
    expect(await sql(cluster, families, [client.clientId])).toEqual([{ offline: false }])

    await endByLogout(account.id)
    const after = await refresh(cluster.issuer, client, tokensOf(answer).refreshToken)
    expect(after.body['error']).toBe('invalid_grant')
  })

  test('is the same when a live session asks again', async () => {
    const account = await cluster.account({ tier: 'banking' })
    const journey = await signedIn(cluster, { client, account, params: { scope: 'openid' } })
    const { tokens } = await signedIn(cluster, { ...journey, params: offline })
    expect(claimsOf(tokens.accessToken)['scope']).toBe('openid accounts:read')
  })

  test('removes offline access that was granted before', async () => {
    const name = 'closing'
    await define({ ...defaultPolicy, name })
    const living = await begun(offline, name)
    const gone = await begun(offline, name)
    await pass(gone, 31 * 60)
    await sweepSessions(cluster.store, 100)
    expect(await stateOf(gone)).toBe('offline')
    const kept = tokensOf(await refreshWith(gone))
    await define({ ...defaultPolicy, name, offlineAccess: false })
    const next = tokensOf(await refreshWith(living))
    const over = await refreshWith({ ...gone, tokens: kept })
    expect(over.body['error']).toBe('invalid_grant')

    await pass(living, 31 * 60)
    expect((await refreshWith({ ...living, tokens: next })).body['error']).toBe('invalid_grant')
    await sweepSessions(cluster.store, 100)
    expect(await stateOf(living)).toBe('ended')
  })
})

/** The ending that spares offline grants. */
async function endByLogout(accountId: string): Promise<void> {
  const text = 'SELECT id FROM sessions WHERE account_id = $1'
  for (const { id } of await sql<{ id: string }>(cluster, text, [accountId])) {
    await endSession(cluster.store, { sessionId: id, reason: 'logout', by })
  }
}

async function stateOf({ account }: Pick<Begun, 'account'>): Promise<string | undefined> {
  const text = 'SELECT state FROM sessions WHERE account_id = $1'
  const [session] = await sql<{ state: string }>(cluster, text, [account.id])
  return session?.state
}
