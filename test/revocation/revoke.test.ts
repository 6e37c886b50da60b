/** Revoking, from one grant to everything: dead at once on every node, and marked by the sweep. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { RevocationScope } from '../../src/model/revocation.ts'
import { findRevocation } from '../../src/revocation/find-revocation.ts'
import { listSessions } from '../../src/sessions/list.ts'
import { reachOf } from '../../src/sessions/reach.ts'
import { revoke } from '../../src/sessions/revoke.ts'
import { sweepRevocations } from '../../src/sessions/sweep-revocations.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { authorizationRequest } from '../support/person.ts'
import { type Journey, sidOf, signedIn } from '../support/sign-in.ts'
import { ageSessions, sql } from '../support/sql.ts'
import { sweepAll } from '../support/sweep.ts'
import { claimsOf, post, refresh, type SignedIn, send } from '../support/tokens.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
})
afterAll(() => cluster?.close())

type Whole = Journey & { readonly tokens: SignedIn }

const by = { kind: 'operator', id: 'test' } as const
const reason = 'a test'

function revoked(scope: RevocationScope, before: Date | null = null) {
  return revoke(cluster.store, { scope, before, reason, by })
}

/** Tries the cookie, the refresh token, and the access token at introspection and userinfo, at every node. */
async function isAlive({ client, tokens, person }: Whole): Promise<boolean> {
  const answers = await Promise.all(
    cluster.nodes.flatMap((node) => [
      post(`${node}/introspect`, client, { token: tokens.accessToken }).then(
        (a) => a.body['active'],
      ),
      post(`${node}/introspect`, client, { token: tokens.refreshToken }).then(
        (a) => a.body['active'],
      ),
      send(`${node}/userinfo`, { headers: { authorization: `Bearer ${tokens.accessToken}` } }).then(
        ({ status }) => status === 200,
      ),
    ]),
  )
  const page = await person.follow(authorizationRequest(cluster, client.clientId).url)
  const all = new Set([...answers, page.url.searchParams.has('code')])
  if (all.size !== 1) throw new Error(`alive here and dead there: ${JSON.stringify([...answers])}`)
  return answers[0] === true
}

async function sessionOf({ account }: Whole): Promise<string> {
  const [session] = await listSessions(cluster.store, { accountId: account.id, most: 1 })
  return session?.id ?? ''
}

/** A transaction of another test's database, on the same server, may hold the sweep up. */
async function swept(id: string) {
  await eventually(async () => {
    await Promise.all([sweepAll(cluster), sweepAll(cluster)])
    return (await findRevocation(cluster.store, id))?.sweptAt != null
  })
  return findRevocation(cluster.store, id)
}

const scopes: readonly (readonly [string, (hit: Whole) => Promise<RevocationScope>])[] = [
  ['session', async (hit) => ({ kind: 'session', sessionId: await sessionOf(hit) })],
  ['account', async ({ account }) => ({ kind: 'account', accountId: account.id })],
]

test.each(scopes)(
  'a %s is dead at once at every node, and its neighbour stays alive',
  async (_, make) => {
    const hit = await signedIn(cluster)
    const spared = await signedIn(cluster)
    expect(await isAlive(hit)).toBe(true)
    await revoked(await make(hit))
    expect(await isAlive(hit)).toBe(false)
    await sweepAll(cluster)
    expect(await isAlive(hit)).toBe(false)
    expect(await isAlive(spared)).toBe(true)
    const listed = await listSessions(cluster.store, { accountId: hit.account.id, most: 5 })
    expect(listed.map(({ state, endReason }) => [state, endReason])).toEqual([['ended', 'revoked']])
  },
)

async function tokensDie({ client, tokens }: Whole): Promise<boolean> {
  const asked = await post(`${cluster.issuer}/introspect`, client, { token: tokens.accessToken })
  const { status } = await refresh(cluster.issuer, client, tokens.refreshToken)
  return asked.body['active'] === false && status === 400
}

test.each(['grant', 'client', 'account_client'] as const)(
  'revoking a %s kills its tokens and spares the session and its other applications',
  async (kind) => {
    const hit = await signedIn(cluster)
    const { account, person, client } = hit
    const other = await signedIn(cluster, { account, person })
    const scope = {
      grant: { kind: 'grant', grantId: sidOf(hit.tokens) },
      client: { kind: 'client', clientId: client.clientId },
      account_client: { kind: 'account_client', accountId: account.id, clientId: client.clientId },
    } as const
    const made = await revoked(scope[kind])
    expect(await tokensDie(hit)).toBe(true)
    expect(await isAlive(other)).toBe(true)
    await swept(made.id)
    expect(await tokensDie(hit)).toBe(true)

    const again = await signedIn(cluster, { account, person, client })
    expect(sidOf(again.tokens)).not.toBe(sidOf(hit.tokens))
    expect(await isAlive(again)).toBe(true)
  },
)

test('revoking one access token kills only that token, and its grant lives on', async () => {
  const { client, tokens } = await signedIn(cluster)
  const jti = String(claimsOf(tokens.accessToken)['jti'])
  await revoked({ kind: 'token', jti })
  await revoked({ kind: 'token', jti })
  const asked = await post(`${cluster.issuer}/introspect`, client, { token: tokens.accessToken })
  expect(asked.body).toEqual({ active: false })
  const { status, body } = await refresh(cluster.issuer, client, tokens.refreshToken)
  expect(status).toBe(200)
  const next = await post(`${cluster.issuer}/introspect`, client, {
    token: String(body['access_token']),
  })
  expect(next.body['active']).toBe(true)
})

test('everything issued after the moment stays valid, to the millisecond', async () => {
  const early = await signedIn(cluster)
  const { account } = early
  await ageSessions(cluster, { accountId: account.id, seconds: 60 })
  const late = await signedIn(cluster, { account })
  await revoked({ kind: 'account', accountId: account.id }, new Date(Date.now() - 30_000))
  expect(await isAlive(early)).toBe(false)
  expect(await isAlive(late)).toBe(true)
})

test('all other sessions end, and the one that asked stays', async () => {
  const mine = await signedIn(cluster)
  const { account } = mine
  const mySession = await sessionOf(mine)
  const other = await signedIn(cluster, { account })
  await revoked({ kind: 'account', accountId: account.id, exceptSession: mySession })
  expect(await isAlive(other)).toBe(false)
  expect(await isAlive(mine)).toBe(true)
  const rows = await sql(cluster, 'SELECT except_sids FROM revocation_feed WHERE account_id = $1', [
    account.id,
  ])
  expect(rows).toEqual([{ except_sids: [sidOf(mine.tokens)] }])
})

test('revoking a network spares a neighbouring one', async () => {
  const [near, far] = [await signedIn(cluster), await signedIn(cluster)]
  const move = 'UPDATE sessions SET network = $2 WHERE account_id = $1'
  await sql(cluster, move, [near.account.id, '203.0.113.9'])
  await sql(cluster, move, [far.account.id, '203.0.114.9'])
  await revoked({ kind: 'network', network: '203.0.113.0/24' })
  expect(await isAlive(near)).toBe(false)
  expect(await isAlive(far)).toBe(true)
})

test('a cut-off writes one row, whatever its reach, and the sweep counts what it ended', async () => {
  const { account } = await signedIn(cluster)
  for (let more = 0; more < 3; more += 1) await signedIn(cluster, { account })
  const scope = { kind: 'account', accountId: account.id } as const
  expect(await reachOf(cluster.store, { scope })).toMatchObject({
    sessions: 4,
    clients: 4,
    grants: 4,
  })
  const made = await revoked(scope)
  expect(made).toMatchObject({ sweptAt: null, sessionsEnded: 0, reason })
  expect(await reachOf(cluster.store, { scope })).toMatchObject({
    sessions: 0,
    clients: 0,
    grants: 0,
  })
  expect(await swept(made.id)).toMatchObject({ sessionsEnded: 4 })
  const events = await sql<{ type: string; times: number }>(
    cluster,
    `SELECT type, count(*)::int AS times FROM audit_events WHERE account_id = $1
       AND type IN ('revocation.made', 'session.ended') GROUP BY type ORDER BY type`,
    [account.id],
  )
  expect(events).toEqual([
    { type: 'revocation.made', times: 1 },
    { type: 'session.ended', times: 4 },
  ])
})

test('the sweep waits for an open transaction that may have begun a session', async () => {
  const { account } = await signedIn(cluster)
  const under = Promise.withResolvers<void>()
  const over = Promise.withResolvers<void>()
  const holding = cluster.store.transaction(async (tx) => {
    await tx.rows({ name: 'test_hold', text: 'SELECT pg_current_xact_id()', kind: 'write' })
    under.resolve()
    await over.promise
  })
  await under.promise
  const made = await revoked({ kind: 'account', accountId: account.id })
  while ((await sweepRevocations(cluster.store, 100)) > 0);
  const whileOpen = await findRevocation(cluster.store, made.id)
  over.resolve()
  await holding
  expect(whileOpen?.sweptAt).toBeNull()
  expect((await swept(made.id))?.sweptAt).toEqual(expect.any(Date))
})

test("a client's own token dies with its client, and when everything is revoked", async () => {
  const client = await cluster.client({
    grantTypes: ['client_credentials'],
    redirectUris: [],
    postLogoutRedirectUris: [],
    scopes: ['jobs:run'],
  })
  const own = async () => {
    const params = { grant_type: 'client_credentials', scope: 'jobs:run' }
    const { body } = await post(`${cluster.issuer}/token`, client, params)
    return String(body['access_token'])
  }
  const token = await own()
  await revoked({ kind: 'client', clientId: client.clientId })
  const asked = await post(`${cluster.issuer}/introspect`, client, { token })
  expect([asked.body, typeof claimsOf(token)['iat']]).toEqual([{ active: false }, 'number'])
})

test.each([
  ['a moment to come', { before: new Date(Date.now() + 60_000) }, /before: not in the future/],
  ['without a reason', { reason: ' ' }, /reason: 1 to 500/],
  ['with an endless one', { reason: 'x'.repeat(501) }, /reason: 1 to 500/],
  [
    'of no session',
    { scope: { kind: 'session', sessionId: '019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7' } },
    /no session/,
  ],
  ['of no grant', { scope: { kind: 'grant', grantId: 'never' } }, /no grant/],
] as const)('a revocation %s is refused and leaves nothing', async (_, over, sentence) => {
  const account = await cluster.account()
  const scope = { kind: 'account', accountId: account.id } as const
  const count = () => sql(cluster, 'SELECT count(*)::int AS n FROM revocations')
  const before = await count()
  await expect(revoke(cluster.store, { scope, reason, by, ...over })).rejects.toThrow(sentence)
  expect(await count()).toEqual(before)
})

test('revoking everything kills all cookies, refresh tokens and access tokens', async () => {
  const [one, two] = [await signedIn(cluster), await signedIn(cluster)]
  const made = await revoked({ kind: 'everything' })
  expect(await isAlive(one)).toBe(false)
  expect(await isAlive(two)).toBe(false)
  await swept(made.id)
  expect(await isAlive(one)).toBe(false)
  expect(await isAlive(await signedIn(cluster))).toBe(true)
})
