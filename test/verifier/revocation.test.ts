/** A resource server in another process refuses what was revoked, and what it cannot know of. */

import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { appendToFeed } from '../../src/revocation/feed.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { sidOf, signedIn } from '../support/sign-in.ts'
import { resigned } from '../support/sign-tokens.ts'
import { sql } from '../support/sql.ts'
import { claimsOf, post, refresh, tokensOf } from '../support/tokens.ts'
import { openWire, type Wire } from '../support/wire.ts'
import { type ApiProcess, optionsFor, startApi, type Verdict } from './api-process.ts'

let cluster: Cluster
let client: RegisteredClient
let wire: Wire
let api: ApiProcess

beforeAll(async () => {
  cluster = await startCluster({
    nodes: 2,
    throughWire: async (url) => {
      wire = await openWire(url)
      return wire.url
    },
  })
  client = await cluster.client()
  api = await startApi(await optionsFor(cluster))
})
afterAll(async () => {
  await api?.end()
  await cluster?.close()
  await wire?.close()
})
afterEach(() => sql(cluster, 'DELETE FROM revocation_feed'))

const isRevoked = ({ name }: Verdict) => name === 'TokenRevoked'
const isGood = ({ good }: Verdict) => good

test('a token is valid until its session ends, and refused from then on', async () => {
  const { account, tokens } = await signedIn(cluster, { client })
  expect(await api.judge(tokens.accessToken)).toMatchObject({ good: true, subject: account.id })
  await cluster.endSessionsOf(account.id)
  const verdict = await api.judgeUntil(tokens.accessToken, (one) => !isGood(one))
  expect(verdict.message).toBe('the token was revoked (grant)')
})

test('revoking a refresh token refuses the access tokens of its grant; others stay valid', async () => {
  const other = await signedIn(cluster, { client })
  const { tokens } = await signedIn(cluster, { client })
  const next = tokensOf(await refresh(cluster.issuer, client, tokens.refreshToken))
  await post(`${cluster.issuer}/revoke`, client, { token: next.refreshToken })
  await api.judgeUntil(tokens.accessToken, isRevoked)
  expect(await api.judge(next.accessToken)).toMatchObject({ name: 'TokenRevoked' })
  expect(await api.judge(other.tokens.accessToken)).toMatchObject({ good: true })
})

test('each kind of revocation refuses only what it names', async () => {
  const { account, tokens } = await signedIn(cluster, { client })
  const spared = await signedIn(cluster, { client })
  const before = new Date()
  const { jti, client_id: clientId, iat } = claimsOf(tokens.accessToken)
  const since = Number(iat) + 2
  const later = await resigned(cluster, tokens.accessToken, {
    claims: { iat: since, auth_time: since, jti: 'later' },
  })
  const accountId = account.id
  for (const [by, entry] of [
    ['token', { kind: 'token', jti: String(jti), exp: new Date(before.getTime() + 300_000) }],
    ['account', { kind: 'account', accountId, before }],
    ['account_client', { kind: 'account_client', accountId, clientId: String(clientId), before }],
    ['client', { kind: 'client', clientId: String(clientId), before }],
    ['everything', { kind: 'everything', before }],
  ] as const) {
    const fresh = await startApi(await optionsFor(cluster))
    await appendToFeed(cluster.store, entry)
    const verdict = await fresh.judgeUntil(tokens.accessToken, (one) => !isGood(one))
    expect(verdict.message).toBe(`the token was revoked (${by})`)
    expect(await fresh.judge(later)).toMatchObject({ good: true })
    const isWide = by === 'client' || by === 'everything'
    expect((await fresh.judge(spared.tokens.accessToken)).good).toBe(!isWide)
    await fresh.end()
    await sql(cluster, 'DELETE FROM revocation_feed')
  }
})

test('a cut-off of sessions also refuses tokens refreshed since; one of grants does not', async () => {
  const { account, tokens } = await signedIn(cluster, { client })
  const since = await signedIn(cluster, { client, account })
  const { iat, auth_time: signedInAt } = claimsOf(tokens.accessToken)
  const refreshed = await resigned(cluster, tokens.accessToken, {
    claims: { auth_time: Number(signedInAt) - 3_600, jti: 'refreshed' },
  })
  const before = new Date((Number(iat) - 1_800) * 1_000)
  const accountId = account.id
  const clientId = client.clientId
  for (const [entry, isHit] of [
    [{ kind: 'client', clientId, before }, false],
    [{ kind: 'account_client', accountId, clientId, before }, false],
    [{ kind: 'account', accountId, before }, true],
    [{ kind: 'everything', before }, true],
  ] as const) {
    await appendToFeed(cluster.store, entry)
    const fresh = await startApi(await optionsFor(cluster))
    expect((await fresh.judge(refreshed)).good).toBe(!isHit)
    expect(await fresh.judge(since.tokens.accessToken)).toMatchObject({ good: true })
    await fresh.end()
    await sql(cluster, 'DELETE FROM revocation_feed')
  }
})

test('a cut-off of an account spares the grants that it names', async () => {
  const kept = await signedIn(cluster, { client })
  const { account } = kept
  const gone = await signedIn(cluster, { client, account })
  const except = [sidOf(kept.tokens)]
  const entry = { kind: 'account', accountId: account.id, before: new Date(), except } as const
  await appendToFeed(cluster.store, entry)
  await api.judgeUntil(gone.tokens.accessToken, isRevoked)
  expect(await api.judge(kept.tokens.accessToken)).toMatchObject({ good: true })
})

test('a verifier that starts later knows every earlier revocation at once', async () => {
  const { account, tokens } = await signedIn(cluster, { client })
  await cluster.endSessionsOf(account.id)
  const late = await startApi(await optionsFor(cluster))
  expect(await late.judge(tokens.accessToken)).toMatchObject({ name: 'TokenRevoked' })
  await late.end()
})

test('while the store is away every token is refused or reported; afterwards all missed revocations are known', async () => {
  const one = await signedIn(cluster, { client })
  const two = await signedIn(cluster, { client })
  const strict = await startApi(await optionsFor(cluster, { staleAfter: 2 }))
  const lenient = await startApi(await optionsFor(cluster, { staleAfter: 2, onStale: 'report' }))
  expect(await strict.judge(one.tokens.accessToken)).toMatchObject({ good: true })
  wire.cut()
  await strict.judgeUntil(one.tokens.accessToken, ({ name }) => name === 'FeedStale')
  expect(await strict.judge(two.tokens.accessToken)).toMatchObject({ name: 'FeedStale' })
  const reported = await lenient.judgeUntil(
    two.tokens.accessToken,
    ({ isStale }) => isStale === true,
  )
  expect(reported.good).toBe(true)

  // The operator reaches the database; the nodes do not.
  await cluster.endSessionsOf(two.account.id)
  wire.mend()
  await strict.judgeUntil(two.tokens.accessToken, isRevoked)
  await strict.judgeUntil(one.tokens.accessToken, isGood)
  await lenient.judgeUntil(one.tokens.accessToken, ({ isStale }) => isStale === false)
  expect(await lenient.judge(two.tokens.accessToken)).toMatchObject({ name: 'TokenRevoked' })
  await Promise.all([strict.end(), lenient.end()])
})
