/** A logout token reaches its client, through whatever the client's end does; two nodes send. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { decodeProtectedHeader } from 'jose'
import { forgetNotices } from '../../src/revocation/list-notices.ts'
import { requeueLostNotices } from '../../src/revocation/resend-notice.ts'
import { settleNotice, takeNotice } from '../../src/revocation/settle-notice.ts'
import { newOperator, type Operator, refusalOf } from '../admin-api/operator.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { noticesOf } from '../support/notices.ts'
import {
  type Mood,
  openReceiver,
  type Receiver,
  toldAt,
  verifyLogoutToken,
} from '../support/receiver.ts'
import { type Journey, sidOf, signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { claimsOf, post, type SignedIn } from '../support/tokens.ts'

let cluster: Cluster
let operator: Operator
const receivers: Receiver[] = []

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2, runsJobs: true })
  operator = await newOperator(cluster)
})
afterEach(async () => {
  for (const receiver of receivers.splice(0)) await receiver.close()
})
afterAll(() => cluster?.close())

async function receiving(mood: Mood = 200): Promise<Receiver> {
  const receiver = await openReceiver(mood)
  receivers.push(receiver)
  return receiver
}

type Signed = Journey & { readonly tokens: SignedIn }

async function signedInAt(receiver: Pick<Receiver, 'uri'>): Promise<Signed> {
  return signedIn(cluster, { client: await cluster.client(toldAt(receiver)) })
}

async function signOut({ person }: Journey): Promise<void> {
  await person.submit(await person.follow('/logout'), { logout: 'yes' })
}

async function noticeOf({ account }: Journey) {
  const [notice, ...more] = await noticesOf(cluster, account.id)
  if (notice === undefined || more.length > 0) throw new Error('not one notice')
  return notice
}

/** As if the wait before the next try were over; the queue's own signal wakes it. */
async function hurry(journey: Journey): Promise<void> {
  const { id } = await noticeOf(journey)
  await sql(
    cluster,
    `WITH due AS (
       UPDATE jobs.job SET start_after = now() - interval '1 second' WHERE data->>'notice' = $1 AND state = 'retry'
       RETURNING id)
     SELECT pg_notify('pgboss_' || left(encode(sha224('jobs'), 'hex'), 24), 'logout-notice')
     FROM due`,
    [id],
  )
}

async function waitFor(journey: Journey, state: string, attempts = 1): Promise<void> {
  await eventually(async () => {
    await hurry(journey)
    const notice = await noticeOf(journey)
    return notice.state === state && notice.attempts >= attempts
  })
}

function eventsOf({ account }: Journey) {
  return sql<{ type: string; details: object }>(
    cluster,
    `SELECT type, details FROM audit_events WHERE account_id = $1 AND type LIKE 'notice.%'
     ORDER BY id`,
    [account.id],
  )
}

describe('the logout token', () => {
  test('says whose session ended, only to that client, signed with the keys of the issuer', async () => {
    const receiver = await receiving()
    const journey = await signedInAt(receiver)
    const { account, client, tokens } = journey
    await signOut(journey)
    await waitFor(journey, 'delivered')

    const [sent, ...more] = receiver.received
    expect(more).toEqual([])
    expect(sent).toMatchObject({
      method: 'POST',
      path: '/logged-out?by=parley',
      type: 'application/x-www-form-urlencoded',
    })
    const form = new URLSearchParams(sent?.body)
    expect([...form.keys()]).toEqual(['logout_token'])
    const token = form.get('logout_token') ?? ''
    const { clientId } = client
    const claims = await verifyLogoutToken(token, { issuer: cluster.issuer, clientId })
    expect(claims).toEqual({
      iss: cluster.issuer,
      aud: clientId,
      sub: account.id,
      sid: sidOf(tokens),
      iat: expect.any(Number),
      exp: expect.any(Number),
      jti: expect.stringMatching(/^[\w-]{22}$/),
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    })
    expect(Number(claims.exp) - Number(claims.iat)).toBe(120)
    const header = decodeProtectedHeader(token)
    expect(header.alg).toBe(decodeProtectedHeader(tokens.idToken).alg)
    expect(header.kid).toBe(decodeProtectedHeader(tokens.idToken).kid)
  })

  test('names the session exactly as the ID token did', async () => {
    const { tokens } = await signedInAt(await receiving())
    expect(claimsOf(tokens.idToken)['sid']).toBe(sidOf(tokens))
  })

  test('is not accepted anywhere else', async () => {
    const receiver = await receiving()
    const journey = await signedInAt(receiver)
    await signOut(journey)
    await waitFor(journey, 'delivered')
    const [token = ''] = receiver.tokensFor(sidOf(journey.tokens))
    const bearer = { authorization: `Bearer ${token}` }
    const userinfo = await fetch(`${cluster.issuer}/userinfo`, { headers: bearer })
    expect(userinfo.status).toBe(401)
    const asked = await post(`${cluster.issuer}/introspect`, journey.client, { token })
    expect(asked.body).toEqual({ active: false })
    const admin = await operator.ask('GET', '/notices', { headers: bearer })
    expect(refusalOf(admin)).toEqual([401, 'token_invalid'])
  })
})

describe('a receiver', () => {
  test.each([200, 204])('that answers %s counts as told', async (status) => {
    const journey = await signedInAt(await receiving(status))
    await signOut(journey)
    await waitFor(journey, 'delivered')
    expect(await noticeOf(journey)).toMatchObject({ attempts: 1, answer: String(status) })
    expect(await eventsOf(journey)).toMatchObject([
      { type: 'notice.delivered', details: { attempts: 1, answer: String(status) } },
    ])
  })

  test.each<[Mood, string]>([
    [500, '500'],
    [201, '201'],
    [400, '400'],
    ['redirect', '302'],
    ['reset', 'unreachable'],
    ['silent', 'timeout'],
  ])('that answers %j is told again later, with a fresh token', async (mood, answer) => {
    const receiver = await receiving(mood)
    const journey = await signedInAt(receiver)
    const { clientId } = journey.client
    await signOut(journey)
    await eventually(async () => (await noticeOf(journey)).answer === answer)
    expect(await noticeOf(journey)).toMatchObject({ state: 'pending', attempts: 1 })

    receiver.mood = 200
    await waitFor(journey, 'delivered', 2)
    const tokens = receiver.tokensFor(sidOf(journey.tokens))
    expect(tokens).toHaveLength(2)
    const claims = await Promise.all(
      tokens.map((token) => verifyLogoutToken(token, { issuer: cluster.issuer, clientId })),
    )
    expect(new Set(claims.map(({ jti }) => jti)).size).toBe(2)
  })

  test('that is unreachable is told once it is back', async () => {
    const gone = await openReceiver()
    await gone.close()
    const journey = await signedInAt(gone)
    await signOut(journey)
    await eventually(async () => (await noticeOf(journey)).answer === 'unreachable')
    const { clientId } = journey.client
    const { uri } = await receiving()
    await sql(cluster, 'UPDATE clients SET backchannel_logout_uri = $2 WHERE id = $1', [
      clientId,
      uri,
    ])
    await waitFor(journey, 'delivered', 2)
  })

  test('waits longer after each try, for a random part of the interval', async () => {
    const journey = await signedInAt(await receiving(500))
    await signOut(journey)
    const waits: number[] = []
    for (const tries of [1, 2, 3]) {
      await eventually(async () => (await waitOf(journey, tries)) !== null)
      waits.push((await waitOf(journey, tries)) ?? 0)
      await hurry(journey)
    }
    waits.forEach((wait, i) => {
      expect(wait).toBeGreaterThan(15 * 2 ** i - 5)
      expect(wait).toBeLessThanOrEqual(30 * 2 ** i)
    })
  })

  test('that never answers does not delay any other', async () => {
    const silent = await receiving('silent')
    const bad = await cluster.client(toldAt(silent))
    for (let people = 0; people < 15; people += 1) {
      await signOut(await signedIn(cluster, { client: bad }))
    }
    const good = await signedInAt(await receiving())
    await eventually(() => silent.received.length >= 5)
    await signOut(good)
    await waitFor(good, 'delivered')
    const asked = await sql(
      cluster,
      `SELECT FROM notices WHERE client_id = $1 AND tried_at > now() - interval '4 seconds'
         AND last_answer IS NULL`,
      [bad.clientId],
    )
    // Five at once from each of two nodes, and never all.
    expect(asked.length).toBeLessThanOrEqual(10)
    expect(silent.received.length).toBeGreaterThanOrEqual(5)
  })
})

/** Seconds until the next try; null while the try before is not over. */
async function waitOf(journey: Journey, tries: number): Promise<number | null> {
  const { id } = await noticeOf(journey)
  const [job] = await sql<{ wait: number; count: number }>(
    cluster,
    `SELECT extract(epoch FROM start_after - now())::float8 AS wait, retry_count AS count
     FROM jobs.job WHERE data->>'notice' = $1 AND state = 'retry'`,
    [id],
  )
  return job && job.count === tries - 1 && job.wait > 5 ? job.wait : null
}

test('the person is signed out before the receivers answer', async () => {
  const silent = await receiving('silent')
  const journey = await signedInAt(silent)
  await signOut(journey)
  const rows = await sql(cluster, 'SELECT state FROM sessions WHERE account_id = $1', [
    journey.account.id,
  ])
  expect(rows).toEqual([{ state: 'ended' }])
  expect(await noticeOf(journey)).toMatchObject({ state: 'pending', answer: null })
})

test('an internal address gets nothing, and the refusal is recorded', async () => {
  const hosts = ['169.254.169.254', '10.0.0.1', '[fd00:ec2::254]', '2852039166']
  const journeys: Signed[] = []
  for (const host of hosts) {
    const journey = await signedInAt({ uri: 'https://app.example/logout' })
    // A registration would be refused: as if it were older than the rule.
    await sql(cluster, 'UPDATE clients SET backchannel_logout_uri = $2 WHERE id = $1', [
      journey.client.clientId,
      `https://${host}/latest/meta-data`,
    ])
    journeys.push(journey)
  }
  for (const journey of journeys) await signOut(journey)
  await Promise.all(journeys.map((journey) => waitFor(journey, 'dead')))
  for (const journey of journeys) {
    expect(await noticeOf(journey)).toMatchObject({ attempts: 4, answer: 'address_refused' })
    expect(await eventsOf(journey)).toMatchObject([
      { type: 'notice.given_up', details: { answer: 'address_refused' } },
    ])
  }
})

describe('a notice that was given up', () => {
  /** As if all tries but the last had failed. */
  async function givenUp(receiver: Receiver): Promise<Signed> {
    const journey = await signedInAt(receiver)
    await signOut(journey)
    await eventually(async () => (await noticeOf(journey)).answer !== null)
    await sql(cluster, 'UPDATE notices SET attempts = 9 WHERE account_id = $1', [
      journey.account.id,
    ])
    await waitFor(journey, 'dead', 10)
    return journey
  }

  test('is dead after ten tries, is recorded, and is sent again when an operator asks for it', async () => {
    const receiver = await receiving(500)
    const journey = await givenUp(receiver)
    const { id } = await noticeOf(journey)
    const { body } = await operator.ask('GET', `/notices/${id}`)
    expect(body).toMatchObject({ state: 'dead', attempts: 10, last_answer: '500' })

    receiver.mood = 200
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => operator.ask('POST', `/notices/${id}/resend`)),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
    await waitFor(journey, 'delivered')
    expect(await noticeOf(journey)).toMatchObject({ attempts: 1, answer: '200' })
    expect((await eventsOf(journey)).map(({ type }) => type)).toEqual([
      'notice.given_up',
      'notice.resent',
      'notice.delivered',
    ])
    expect(receiver.tokensFor(sidOf(journey.tokens))).toHaveLength(3)
  })

  test('is not sent if the client no longer has an address', async () => {
    const journey = await signedInAt(await receiving(500))
    await signOut(journey)
    await eventually(async () => (await noticeOf(journey)).answer !== null)
    await sql(cluster, 'UPDATE clients SET backchannel_logout_uri = NULL WHERE id = $1', [
      journey.client.clientId,
    ])
    await waitFor(journey, 'dead')
    expect(await noticeOf(journey)).toMatchObject({ answer: 'no_receiver' })
  })
})

test('a job that runs after its notice was settled sends nothing', async () => {
  const receiver = await receiving()
  const journey = await signedInAt(receiver)
  await signOut(journey)
  await waitFor(journey, 'delivered')
  const { id } = await noticeOf(journey)
  expect(await takeNotice(cluster.store, id)).toBeNull()
  const about = { id, sid: '', accountId: '', clientId: '', alg: 'ES256' } as const
  const late = { ...about, attempts: 10, uri: null }
  await settleNotice(cluster.store, late, { kind: 'unreachable' })
  expect(await noticeOf(journey)).toMatchObject({ state: 'delivered', answer: '200' })
})

test('a notice whose job is lost is found and sent', async () => {
  const receiver = await receiving(500)
  const journey = await signedInAt(receiver)
  await signOut(journey)
  await eventually(async () => (await noticeOf(journey)).answer !== null)
  const { id } = await noticeOf(journey)
  await sql(cluster, "DELETE FROM jobs.job WHERE data->>'notice' = $1", [id])
  receiver.mood = 200
  expect(await requeueLostNotices(cluster.store, 100)).toBe(0)
  await sql(cluster, "UPDATE notices SET tried_at = now() - interval '7 hours' WHERE id = $1", [id])
  expect(await requeueLostNotices(cluster.store, 100)).toBe(1)
  await waitFor(journey, 'delivered')
})

test('settled notices are deleted after 30 days, a few at a time, and pending ones never', async () => {
  const add = (state: string, days: number) =>
    sql(
      cluster,
      `INSERT INTO notices (id, sid, account_id, client_id, cause, state, created_at, settled_at)
       SELECT gen_random_uuid(), 'old', gen_random_uuid(), 'old', 'logout', $1::text, at,
         CASE WHEN $1::text <> 'pending' THEN at END
       FROM (SELECT now() - make_interval(days => $2::int) AS at) AS past, generate_series(1, 3)`,
      [state, days],
    )
  for (const state of ['pending', 'delivered', 'dead']) await add(state, 31)
  await add('delivered', 29)
  expect(await forgetNotices(cluster.store, 4)).toBe(4)
  expect(await forgetNotices(cluster.store, 4)).toBe(2)
  expect(await forgetNotices(cluster.store, 4)).toBe(0)
  const left = await sql<{ state: string }>(
    cluster,
    "SELECT state FROM notices WHERE client_id = 'old' ORDER BY state",
  )
  expect(left.map(({ state }) => state)).toEqual([
    ...Array(3).fill('delivered'),
    ...Array(3).fill('pending'),
  ])
})
