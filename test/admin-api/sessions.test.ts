/** Operators search sessions and end them, on every node at once. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { authorizationRequest } from '../support/person.ts'
import { sidOf, signedIn } from '../support/sign-in.ts'
import { ageSessions, sql } from '../support/sql.ts'
import { refresh } from '../support/tokens.ts'
import { allPages, itemsOf, newOperator, type Operator, refusalOf } from './operator.ts'

let cluster: Cluster
let operator: Operator

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  operator = await newOperator(cluster)
})
afterAll(() => cluster?.close())

async function sessionsOf(account: string): Promise<Record<string, unknown>[]> {
  return itemsOf(await operator.ask('GET', `/sessions?account=${encodeURIComponent(account)}`))
}

async function onlySessionOf(account: string): Promise<Record<string, unknown>> {
  const [session, ...others] = await sessionsOf(account)
  if (session === undefined || others.length > 0) throw new Error('not one session')
  return session
}

function endingsOf(sessionId: unknown) {
  return sql(
    cluster,
    `SELECT type, actor_kind AS actor, actor_id AS "actorId", details FROM audit_events
     WHERE session_id = $1 AND type IN ('session.ended', 'session.went_offline') ORDER BY id`,
    [sessionId],
  )
}

describe('searching', () => {
  test('finds the sessions of an account by id and by email, newest first', async () => {
    const { account } = await signedIn(cluster)
    await signedIn(cluster, { account })
    const byId = await sessionsOf(account.id)
    const byEmail = await sessionsOf(` ${account.email.toUpperCase()}`)
    expect(byId).toEqual(byEmail)
    expect(byId.map(({ id }) => id)).toEqual(
      byId
        .map(({ id }) => id)
        .toSorted()
        .toReversed(),
    )
    expect(byId).toHaveLength(2)
    expect(byId[0]).toMatchObject({
      account_id: account.id,
      account_email: account.email,
      state: 'live',
      policy: 'default',
      amr: ['pwd'],
      ended_at: null,
      end_reason: null,
    })
  })

  test('finds nothing for an unknown account', async () => {
    expect(await sessionsOf('nobody@example.com')).toEqual([])
    expect(await sessionsOf('019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7')).toEqual([])
    expect(await sessionsOf('not an email')).toEqual([])
  })

  test('finds sessions by a client with a grant in them', async () => {
    const { account, client } = await signedIn(cluster)
    await signedIn(cluster, { account })
    const found = itemsOf(await operator.ask('GET', `/sessions?client_id=${client.clientId}`))
    expect(found.map((session) => session['account_id'])).toEqual([account.id])
    expect(itemsOf(await operator.ask('GET', '/sessions?client_id=unknown'))).toEqual([])
  })

  test('finds by state, and counts a timed-out session as ended', async () => {
    const { account, client } = await signedIn(cluster)
    const inState = async (state: string) =>
      itemsOf(await operator.ask('GET', `/sessions?client_id=${client.clientId}&state=${state}`))
    expect(await inState('live')).toHaveLength(1)
    expect(await inState('ended')).toHaveLength(0)

    await ageSessions(cluster, { accountId: account.id, seconds: 86_400 })
    await sql(
      cluster,
      `UPDATE token_families SET rotated_at = rotated_at - interval '1 day'
       WHERE account_id = $1`,
      [account.id],
    )
    expect(await inState('live')).toHaveLength(0)
    expect(await inState('ended')).toMatchObject([
      { state: 'ended', end_reason: 'idle_timeout', expires_at: null },
    ])
  })

  test('pages through each session once by following the links', async () => {
    const account = await cluster.account()
    for (let i = 0; i < 5; i += 1) await signedIn(cluster, { account })
    const all = (await sessionsOf(account.id)).map(({ id }) => id)
    const pages = await allPages(operator, `/sessions?account=${account.id}&limit=2`)
    expect(pages.map((page) => page.length)).toEqual([2, 2, 1])
    expect(pages.flat()).toEqual(all)
  })

  test('accepts a cursor only for its own list and filters, and no forged one', async () => {
    const account = await cluster.account()
    for (let i = 0; i < 3; i += 1) await signedIn(cluster, { account })
    const { body } = await operator.ask('GET', `/sessions?account=${account.id}&limit=1`)
    const cursor = String(body['next_cursor'])
    const [place = '', mac = ''] = cursor.split('.')
    const other = Buffer.from('00000000-0000-7000-8000-000000000000').toString('base64url')

    const good = await operator.ask('GET', `/sessions?account=${account.id}&cursor=${cursor}`)
    expect(itemsOf(good)).toHaveLength(2)
    for (const path of [
      `/sessions?cursor=${cursor}`,
      `/sessions?account=${account.id}&state=live&cursor=${cursor}`,
      `/clients?cursor=${cursor}`,
      `/sessions?account=${account.id}&cursor=${other}.${mac}`,
      `/sessions?account=${account.id}&cursor=${place}.${'A'.repeat(43)}`,
      `/sessions?account=${account.id}&cursor=${place}`,
      `/sessions?account=${account.id}&cursor=`,
    ]) {
      expect(refusalOf(await operator.ask('GET', path))).toEqual([400, 'request_invalid'])
    }
  })

  test.each([
    ['limit=0', 'limit: must be >= 1'],
    ['limit=201', 'limit: must be <= 200'],
    ['limit=many', 'limit: must be integer'],
    ['limit=1&limit=2', 'limit: must be integer'],
    ['state=asleep', 'state: must be one of live, offline, ended'],
    ['account=', 'account: must NOT have fewer than 1 characters'],
    ['account=a%00b', 'text: not valid Unicode'],
    ['page=2', 'page: unknown'],
  ])('?%s is refused with the field and the rule', async (query, detail) => {
    const { status, body } = await operator.ask('GET', `/sessions?${query}`)
    expect([status, body['code'], body['detail']]).toEqual([400, 'request_invalid', detail])
  })
})

describe('one session', () => {
  test('is shown with its grants', async () => {
    const { account, client, tokens } = await signedIn(cluster)
    const { id } = await onlySessionOf(account.id)
    const { status, body } = await operator.ask('GET', `/sessions/${id}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ id, state: 'live' })
    expect(body['grants']).toMatchObject([
      {
        id: sidOf(tokens),
        client_id: client.clientId,
        client_name: 'PhotoApp',
        scope: 'openid profile email',
        resources: { [`${cluster.issuer}/api`]: expect.stringMatching(/\bphotos:read$/) },
        offline: false,
        ended_at: null,
      },
    ])
  })

  test('is not found under an unknown id, and a malformed id is refused', async () => {
    for (const method of ['GET', 'DELETE']) {
      const unknown = await operator.ask(method, '/sessions/019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7')
      expect(refusalOf(unknown)).toEqual([404, 'not_found'])
      for (const id of ["1'--", '%', '%E0%A4%A', '%00', '019b1c3e']) {
        const malformed = await operator.ask(method, `/sessions/${id}`)
        expect(refusalOf(malformed)).toEqual([400, 'request_invalid'])
      }
    }
  })
})

describe('ending a session', () => {
  test('ends its refresh token and its cookie at once on the other node', async () => {
    const [first = '', second = ''] = cluster.nodes
    const { account, client, person, tokens } = await signedIn(cluster)
    const { id } = await onlySessionOf(account.id)
    const ended = await operator.ask('DELETE', `/sessions/${id}`, { base: first })
    expect(ended.status).toBe(204)

    const refreshed = await refresh(second, client, tokens.refreshToken)
    expect([refreshed.status, refreshed.body['error']]).toEqual([400, 'invalid_grant'])
    const request = authorizationRequest(cluster, client.clientId, { prompt: 'none' })
    const silent = await person.authorize(request, account)
    expect(silent.searchParams.get('error')).toBe('login_required')
    const shown = await operator.ask('GET', `/sessions/${id}`, { base: second })
    expect(shown.body).toMatchObject({
      state: 'ended',
      end_reason: 'revoked',
      grants: [{ end_reason: 'revoked' }],
    })
  })

  test('ends offline grants too, and records reason and actor', async () => {
    const { account, client, tokens } = await signedIn(cluster, {
      params: { scope: 'openid offline_access', prompt: 'consent' },
    })
    const { id } = await onlySessionOf(account.id)
    const answer = await operator.ask('DELETE', `/sessions/${id}?reason=credential_changed`)
    expect(answer.status).toBe(204)
    expect((await refresh(cluster.issuer, client, tokens.refreshToken)).status).toBe(400)
    expect(await endingsOf(id)).toEqual([
      {
        type: 'session.ended',
        actor: 'client',
        actorId: operator.client.clientId,
        details: { reason: 'credential_changed' },
      },
    ])
  })

  test('with the reason logout spares the offline grants, as a sign-out does', async () => {
    const { account, client, tokens } = await signedIn(cluster, {
      params: { scope: 'openid offline_access', prompt: 'consent' },
    })
    const { id } = await onlySessionOf(account.id)
    expect((await operator.ask('DELETE', `/sessions/${id}?reason=logout`)).status).toBe(204)
    expect(await onlySessionOf(account.id)).toMatchObject({ state: 'offline' })
    expect((await refresh(cluster.issuer, client, tokens.refreshToken)).status).toBe(200)
  })

  test('twenty times at once leaves one event, and every caller gets 204', async () => {
    const { account } = await signedIn(cluster)
    const { id } = await onlySessionOf(account.id)
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        operator.ask('DELETE', `/sessions/${id}`, { base: cluster.nodes[i % 2] ?? '' }),
      ),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]))
    expect(await endingsOf(id)).toHaveLength(1)
  })

  test('keeps the reason of a session that had already ended', async () => {
    const { account } = await signedIn(cluster)
    const { id } = await onlySessionOf(account.id)
    await operator.ask('DELETE', `/sessions/${id}?reason=evicted`)
    expect((await operator.ask('DELETE', `/sessions/${id}?reason=revoked`)).status).toBe(204)
    expect(await onlySessionOf(account.id)).toMatchObject({ end_reason: 'evicted' })
    expect(await endingsOf(id)).toHaveLength(1)
  })

  test('refuses reasons reserved for the server, and a body', async () => {
    const { account } = await signedIn(cluster)
    const { id } = await onlySessionOf(account.id)
    for (const reason of ['idle_timeout', 'refresh_reuse', 'because', '']) {
      const answer = await operator.ask('DELETE', `/sessions/${id}?reason=${reason}`)
      expect(refusalOf(answer)).toEqual([400, 'request_invalid'])
    }
    const withBody = await operator.ask('DELETE', `/sessions/${id}`, {
      body: { reason: 'evicted' },
    })
    expect(refusalOf(withBody)).toEqual([400, 'request_invalid'])
    expect(await onlySessionOf(account.id)).toMatchObject({ state: 'live' })
  })
})
