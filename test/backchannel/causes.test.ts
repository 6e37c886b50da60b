/** Each client that asked for notices gets exactly one, whatever ends the session. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { endSession } from '../../src/endings/end-session.ts'
import type { BackchannelLogout } from '../../src/model/backchannel-logout.ts'
import { defaultPolicy } from '../../src/model/presets.ts'
import type { EndReason } from '../../src/model/session.ts'
import { savePolicy } from '../../src/policies/save.ts'
import { withdrawConsent } from '../../src/sessions/applications.ts'
import { endOtherSessions } from '../../src/sessions/end-others.ts'
import { sweepSessions } from '../../src/sessions/sweep.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { newShop, visits } from '../support/guest.ts'
import { noticesOf, toldOf } from '../support/notices.ts'
import { type Journey, sidOf, signedIn } from '../support/sign-in.ts'
import { ageSessions, sql } from '../support/sql.ts'
import { post, redeem, refresh, type SignedIn } from '../support/tokens.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2, runsRounds: false })
})
afterAll(() => cluster?.close())

const system = { kind: 'system' } as const
const uri = 'https://app.example/backchannel-logout'

function told(over: Partial<BackchannelLogout> = {}): Promise<RegisteredClient> {
  return cluster.client({
    backchannelLogout: { uri, sessionRequired: false, causes: null, ...over },
  })
}

type Signed = Journey & { readonly tokens: SignedIn }

/** One browser at two clients that are told and one that is not. */
async function atThree(tier = 'default'): Promise<readonly [Signed, Signed, Signed]> {
  const first = await signedIn(cluster, {
    account: await cluster.account({ tier }),
    client: await told(),
  })
  const { person, account } = first
  const second = await signedIn(cluster, { person, account, client: await told() })
  return [first, second, await signedIn(cluster, { person, account })]
}

function noticeTo({ client, tokens }: Signed, cause: string) {
  return { client: client.clientId, sid: sidOf(tokens), cause }
}

function sorted<Row extends { readonly client: string }>(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => (a.client < b.client ? -1 : 1))
}

async function sessionOf({ account }: Journey): Promise<string> {
  const [session] = await sql<{ id: string }>(
    cluster,
    'SELECT id FROM sessions WHERE account_id = $1 ORDER BY created_at',
    [account.id],
  )
  return session?.id ?? ''
}

/** As if the session's time were over, and as the clean-up does by itself. */
async function pass({ account }: Journey, seconds: number): Promise<void> {
  await ageSessions(cluster, { accountId: account.id, seconds })
  await sql(
    cluster,
    `UPDATE token_families SET rotated_at = rotated_at - make_interval(secs => $2::int)
     WHERE account_id = $1`,
    [account.id, seconds],
  )
  await sql(
    cluster,
    `UPDATE sessions SET due_at = now() - interval '1 second' WHERE account_id = $1`,
    [account.id],
  )
  await sweepSessions(cluster.store, 100)
}

const endedFor = (reason: EndReason) => async (journey: Journey) => {
  const sessionId = await sessionOf(journey)
  await endSession(cluster.store, { sessionId, reason, by: system })
}

const endings: readonly [EndReason, string, (journey: Journey) => Promise<unknown>][] = [
  ['logout', 'default', ({ person }) => signOut(person)],
  ['evicted', 'gaming', ({ account }) => signedIn(cluster, { account })],
  ['idle_timeout', 'default', (journey) => pass(journey, 31 * 60)],
  ['absolute_timeout', 'default', reachAbsoluteEnd],
  ['revoked', 'default', endedFor('revoked')],
  ['account_disabled', 'default', endedFor('account_disabled')],
  ['credential_changed', 'default', endedFor('credential_changed')],
  ['binding_mismatch', 'default', endedFor('binding_mismatch')],
]

async function reachAbsoluteEnd({ account }: Journey): Promise<void> {
  await sql(
    cluster,
    `UPDATE sessions SET created_at = created_at - interval '12 hours',
       absolute_expires_at = absolute_expires_at - interval '12 hours', due_at = now() - interval '1 second'
     WHERE account_id = $1`,
    [account.id],
  )
  await sweepSessions(cluster.store, 100)
}

async function signOut(person: Journey['person']): Promise<void> {
  await person.submit(await person.follow('/logout'), { logout: 'yes' })
}

test.each(endings)(
  '%s (policy %s) tells each client of the session once',
  async (cause, tier, end) => {
    const [first, second] = await atThree(tier)
    await end(first)
    // A node's own clean-up may have come first, and be at it still.
    await eventually(async () => (await toldOf(cluster, first.account.id)).length > 0)
    const expected = sorted([noticeTo(first, cause), noticeTo(second, cause)])
    expect(sorted(await toldOf(cluster, first.account.id))).toEqual(expected)

    await endedFor('revoked')(first)
    expect(await toldOf(cluster, first.account.id)).toHaveLength(2)
  },
)

test('each notice waits in the outbox, as a job that names it and its client and nothing else', async () => {
  const [first] = await atThree()
  await signOut(first.person)
  const notices = await noticesOf(cluster, first.account.id)
  const jobs = await sql<{ data: { notice: string; client: string } }>(
    cluster,
    "SELECT data FROM outbox WHERE queue = 'logout-notice' AND data->>'notice' = ANY ($1)",
    [notices.map(({ id }) => id)],
  )
  const expected = notices.map(({ id, client }) => ({ notice: id, client }))
  expect(sorted(jobs.map(({ data }) => data))).toEqual(sorted(expected))
  expect(expected).toHaveLength(2)
})

test('a person who ends another of their sessions notifies the clients of that session', async () => {
  const [first, second] = await atThree()
  const { account } = first
  const here = await signedIn(cluster, { account, client: await told() })
  const [, kept] = await sql<{ id: string }>(
    cluster,
    'SELECT id FROM sessions WHERE account_id = $1 ORDER BY created_at',
    [account.id],
  )
  await endOtherSessions(cluster.store, { accountId: account.id, keep: kept?.id ?? '', only: null })
  const expected = sorted([noticeTo(first, 'revoked'), noticeTo(second, 'revoked')])
  expect(sorted(await toldOf(cluster, account.id))).toEqual(expected)
  expect((await refresh(cluster.issuer, here.client, here.tokens.refreshToken)).status).toBe(200)
})

test('twenty endings at once tell each client once', async () => {
  const [first] = await atThree()
  const end = endedFor('revoked')
  await Promise.all(Array.from({ length: 20 }, () => end(first)))
  expect(await toldOf(cluster, first.account.id)).toHaveLength(2)
})

test('an ending that is rolled back tells nobody', async () => {
  const [first] = await atThree()
  const sessionId = await sessionOf(first)
  const ending = cluster.store.transaction(async (tx) => {
    await endSession(tx, { sessionId, reason: 'revoked', by: system })
    throw new Error('rolled back')
  })
  await expect(ending).rejects.toThrow('rolled back')
  expect(await toldOf(cluster, first.account.id)).toEqual([])
})

describe('if only one client loses access, only that client is told:', () => {
  test('a refresh token was used twice', async () => {
    const [first] = await atThree()
    const { client, tokens, account } = first
    const second = await refresh(cluster.issuer, client, tokens.refreshToken)
    await refresh(cluster.issuer, client, String(second.body['refresh_token']))
    await refresh(cluster.issuer, client, tokens.refreshToken)
    expect(await toldOf(cluster, account.id)).toEqual([noticeTo(first, 'refresh_reuse')])
  })

  test('a code was used twice', async () => {
    const [first] = await atThree()
    await redeem(cluster.issuer, first.client, first)
    expect(await toldOf(cluster, first.account.id)).toEqual([noticeTo(first, 'code_reuse')])
  })

  test('the person removed its access', async () => {
    const [first] = await atThree()
    const { account, client } = first
    const whose = { accountId: account.id, clientId: client.clientId }
    await Promise.all([
      withdrawConsent(cluster.store, whose),
      withdrawConsent(cluster.store, whose),
    ])
    expect(await toldOf(cluster, account.id)).toEqual([noticeTo(first, 'revoked')])
  })

  test('the person left the client and stayed signed in', async () => {
    const [first] = await atThree()
    const { person, account, tokens } = first
    const hint = new URLSearchParams({ id_token_hint: tokens.idToken })
    await person.submit(await person.follow(`/logout?${hint}`), {})
    expect(await toldOf(cluster, account.id)).toEqual([noticeTo(first, 'logout')])
  })

  test('a client that returns its own refresh token is not told', async () => {
    const [first, second] = await atThree()
    const { client, tokens, account } = first
    await post(`${cluster.issuer}/revoke`, client, { token: tokens.refreshToken })
    expect(await toldOf(cluster, account.id)).toEqual([])
    await signOut(first.person)
    expect(await toldOf(cluster, account.id)).toEqual([noticeTo(second, 'logout')])
  })
})

test('a theft that ends the session tells the robbed client and every other client once', async () => {
  const policy = { ...defaultPolicy, name: 'wary', onRefreshReuse: 'session' as const }
  await savePolicy(cluster.store, { policy, by: system })
  await cluster.policiesKnown()
  const [first, second] = await atThree('wary')
  const { client, tokens, account } = first
  const next = await refresh(cluster.issuer, client, tokens.refreshToken)
  await refresh(cluster.issuer, client, String(next.body['refresh_token']))
  await refresh(cluster.issuer, client, tokens.refreshToken)
  const expected = sorted([noticeTo(first, 'refresh_reuse'), noticeTo(second, 'refresh_reuse')])
  expect(sorted(await toldOf(cluster, account.id))).toEqual(expected)
})

describe('a client with offline access', () => {
  const params = { scope: 'openid offline_access', prompt: 'consent' }

  test('is told that the browser part is over, and again when its access ends', async () => {
    const journey = await signedIn(cluster, { client: await told(), params })
    const { account, client, tokens } = journey
    const other = await signedIn(cluster, { ...journey, client: await told() })
    await signOut(journey.person)
    const first = sorted([noticeTo(journey, 'logout'), noticeTo(other, 'logout')])
    expect(sorted(await toldOf(cluster, account.id))).toEqual(first)
    expect((await refresh(cluster.issuer, client, tokens.refreshToken)).status).toBe(200)

    await endedFor('revoked')(journey)
    const [, , ...more] = await toldOf(cluster, account.id)
    expect(more).toEqual([noticeTo(journey, 'revoked')])
  })
})

test('a guest who signs in leaves the guest session, and the shop is told', async () => {
  const shop = await newShop(cluster, {
    backchannelLogout: { uri, sessionRequired: false, causes: null },
  })
  const guest = await visits(cluster, { shop })
  await signedIn(cluster, { client: shop, person: guest.person })
  expect((await noticesOf(cluster, guest.sub)).map(({ cause }) => cause)).toEqual(['upgraded'])
})

describe('a client that named causes', () => {
  test('is told only of those', async () => {
    const client = await told({ causes: ['evicted', 'refresh_reuse'] })
    const left = await signedIn(cluster, { client })
    await signOut(left.person)
    expect(await toldOf(cluster, left.account.id)).toEqual([])

    const evicted = await signedIn(cluster, {
      client,
      account: await cluster.account({ tier: 'gaming' }),
    })
    await signedIn(cluster, { account: evicted.account })
    expect(await toldOf(cluster, evicted.account.id)).toEqual([noticeTo(evicted, 'evicted')])
  })
})
