/** How long a session lives and that its end is final, by the database's clock. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { endSession } from '../../src/endings/end-session.ts'
import type { EndReason } from '../../src/model/session.ts'
import { findListedSession } from '../../src/sessions/list.ts'
import { sweepSessions } from '../../src/sessions/sweep.ts'
import { read } from '../../src/store/db.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { authorizationRequest } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { passTime } from '../support/time.ts'
import { post, refresh } from '../support/tokens.ts'

let cluster: Cluster
let client: RegisteredClient

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2, runsRounds: false })
  client = await cluster.client()
})
afterAll(() => cluster?.close())

const newest = read(
  'test_session_of',
  `SELECT id, state, end_reason AS "endReason", encode(secret_hash, 'hex') AS secret
   FROM sessions WHERE account_id = $1 ORDER BY created_at DESC`,
)

type Row = { id: string; state: string; endReason: EndReason | null; secret: string }

async function sessionOf(accountId: string): Promise<Row> {
  const [session] = await cluster.store.rows<Row>(newest, [accountId])
  if (!session) throw new Error('no session')
  return session
}

function age(sessionId: string, seconds: number): Promise<void> {
  return passTime(cluster.store, { sessionId, seconds })
}

/** As if a page had been looked at right now. */
function use(accountId: string): Promise<unknown> {
  return sql(cluster, 'UPDATE sessions SET last_seen_at = now() WHERE account_id = $1', [accountId])
}

/** Whether single sign-on still works: null when the person must sign in again. */
async function codeFor(journey: Awaited<ReturnType<typeof signedIn>>): Promise<string | null> {
  const page = await journey.person.follow(authorizationRequest(cluster, client.clientId).url)
  return page.url.searchParams.get('code')
}

test('a session is live one second before its idle end and has ended one second after it', async () => {
  const early = await signedIn(cluster, { client })
  await age((await sessionOf(early.account.id)).id, 30 * 60 - 1)
  expect(await codeFor(early)).not.toBeNull()

  const late = await signedIn(cluster, { client })
  await age((await sessionOf(late.account.id)).id, 30 * 60 + 1)
  expect(await codeFor(late)).toBeNull()
  const answer = await refresh(cluster.issuer, client, late.tokens.refreshToken)
  expect(answer.body['error']).toBe('invalid_grant')
})

test('using the session moves its idle end, and so does a refresh', async () => {
  const journey = await signedIn(cluster, { client })
  const { id } = await sessionOf(journey.account.id)
  await age(id, 20 * 60)
  expect(await codeFor(journey)).not.toBeNull()
  await age(id, 20 * 60)
  expect((await refresh(cluster.issuer, client, journey.tokens.refreshToken)).status).toBe(200)
  await age(id, 20 * 60)
  expect(await codeFor(journey)).not.toBeNull()
})

test('no activity moves the absolute end', async () => {
  const journey = await signedIn(cluster, { client })
  const { id } = await sessionOf(journey.account.id)
  let token = journey.tokens.refreshToken
  for (let minutes = 0; minutes < 11.5 * 60; minutes += 25) {
    await age(id, 25 * 60)
    const answer = await refresh(cluster.issuer, client, token)
    expect(answer.status).toBe(200)
    token = String(answer.body['refresh_token'])
  }
  await age(id, 29 * 60)
  expect((await refresh(cluster.issuer, client, token)).body['error']).toBe('invalid_grant')
  expect(await codeFor(journey)).toBeNull()
})

test('the earliest ending is the reason, however late it is discovered', async () => {
  const journey = await signedIn(cluster, { client })
  const { id } = await sessionOf(journey.account.id)
  await age(id, 31 * 60)
  expect(await findListedSession(cluster.store, id)).toMatchObject({ endReason: 'idle_timeout' })
  await age(id, 12 * 3600)
  expect(await findListedSession(cluster.store, id)).toMatchObject({ endReason: 'idle_timeout' })
  await sweepSessions(cluster.store, 100)
  expect(await sessionOf(journey.account.id)).toMatchObject({ endReason: 'idle_timeout' })
})

test('the sweep ends overdue sessions with their own reason, and two concurrent sweeps do it once', async () => {
  const idle = await signedIn(cluster, { client })
  const old = await signedIn(cluster, { client })
  const living = await signedIn(cluster, { client })
  await age((await sessionOf(idle.account.id)).id, 31 * 60)
  await age((await sessionOf(old.account.id)).id, 13 * 3600)
  await use(old.account.id)
  await Promise.all([sweepSessions(cluster.store, 100), sweepSessions(cluster.store, 100)])
  expect(await sessionOf(idle.account.id)).toMatchObject({
    state: 'ended',
    endReason: 'idle_timeout',
  })
  expect(await sessionOf(old.account.id)).toMatchObject({
    state: 'ended',
    endReason: 'absolute_timeout',
  })
  expect(await sessionOf(living.account.id)).toMatchObject({ state: 'live' })
  const events = await cluster.store.rows<{ n: number }>(
    read(
      'test_ended_events',
      "SELECT count(*)::int AS n FROM audit_events WHERE type = 'session.ended'",
    ),
  )
  expect(events[0]?.n).toBeGreaterThanOrEqual(2)
})

test('an ended session stays ended: no request in flight and no statement writes it back', async () => {
  const journey = await signedIn(cluster, { client })
  const { id } = await sessionOf(journey.account.id)
  const by = { kind: 'system' } as const
  const ended = await endSession(cluster.store, { sessionId: id, reason: 'revoked', by })
  const again = await endSession(cluster.store, { sessionId: id, reason: 'logout', by })
  expect([ended?.state, again]).toEqual(['ended', null])
  const revive = {
    name: 'test_revive',
    kind: 'write',
    text: "UPDATE sessions SET state = 'live', ended_at = NULL, end_reason = NULL WHERE id = $1",
  } as const
  await expect(cluster.store.rows(revive, [id])).rejects.toThrow(/has ended/)
  expect(await codeFor(journey)).toBeNull()
})

test('an authorize in flight while its session ends leaves it ended and gives no code', async () => {
  const outcomes: string[] = []
  for (let round = 0; round < 20; round += 1) {
    const journey = await signedIn(cluster, { client })
    const { id } = await sessionOf(journey.account.id)
    const [code] = await Promise.all([
      codeFor(journey),
      endSession(cluster.store, { sessionId: id, reason: 'revoked', by: { kind: 'system' } }),
    ])
    expect(await sessionOf(journey.account.id)).toMatchObject({ id, state: 'ended' })
    outcomes.push(code === null ? 'refused' : 'first')
    expect(await codeFor(journey)).toBeNull()
  }
  expect(outcomes).toHaveLength(20)
})

test('signing in again inside a session keeps its id, changes its secret, and kills the old cookie', async () => {
  const journey = await signedIn(cluster, { client })
  const before = await sessionOf(journey.account.id)
  const stolen = new Map(journey.person.cookies)
  await signedIn(cluster, { ...journey, params: { prompt: 'login' } })
  const after = await sessionOf(journey.account.id)
  expect(after.id).toBe(before.id)
  expect(after.secret).not.toBe(before.secret)

  const fresh = new Map(journey.person.cookies)
  journey.person.cookies.clear()
  for (const [name, cookie] of stolen) journey.person.cookies.set(name, cookie)
  expect(await codeFor(journey)).toBeNull()
  journey.person.cookies.clear()
  for (const [name, cookie] of fresh) journey.person.cookies.set(name, cookie)
  expect(await codeFor(journey)).not.toBeNull()
})

test('an offline grant outlives only a timeout and a logout', async () => {
  const params = { scope: 'openid offline_access photos:read', prompt: 'consent' }
  const timed = await signedIn(cluster, { client, params })
  const { id } = await sessionOf(timed.account.id)
  await age(id, 31 * 60)
  await sweepSessions(cluster.store, 100)
  expect(await sessionOf(timed.account.id)).toMatchObject({
    state: 'offline',
    endReason: 'idle_timeout',
  })
  const refreshed = await refresh(cluster.issuer, client, timed.tokens.refreshToken)
  expect(refreshed.status).toBe(200)
  expect(await codeFor(timed)).toBeNull()

  await endSession(cluster.store, { sessionId: id, reason: 'revoked', by: { kind: 'system' } })
  const dead = await refresh(cluster.issuer, client, String(refreshed.body['refresh_token']))
  expect(dead.body['error']).toBe('invalid_grant')
})

test('an application that keeps refreshing does not bring the browser part back', async () => {
  const params = { scope: 'openid offline_access photos:read', prompt: 'consent' }
  const journey = await signedIn(cluster, { client, params })
  const { id } = await sessionOf(journey.account.id)
  await age(id, 31 * 60)
  const refreshed = await refresh(cluster.issuer, client, journey.tokens.refreshToken)
  expect(refreshed.status).toBe(200)
  expect(await sessionOf(journey.account.id)).toMatchObject({ state: 'offline' })
  expect(await codeFor(journey)).toBeNull()
})

test("an application that lost its access does not shorten the person's session", async () => {
  const journey = await signedIn(cluster, { client })
  const { id } = await sessionOf(journey.account.id)
  await age(id, 20 * 60)
  const { body } = await refresh(cluster.issuer, client, journey.tokens.refreshToken)
  await post(`${cluster.issuer}/revoke`, client, { token: String(body['refresh_token']) })
  await age(id, 20 * 60)
  expect(await codeFor(journey)).not.toBeNull()
})

test('an offline session whose applications have all expired has ended, and no longer counts', async () => {
  const account = await cluster.account({ tier: 'basic' })
  const params = { scope: 'openid offline_access photos:read', prompt: 'consent' }
  const journey = await signedIn(cluster, { client, account, params })
  const { id } = await sessionOf(account.id)
  await endSession(cluster.store, { sessionId: id, reason: 'logout', by: { kind: 'system' } })
  expect(await findListedSession(cluster.store, id)).toMatchObject({ state: 'offline' })
  await age(id, 14 * 86_400)
  expect((await refresh(cluster.issuer, client, journey.tokens.refreshToken)).status).toBe(400)
  expect(await findListedSession(cluster.store, id)).toMatchObject({ state: 'ended' })
  const callback = (await signedIn(cluster, { client, account })).callback
  expect(callback.searchParams.get('code')).not.toBeNull()
})
