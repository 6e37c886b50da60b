/** Whatever ends writes what followers must be told, once, and it is kept no longer than needed. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { endSession } from '../../src/endings/end-session.ts'
import { appendToFeed, forgetSpent } from '../../src/revocation/feed.ts'
import { withdrawConsent } from '../../src/sessions/applications.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { sidOf, signedIn } from '../support/sign-in.ts'
import { ageFamilies, sql } from '../support/sql.ts'
import { post, redeem, refresh, tokensOf } from '../support/tokens.ts'

let cluster: Cluster
let client: RegisteredClient
const offline = { scope: 'openid offline_access photos:read', prompt: 'consent' }

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2, runsRounds: false })
  client = await cluster.client()
})
afterAll(() => cluster?.close())

type Row = { kind: string; sid: string | null; seconds: number }

/** How often the feed tells of a grant. */
async function tellingsOf(sid: string): Promise<number> {
  const rows = await sql<Row>(
    cluster,
    "SELECT 1 FROM revocation_feed WHERE kind = 'grant' AND sid = $1",
    [sid],
  )
  return rows.length
}

async function sessionOf(sid: string): Promise<string> {
  const [row] = await sql<{ id: string }>(
    cluster,
    'SELECT session_id AS id FROM grants WHERE id = $1',
    [sid],
  )
  return row?.id ?? ''
}

const by = { kind: 'system' } as const

test('a session that ends publishes each of its grants once, however often it is ended', async () => {
  const journey = await signedIn(cluster, { client })
  const other = await signedIn(cluster, {
    account: journey.account,
    person: journey.person,
    client: await cluster.client(),
  })
  const sids = [sidOf(journey.tokens), sidOf(other.tokens)]
  expect(await Promise.all(sids.map(tellingsOf))).toEqual([0, 0])

  const ending = { sessionId: await sessionOf(sids[0] ?? ''), reason: 'revoked', by } as const
  await Promise.all([endSession(cluster.store, ending), endSession(cluster.store, ending)])
  expect(await Promise.all(sids.map(tellingsOf))).toEqual([1, 1])
})

test('a session that goes offline publishes the grants that end, not those that live on', async () => {
  const journey = await signedIn(cluster, { client })
  const { account, person } = journey
  const lasting = await signedIn(cluster, { account, person, params: offline })
  const sessionId = await sessionOf(sidOf(journey.tokens))
  await endSession(cluster.store, { sessionId, reason: 'logout', by })
  expect(await tellingsOf(sidOf(journey.tokens))).toBe(1)
  expect(await tellingsOf(sidOf(lasting.tokens))).toBe(0)

  await endSession(cluster.store, { sessionId, reason: 'revoked', by })
  expect(await tellingsOf(sidOf(journey.tokens))).toBe(1)
  expect(await tellingsOf(sidOf(lasting.tokens))).toBe(1)
})

test('a revoked refresh token, a second use of a code and a withdrawn consent each publish the grant', async () => {
  const revoked = await signedIn(cluster, { client })
  await post(`${cluster.issuer}/revoke`, client, { token: revoked.tokens.refreshToken })
  expect(await tellingsOf(sidOf(revoked.tokens))).toBe(1)

  const twice = await signedIn(cluster, { client })
  expect((await redeem(cluster.issuer, client, twice)).status).toBe(400)
  expect(await tellingsOf(sidOf(twice.tokens))).toBe(1)

  const withdrawn = await signedIn(cluster, { client })
  const { clientId } = client
  await withdrawConsent(cluster.store, { accountId: withdrawn.account.id, clientId })
  expect(await tellingsOf(sidOf(withdrawn.tokens))).toBe(1)
})

test('a rotation publishes nothing; a reuse publishes the grant, unless it has another live family', async () => {
  const own = await cluster.client()
  const alone = await signedIn(cluster, { client: own })
  const both = await signedIn(cluster, { client: own })
  const second = await signedIn(cluster, { ...both, client: own })
  expect(sidOf(second.tokens)).toBe(sidOf(both.tokens))

  for (const { tokens } of [alone, both]) {
    const next = tokensOf(await refresh(cluster.issuer, own, tokens.refreshToken))
    expect(await tellingsOf(sidOf(tokens))).toBe(0)
    tokensOf(await refresh(cluster.issuer, own, next.refreshToken))
  }
  await ageFamilies(cluster, { clientId: own.clientId, seconds: 3600 })
  for (const { tokens } of [alone, both]) {
    expect((await refresh(cluster.issuer, own, tokens.refreshToken)).status).toBe(400)
  }
  expect(await tellingsOf(sidOf(alone.tokens))).toBe(1)
  expect(await tellingsOf(sidOf(both.tokens))).toBe(0)
})

test('an entry is kept for the longest life of a token; one for a single token, for the life of that token', async () => {
  const exp = new Date(Date.now() + 120_000)
  await appendToFeed(cluster.store, { kind: 'token', jti: 'j', exp }, { kind: 'grant', sid: 'g' })
  const kept = await sql<Row>(
    cluster,
    `SELECT kind, round(extract(epoch FROM forget_after - revoked_at))::int AS seconds
     FROM revocation_feed WHERE jti = 'j' OR sid = 'g' ORDER BY id`,
  )
  expect(kept.map(({ kind }) => kind)).toEqual(['token', 'grant'])
  expect(kept.every(({ seconds }) => seconds > 400)).toBe(true)
  expect(kept.map(({ seconds }) => seconds > 3600)).toEqual([false, true])
})

test('a transaction that fails publishes nothing', async () => {
  const failing = cluster.store.transaction(async (tx) => {
    await appendToFeed(tx, { kind: 'grant', sid: 'never' })
    throw new Error('not done')
  })
  await expect(failing).rejects.toThrow('not done')
  expect(await tellingsOf('never')).toBe(0)
})

test('spent entries are deleted a few at a time, needed ones never, and two clean-ups share the work', async () => {
  await sql(cluster, 'DELETE FROM revocation_feed')
  const sids = Array.from({ length: 5 }, (_, i) => ({ kind: 'grant', sid: `spent-${i}` }) as const)
  await appendToFeed(cluster.store, ...sids, { kind: 'everything', before: new Date() })
  const isSpent = "kind = 'grant'"
  await sql(
    cluster,
    `UPDATE revocation_feed SET forget_after = now() - interval '1 second' WHERE ${isSpent}`,
  )
  const gone = await Promise.all([forgetSpent(cluster.store, 3), forgetSpent(cluster.store, 3)])
  expect(gone.every((n) => n <= 3)).toBe(true)
  await forgetSpent(cluster.store, 3)
  const left = await sql<Row>(cluster, 'SELECT kind FROM revocation_feed')
  expect(left.map(({ kind }) => kind)).toEqual(['everything'])
})
