/** A session lives as its policy says, and as strictly as the policy has become since. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Policy } from '../../src/model/policy.ts'
import { defaultPolicy } from '../../src/model/presets.ts'
import { savePolicy } from '../../src/policies/save.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { authorizationRequest } from '../support/person.ts'
import { type Journey, signedIn } from '../support/sign-in.ts'
import { ageFamilies, ageSessions, sql } from '../support/sql.ts'
import { claimsOf, refresh } from '../support/tokens.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
})
afterAll(() => cluster?.close())

const by = { kind: 'system' } as const

async function define(policy: Partial<Policy> & { name: string }): Promise<void> {
  await savePolicy(cluster.store, { policy: { ...defaultPolicy, ...policy }, by })
  await cluster.policiesKnown()
}

async function under(
  tier: string,
): Promise<Journey & { tokens: { refreshToken: string; accessToken: string } }> {
  return signedIn(cluster, { account: await cluster.account({ tier }) })
}

async function isSignedIn({ person, client }: Journey): Promise<boolean> {
  const page = await person.follow(authorizationRequest(cluster, client.clientId).url)
  return page.url.searchParams.has('code')
}

async function pass({ account, client }: Journey, seconds: number): Promise<void> {
  await ageSessions(cluster, { accountId: account.id, seconds })
  await ageFamilies(cluster, { clientId: client.clientId, seconds })
}

test('without sliding, the idle end counts from the sign-in, whatever the person does', async () => {
  await define({ name: 'fixed', idleSeconds: 300, absoluteSeconds: 900, sliding: false })
  const journey = await under('fixed')
  await pass(journey, 200)
  expect(await isSignedIn(journey)).toBe(true)
  await pass(journey, 99)
  expect(await isSignedIn(journey)).toBe(true)
  await pass(journey, 2)
  expect(await isSignedIn(journey)).toBe(false)
})

test('a refresh counts as activity only if the policy says so', async () => {
  await define({ name: 'pages_only', idleSeconds: 600, refreshCountsAsActivity: false })
  for (const [tier, lives] of [
    ['default', true],
    ['pages_only', false],
  ] as const) {
    const journey = await under(tier)
    const idle = tier === 'default' ? 1800 : 600
    await pass(journey, idle - 60)
    const refreshed = await refresh(cluster.issuer, journey.client, journey.tokens.refreshToken)
    expect(refreshed.status).toBe(200)
    await pass(journey, 120)
    expect(await isSignedIn(journey)).toBe(lives)
  }
})

test('a policy with only one end has no other', async () => {
  await define({ name: 'absolute_only', idleSeconds: null, absoluteSeconds: 7200 })
  const journey = await under('absolute_only')
  await pass(journey, 7100)
  expect(await isSignedIn(journey)).toBe(true)
  await pass(journey, 200)
  expect(await isSignedIn(journey)).toBe(false)
})

test('tightening a policy ends live sessions at their next use; loosening revives none', async () => {
  await define({ name: 'moving', idleSeconds: 3600, absoluteSeconds: 7200 })
  const journey = await under('moving')
  await pass(journey, 1000)
  await define({ name: 'moving', idleSeconds: 900, absoluteSeconds: 7200 })
  const answer = await refresh(cluster.issuer, journey.client, journey.tokens.refreshToken)
  expect(answer.body['error']).toBe('invalid_grant')
  expect(await isSignedIn(journey)).toBe(false)

  const longer = await under('moving')
  await define({ name: 'moving', idleSeconds: 7000, absoluteSeconds: 7200 })
  await pass(longer, 1000)
  expect(await isSignedIn(longer)).toBe(false)
})

test("a client's policy shortens only its own tokens", async () => {
  await define({
    name: 'hasty',
    accessTokenSeconds: 60,
    refreshIdleSeconds: 600,
    refreshAbsoluteSeconds: 600,
  })
  const account = await cluster.account()
  const client = await cluster.client({ policy: 'hasty' })
  const hasty = await signedIn(cluster, { account, client })
  const usual = await signedIn(cluster, { account })
  const lifeOf = (jwt: string) => {
    const { exp, iat } = claimsOf(jwt)
    return Number(exp) - Number(iat)
  }
  expect([lifeOf(hasty.tokens.accessToken), lifeOf(usual.tokens.accessToken)]).toEqual([60, 300])
  await sql(cluster, "UPDATE token_families SET rotated_at = rotated_at - interval '601 seconds'")
  const [late, fine] = await Promise.all([
    refresh(cluster.issuer, client, hasty.tokens.refreshToken),
    refresh(cluster.issuer, usual.client, usual.tokens.refreshToken),
  ])
  expect([late.status, fine.status]).toEqual([400, 200])
})

test('if a stolen refresh token ends the session, it does so for every client of it', async () => {
  await define({ name: 'wary', onRefreshReuse: 'session' })
  const journey = await under('wary')
  const other = await signedIn(cluster, { person: journey.person, account: journey.account })
  const second = await refresh(cluster.issuer, journey.client, journey.tokens.refreshToken)
  await refresh(cluster.issuer, journey.client, String(second.body['refresh_token']))
  await refresh(cluster.issuer, journey.client, journey.tokens.refreshToken)
  const answer = await refresh(cluster.issuer, other.client, other.tokens.refreshToken)
  expect(answer.body['error']).toBe('invalid_grant')
  expect(await isSignedIn(journey)).toBe(false)
})

test('without a grace two concurrent refreshes are theft, and end what the policy says', async () => {
  await define({ name: 'strictest', onRefreshReuse: 'session', reconnectGraceSeconds: 0 })
  for (let round = 0; round < 5; round += 1) {
    const journey = await under('strictest')
    const answers = await Promise.all(
      cluster.nodes.map((node) => refresh(node, journey.client, journey.tokens.refreshToken)),
    )
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1)
    expect(
      await sql(cluster, 'SELECT state, end_reason AS reason FROM sessions WHERE account_id = $1', [
        journey.account.id,
      ]),
    ).toEqual([{ state: 'ended', reason: 'refresh_reuse' }])
  }
})

test('the cookie survives a restart of the browser only if the policy remembers', async () => {
  const expires = async (tier: string) => {
    const { person, client } = await under(tier)
    const page = await person.visit(authorizationRequest(cluster, client.clientId).url)
    const line = page.headers.getSetCookie().find((cookie) => cookie.startsWith('parley_session='))
    return /expires=/i.test(line ?? '')
  }
  expect([await expires('default'), await expires('social')]).toEqual([false, true])
})

test('a tier without a policy gets the default policy', async () => {
  const { account } = await under('no_such_tier')
  const rows = await sql<{ policy: string }>(
    cluster,
    'SELECT policy FROM sessions WHERE account_id = $1',
    [account.id],
  )
  expect(rows).toEqual([{ policy: 'default' }])
})

test('an invalid policy is refused as a whole, with each setting and its rule', async () => {
  const policy = {
    ...defaultPolicy,
    name: 'endless',
    idleSeconds: null,
    absoluteSeconds: null,
    maxSessions: 0,
  }
  const saving = savePolicy(cluster.store, { policy, by })
  await expect(saving).rejects.toThrow(/max_sessions: .*absolute_timeout: a session must end/)
  expect(await sql(cluster, "SELECT name FROM policies WHERE name = 'endless'")).toEqual([])
})
