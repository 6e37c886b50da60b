/** Operators search sessions by any of their facts, and end all results on every node. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { uuidv7 } from '../../src/base/crypto.ts'
import { sweepRevocations } from '../../src/sessions/sweep-revocations.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { addCrowd } from '../support/crowd.ts'
import { eventually } from '../support/eventually.ts'
import { authorizationRequest } from '../support/person.ts'
import { type Journey, signedIn } from '../support/sign-in.ts'
import { allDetails, sql } from '../support/sql.ts'
import { type Answer, refresh, type SignedIn } from '../support/tokens.ts'
import { allPages, itemsOf, newOperator, type Operator, refusalOf } from './operator.ts'

let cluster: Cluster
let operator: Operator

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2, runsRounds: false })
  operator = await newOperator(cluster)
})
afterAll(() => cluster?.close())

type Filter = Readonly<Record<string, string>>

async function found(filter: Filter): Promise<unknown[]> {
  const path = `/sessions?${new URLSearchParams(filter)}`
  return (await allPages(operator, path)).flat()
}

async function sessionOf(accountId: string): Promise<string> {
  const [row] = await sql<{ id: string }>(
    cluster,
    'SELECT id FROM sessions WHERE account_id = $1',
    [accountId],
  )
  return row?.id ?? ''
}

/** A signed-in session whose row is changed to these values. */
async function signedInWith(set: string, values: readonly unknown[] = []): Promise<Whole> {
  const journey = await signedIn(cluster)
  const sessionId = await sessionOf(journey.account.id)
  await sql(cluster, `UPDATE sessions SET ${set} WHERE id = $1`, [sessionId, ...values])
  return { ...journey, sessionId }
}

type Whole = Journey & { readonly tokens: SignedIn; readonly sessionId: string }

const reason = 'They may be stolen'

function end(filter: object, more: object = { reason }): Promise<Answer> {
  return operator.ask('POST', '/sessions/end', { body: { filter, ...more } })
}

/** Whether both nodes accept its refresh token and its cookie. */
async function isAlive({ client, tokens, person, account }: Whole): Promise<boolean> {
  const request = authorizationRequest(cluster, client.clientId, { prompt: 'none' })
  const silent = await person.authorize(request, account)
  const refreshed = await refresh(cluster.nodes[1] ?? '', client, tokens.refreshToken)
  const isCookieGood = silent.searchParams.has('code')
  if (isCookieGood !== (refreshed.status === 200)) throw new Error('half of it lives')
  return isCookieGood
}

async function sweptBy(id: unknown): Promise<Record<string, unknown>> {
  let receipt: Record<string, unknown> = {}
  await eventually(async () => {
    await sweepRevocations(cluster.store, 100)
    receipt = (await operator.ask('GET', `/revocations/${id}`)).body
    return receipt['swept_at'] !== null
  })
  return receipt
}

describe('a search', () => {
  test('by network takes an address or a prefix, IPv4 or IPv6', async () => {
    const four = await signedInWith("network = '198.51.100.77'")
    const six = await signedInWith("network = '2001:db8:7:1::9'")
    expect(await found({ network: '198.51.100.77' })).toEqual([four.sessionId])
    expect(await found({ network: '198.51.100.76' })).toEqual([])
    expect(await found({ network: '198.51.100.0/24' })).toEqual([four.sessionId])
    expect(await found({ network: '198.51.100.64/28' })).toEqual([four.sessionId])
    expect(await found({ network: '198.51.0.0/16' })).toEqual([four.sessionId])
    expect(await found({ network: '2001:db8:7::/48' })).toEqual([six.sessionId])
    expect(await found({ network: '2001:db8::/32' })).toEqual([six.sessionId])
    expect(await found({ network: '198.51.100.0/24', account: six.account.id })).toEqual([])
  })

  test('by device finds its sessions and shows the device', async () => {
    const { account, person, sessionId } = await signedInWith("policy = 'default'")
    const shown = await operator.ask('GET', `/sessions/${sessionId}`)
    const device = Object(shown.body['device'])
    expect(device).toEqual({
      id: expect.any(String),
      name: expect.any(String),
      first_seen_at: expect.stringMatching(/Z$/),
    })
    await person.submit(await person.follow('/logout'), { logout: 'yes' })
    await signedIn(cluster, { account, person })
    await signedIn(cluster, { account })
    const here = await found({ device: device.id })
    expect([here.length, here.includes(sessionId)]).toEqual([2, true])
    expect(await found({ account: account.email })).toHaveLength(3)
    expect(await found({ device: device.id, account: account.id, state: 'live' })).toHaveLength(1)
    const other = await cluster.account()
    expect(await found({ device: device.id, account: other.id })).toEqual([])
    expect(await found({ device: '019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7' })).toEqual([])
  })

  test('takes strength, policy, age, last use and end reason', async () => {
    const { sessionId, account } = await signedInWith(
      `acr = 'mfa', policy = 'strict', created_at = now() - interval '45 seconds',
       last_seen_at = now() - interval '25 seconds'`,
    )
    const start = Date.now()
    const ago = (steps: number) => new Date(start - steps * 5_000).toISOString()
    const hits: Filter[] = [
      { acr: 'mfa' },
      { policy: 'strict' },
      { created_from: ago(10), created_to: ago(8) },
      { seen_from: ago(6), seen_to: ago(4) },
      { acr: 'mfa', policy: 'strict', state: 'live', created_to: ago(8), seen_to: ago(4) },
    ]
    for (const filter of hits) expect(await found(filter)).toEqual([sessionId])
    const misses: Filter[] = [
      { acr: 'pwd', policy: 'strict' },
      { acr: 'mfa', state: 'offline' },
      { policy: 'strict', created_from: ago(8) },
      { policy: 'strict', created_to: ago(10) },
      { policy: 'strict', seen_from: ago(4) },
      { policy: 'strict', seen_to: ago(6) },
      { policy: 'strict', end_reason: 'evicted' },
    ]
    for (const filter of misses) expect(await found(filter)).toEqual([])
    await operator.ask('DELETE', `/sessions/${sessionId}?reason=evicted`)
    expect(await found({ account: account.id, end_reason: 'evicted' })).toEqual([sessionId])
    expect(await found({ account: account.id, end_reason: 'revoked' })).toEqual([])
  })

  test('by end reason finds timed-out sessions before any clean-up', async () => {
    const { sessionId, account } = await signedInWith("last_seen_at = now() - interval '1 day'")
    await sql(
      cluster,
      `UPDATE token_families SET rotated_at = now() - interval '1 day' WHERE session_id = $1`,
      [sessionId],
    )
    expect(await found({ account: account.id, end_reason: 'idle_timeout' })).toEqual([sessionId])
  })

  test.each([
    ['network=10.0.0.0/7', 'network: at least /8'],
    ['network=2001::/15', 'network: at least /16'],
    ['network=localhost', 'network: an address, or a prefix'],
    ['network=10.0.0.0/8/8', 'network: an address, or a prefix'],
    ['device=1', 'device: must match format "uuid"'],
    ['acr=strong', 'acr: must be one of pwd, mfa, urn:parley:acr:guest'],
    ['created_from=yesterday', 'created_from: must match format "date-time"'],
    ['created_from=1999-01-01T00:00:00Z', 'created_from: between the years 2000 and 9999'],
    ['seen_from=2026-02-01T00:00:00Z&seen_to=2026-01-01T00:00:00Z', 'seen_from: before seen_to'],
    ['end_reason=boredom', /^end_reason: must be one of logout/],
    ['policy=', 'policy: must NOT have fewer than 1 characters'],
    ['network=10.0.0.1&network=10.0.0.2', 'network: must be string'],
  ])('?%s is refused with the field and the rule', async (query, detail) => {
    const { status, body } = await operator.ask('GET', `/sessions?${query}`)
    expect([status, body['code']]).toEqual([400, 'request_invalid'])
    expect(body['detail']).toEqual(
      typeof detail === 'string' ? detail : expect.stringMatching(detail),
    )
  })
})

describe('ending the results', () => {
  test('ends these and no others, and the receipt shows the progress', async () => {
    const hit = await signedInWith("policy = 'hit', acr = 'mfa'")
    const spared = await signedInWith("policy = 'hit'")
    const filter = { policy: 'hit', acr: 'mfa' }
    const { status, body } = await end(filter)
    expect([status, body]).toMatchObject([
      201,
      {
        scope: { kind: 'sessions', filter },
        reason,
        actor: { kind: 'client', id: operator.client.clientId },
        sessions_ended: 1,
        swept_at: null,
        effective_by: null,
        feed_cursor: expect.any(String),
      },
    ])
    expect(await isAlive(hit)).toBe(false)
    expect(await isAlive(spared)).toBe(true)
    const swept = await sweptBy(body['id'])
    expect(swept['sessions_ended']).toBe(1)
    const effective = Date.parse(String(swept['effective_by']))
    expect(effective - Date.parse(String(swept['swept_at']))).toBe(1_000)
    expect(await isAlive(spared)).toBe(true)
    expect(await found({ policy: 'hit', end_reason: 'revoked' })).toEqual([hit.sessionId])
  })

  test('leaves one event for the search with actor, filter and reason, and one for each session', async () => {
    const { sessionId } = await signedInWith("policy = 'told', network = '192.0.2.200'")
    const filter = { policy: 'told', network: '192.0.2.0/24', state: 'live' }
    const { body } = await end(filter)
    const events = await sql(
      cluster,
      `SELECT type, actor_id AS actor, ${allDetails} FROM audit_events
       WHERE details->>'revocation' = $1 OR (session_id = $2 AND type = 'session.ended')
       ORDER BY id`,
      [body['id'], sessionId],
    )
    const actor = operator.client.clientId
    const told = { policy: 'told', state: 'live' }
    expect(events).toEqual([
      {
        type: 'revocation.made',
        actor,
        details: {
          revocation: body['id'],
          scope: 'sessions',
          before: body['before'],
          reason,
          filter: expect.any(String),
          looked_network: '192.0.2.0/24',
        },
      },
      { type: 'session.ended', actor, details: { reason: 'revoked' } },
    ])
    expect(JSON.parse(Object(events[0]?.['details']).filter)).toEqual(told)
  })

  test.each(['account', 'network'] as const)(
    'of one whole %s is a revocation of it and takes effect at once',
    async (name) => {
      const network = '203.0.113.77'
      const whole = await signedInWith('network = $2::inet', [network])
      const filter = name === 'account' ? { account: whole.account.email } : { network }
      const { body } = await end(filter)
      expect(body).toMatchObject({ scope: { kind: name }, sessions_ended: 0 })
      expect(await isAlive(whole)).toBe(false)
    },
  )

  test('in more than one step is finished by the sweep on any node, and spares later sessions', async () => {
    await addCrowd(cluster, { size: 900, seconds: 60, policy: 'crowd' })
    const { body } = await end({ policy: 'crowd', network: '10.0.0.0/8' })
    expect(body['sessions_ended']).toBe(100)
    const late = await signedInWith("policy = 'crowd', network = '10.1.1.1'")
    const swept = await sweptBy(body['id'])
    expect(swept['sessions_ended']).toBe(900)
    expect(await found({ policy: 'crowd', state: 'live' })).toEqual([late.sessionId])
    const [events] = await sql<{ ended: number; sessions: number }>(
      cluster,
      `SELECT count(*)::int AS ended, count(DISTINCT session_id)::int AS sessions
       FROM audit_events WHERE type = 'session.ended'
         AND session_id IN (SELECT id FROM sessions WHERE policy = 'crowd')`,
    )
    expect(events).toEqual({ ended: 900, sessions: 900 })
    expect(await isAlive(late)).toBe(true)
  })

  test('requested at once on two nodes ends each session once', async () => {
    await addCrowd(cluster, { size: 300, seconds: 60, policy: 'twice' })
    const body = { filter: { policy: 'twice' }, reason }
    const answers = await Promise.all(
      cluster.nodes.map((base) => operator.ask('POST', '/sessions/end', { base, body })),
    )
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
    const swept = []
    for (const answer of answers) swept.push(await sweptBy(answer.body['id']))
    const ended = swept.map((one) => Number(one['sessions_ended']))
    expect(ended.reduce((a, b) => a + b)).toBe(300)
  })

  test('waits for a session that is just beginning', async () => {
    const { sessionId } = await signedInWith("policy = 'begun'")
    const begun = Promise.withResolvers<void>()
    const over = Promise.withResolvers<void>()
    const beginning = cluster.store.transaction(async (tx) => {
      const text = `INSERT INTO sessions (id, account_id, secret_hash, policy, auth_time, due_at,
          idle_seconds)
        SELECT $1, account_id, sha256('unseen'), policy, now(), due_at, idle_seconds
        FROM sessions WHERE id = $2`
      await tx.rows({ name: 'test_begin_unseen', text, kind: 'write' }, [uuidv7(), sessionId])
      begun.resolve()
      await over.promise
    })
    await begun.promise
    const { body } = await end({ policy: 'begun' })
    const held = async () => {
      await sweepRevocations(cluster.store, 100)
      return (await operator.ask('GET', `/revocations/${body['id']}`)).body
    }
    await eventually(async () => (await held())['sessions_ended'] === 1)
    expect((await held())['swept_at']).toBe(null)
    over.resolve()
    await beginning
    expect(await sweptBy(body['id'])).toMatchObject({ sessions_ended: 2 })
    expect(await found({ policy: 'begun', state: 'live' })).toEqual([])
  })

  test('spares sessions that no longer match, and keeps the reason of timed-out ones', async () => {
    const over = await signedInWith(
      `policy = 'idle', last_seen_at = now() - interval '1 day',
       absolute_expires_at = now() - interval '1 hour'`,
    )
    const seen_to = new Date(Date.now() - 10_000).toISOString()
    const idle = await signedInWith("policy = 'idle', last_seen_at = now() - interval '30 seconds'")
    const busy = await signedInWith("policy = 'idle'")
    const { body } = await end({ policy: 'idle', seen_to })
    expect(await sweptBy(body['id'])).toMatchObject({ sessions_ended: 1 })
    expect(await isAlive(idle)).toBe(false)
    expect(await isAlive(busy)).toBe(true)
    expect(await found({ account: over.account.id, end_reason: 'absolute_timeout' })).toHaveLength(
      1,
    )
  })

  test('repeated with its Idempotency-Key ends nothing more', async () => {
    await signedInWith("policy = 'once'")
    const headers = { 'idempotency-key': 'end-once' }
    const body = { filter: { policy: 'once' }, reason }
    const ask = () => operator.ask('POST', '/sessions/end', { headers, body })
    const [first, second] = [await ask(), await ask()]
    expect(second.body).toEqual(first.body)
    const made = await sql(cluster, "SELECT id FROM revocations WHERE filter->>'policy' = 'once'")
    expect(made).toHaveLength(1)
  })
})

describe('a dry run', () => {
  test('counts the sessions, shows the newest, and ends nothing', async () => {
    await addCrowd(cluster, { size: 40, seconds: 60, each: 4, policy: 'dry' })
    const [counted] = await sql<{ accounts: number }>(
      cluster,
      "SELECT count(DISTINCT account_id)::int AS accounts FROM sessions WHERE policy = 'dry'",
    )
    const { status, body } = await end({ policy: 'dry' }, { dry_run: true })
    expect([status, body]).toEqual([
      200,
      { sessions: 40, ...counted, is_whole: true, sample: expect.any(Array) },
    ])
    const newest = await found({ policy: 'dry', state: 'live' })
    const sample = [body['sample']].flat().map((one) => Object(one).id)
    expect(sample).toEqual(newest.slice(0, 10))
    expect(newest).toHaveLength(40)
    expect(await sql(cluster, "SELECT 1 FROM revocations WHERE filter->>'policy' = 'dry'")).toEqual(
      [],
    )
  })
})

test.each<[object, number, string]>([
  [{ filter: {}, reason }, 400, 'filter: names nothing; to end everything, revoke everything'],
  [
    { filter: {}, dry_run: true },
    400,
    'filter: names nothing; to end everything, revoke everything',
  ],
  [{ filter: { acr: 'mfa' } }, 400, 'reason: needed'],
  [{ filter: { acr: 'mfa' }, reason: ' ' }, 400, 'reason: must match pattern "\\S"'],
  [{ reason }, 400, 'filter: needed'],
  [{ filter: { state: 'ended' }, reason }, 400, 'filter/state: must be one of live, offline'],
  [{ filter: { end_reason: 'logout' }, reason }, 400, 'filter/end_reason: unknown'],
  [{ filter: { limit: '1' }, reason }, 400, 'filter/limit: unknown'],
  [{ filter: { network: '10.0.0.0/7' }, reason }, 400, 'network: at least /8'],
  [
    { filter: { created_to: 'now' }, reason },
    400,
    'filter/created_to: must match format "date-time"',
  ],
  [{ filter: { account: 'nobody@example.com' }, reason }, 404, 'no account has this email'],
])('%j is refused, and ends nothing', async (body, status, detail) => {
  const count = () => sql(cluster, 'SELECT count(*)::int AS n FROM revocations')
  const before = await count()
  const answer = await operator.ask('POST', '/sessions/end', { body })
  expect([answer.status, answer.body['detail']]).toEqual([status, detail])
  expect(await count()).toEqual(before)
})

test('the scope to end one session allows neither ending many sessions nor a dry run', async () => {
  const helper = await newOperator(cluster, ['parley:sessions.read', 'parley:sessions.end'])
  const { sessionId } = await signedInWith("policy = 'helped'")
  for (const more of [{ reason }, { dry_run: true }]) {
    const body = { filter: { policy: 'helped' }, ...more }
    const refused = await helper.ask('POST', '/sessions/end', { body })
    expect(refusalOf(refused)).toEqual([403, 'insufficient_scope'])
  }
  expect(itemsOf(await helper.ask('GET', '/sessions?policy=helped'))).toMatchObject([
    { id: sessionId, state: 'live' },
  ])
  expect((await helper.ask('DELETE', `/sessions/${sessionId}`)).status).toBe(204)
})
