/** Operators search grants, see the state of their refresh tokens, and end one. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { authorizationRequest } from '../support/person.ts'
import { sidOf, signedIn } from '../support/sign-in.ts'
import { ageSessions, allDetails, sql } from '../support/sql.ts'
import { refresh, tokensOf } from '../support/tokens.ts'
import { allPages, itemsOf, newOperator, type Operator, refusalOf } from './operator.ts'

let cluster: Cluster
let operator: Operator

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  operator = await newOperator(cluster)
})
afterAll(() => cluster?.close())

function grantsBy(filter: Readonly<Record<string, string>>) {
  return operator.ask('GET', `/grants?${new URLSearchParams(filter)}`).then(itemsOf)
}

const unknown = '019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7'

describe('a grant', () => {
  test('is shown with its session and its number of refreshes, never with a token', async () => {
    const { account, client, tokens } = await signedIn(cluster)
    const next = tokensOf(await refresh(cluster.issuer, client, tokens.refreshToken))
    const last = tokensOf(await refresh(cluster.issuer, client, next.refreshToken))
    const answer = await operator.ask('GET', `/grants/${sidOf(tokens)}`)
    expect([answer.status, answer.body]).toMatchObject([
      200,
      {
        id: sidOf(tokens),
        account_id: account.id,
        client_id: client.clientId,
        client_name: 'PhotoApp',
        state: 'live',
        refreshes: 2,
        last_refreshed_at: expect.any(String),
        ended_at: null,
        refresh_tokens: [
          {
            state: 'live',
            offline: false,
            refreshes: 2,
            network: '127.0.0.1',
            ended_at: null,
          },
        ],
      },
    ])
    const session = `${cluster.issuer}/admin/v1/sessions/${answer.body['session_id']}`
    expect(answer.headers.get('link')).toBe(`<${session}>; rel="up"; title="session"`)
    const text = JSON.stringify(answer.body)
    for (const token of [tokens.refreshToken, last.refreshToken]) {
      const [, family = ''] = token.split('.')
      expect(text).not.toContain(family)
    }
  })

  test('shows expired refresh tokens, and ends with its session', async () => {
    const { account, tokens } = await signedIn(cluster)
    await sql(
      cluster,
      `UPDATE token_families SET rotated_at = now() - interval '100 days' WHERE account_id = $1`,
      [account.id],
    )
    const path = `/grants/${sidOf(tokens)}`
    expect((await operator.ask('GET', path)).body).toMatchObject({
      state: 'live',
      refresh_tokens: [{ state: 'expired' }],
    })
    await ageSessions(cluster, { accountId: account.id, seconds: 86_400 })
    expect((await operator.ask('GET', path)).body).toMatchObject({ state: 'ended', ended_at: null })
  })

  test('is not found under an unknown id, and a malformed id is refused', async () => {
    for (const [method, query] of [
      ['GET', ''],
      ['DELETE', '?reason=x'],
    ] as const) {
      const none = await operator.ask(method, `/grants/never${query}`)
      expect(refusalOf(none)).toEqual([404, 'not_found'])
      for (const id of ["1'--", '%', '%00', 'a'.repeat(101)]) {
        const malformed = await operator.ask(method, `/grants/${id}${query}`)
        expect(refusalOf(malformed)).toEqual([400, 'request_invalid'])
      }
    }
  })
})

describe('searching', () => {
  test('filters by account, client, session and state, the newest session first', async () => {
    const first = await signedIn(cluster)
    const { account, person, client } = first
    const second = await signedIn(cluster, { account, person })
    const third = await signedIn(cluster, { account, client })
    const ids = async (filter: Readonly<Record<string, string>>) =>
      (await grantsBy(filter)).map(({ id }) => id)
    const all = await ids({ account: account.id })
    expect(all.toSorted()).toEqual(
      [first, second, third].map((one) => sidOf(one.tokens)).toSorted(),
    )
    expect(all[0]).toBe(sidOf(third.tokens))
    expect(await ids({ client_id: client.clientId })).toEqual([
      sidOf(third.tokens),
      sidOf(first.tokens),
    ])
    const { body } = await operator.ask('GET', `/grants/${sidOf(second.tokens)}`)
    const session = String(body['session_id'])
    expect((await ids({ session })).toSorted()).toEqual(
      [first, second].map((one) => sidOf(one.tokens)).toSorted(),
    )
    expect(await ids({ session, client_id: client.clientId })).toEqual([sidOf(first.tokens)])
    await operator.ask('DELETE', `/sessions/${session}`)
    expect(await ids({ account: account.id, state: 'live' })).toEqual([sidOf(third.tokens)])
    expect(await ids({ account: account.id, state: 'ended' })).toHaveLength(2)
    expect(await ids({ account: unknown })).toEqual([])
    expect(await ids({ client_id: 'nobody' })).toEqual([])
  })

  test('pages through each grant once, and a cursor is good only for its own filters', async () => {
    const account = await cluster.account()
    for (let i = 0; i < 5; i += 1) await signedIn(cluster, { account })
    const all = (await grantsBy({ account: account.id })).map(({ id }) => id)
    const pages = await allPages(operator, `/grants?account=${account.id}&limit=2`)
    expect(pages.map((page) => page.length)).toEqual([2, 2, 1])
    expect(pages.flat()).toEqual(all)
    const { body } = await operator.ask('GET', `/grants?account=${account.id}&limit=1`)
    const elsewhere = await operator.ask('GET', `/grants?cursor=${body['next_cursor']}`)
    expect(refusalOf(elsewhere)).toEqual([400, 'request_invalid'])
  })

  test.each([
    ['account=someone@example.com', 'account: must match format "uuid"'],
    ['session=1', 'session: must match format "uuid"'],
    ['state=offline', 'state: must be one of live, ended'],
    ['client=x', 'client: unknown'],
  ])('?%s is refused with the field and the rule', async (query, detail) => {
    const { status, body } = await operator.ask('GET', `/grants?${query}`)
    expect([status, body['detail']]).toEqual([400, detail])
  })
})

describe('ending a grant', () => {
  test('ends its tokens at once on the other node, and keeps session and consent', async () => {
    const [first = '', second = ''] = cluster.nodes
    const { client, tokens, person, account } = await signedIn(cluster)
    const path = `/grants/${sidOf(tokens)}?reason=${encodeURIComponent('Asked for by phone')}`
    expect((await operator.ask('DELETE', path, { base: first })).status).toBe(204)
    expect((await refresh(second, client, tokens.refreshToken)).status).toBe(400)
    const request = authorizationRequest(cluster, client.clientId, { prompt: 'none' })
    const silent = await person.authorize(request, account)
    expect(silent.searchParams.has('code')).toBe(true)
    const shown = await operator.ask('GET', `/grants/${sidOf(tokens)}`, { base: second })
    expect(shown.body).toMatchObject({ state: 'ended', end_reason: 'revoked' })
  })

  test('twenty times at once leaves one event with actor and reason', async () => {
    const { tokens } = await signedIn(cluster)
    const path = `/grants/${sidOf(tokens)}?reason=Twice`
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        operator.ask('DELETE', path, { base: cluster.nodes[i % 2] ?? '' }),
      ),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]))
    const events = await sql(
      cluster,
      `SELECT actor_id AS actor, ${allDetails} FROM audit_events
       WHERE grant_id = $1 AND type = 'grant.ended'`,
      [sidOf(tokens)],
    )
    const details = { reason: 'revoked', why: 'Twice' }
    expect(events).toEqual([{ actor: operator.client.clientId, details }])
  })

  test('needs a reason and its scope', async () => {
    const { tokens } = await signedIn(cluster)
    const path = `/grants/${sidOf(tokens)}`
    expect(refusalOf(await operator.ask('DELETE', path))).toEqual([400, 'request_invalid'])
    const reader = await newOperator(cluster, ['parley:sessions.read'])
    expect((await reader.ask('GET', path)).status).toBe(200)
    const refused = await reader.ask('DELETE', `${path}?reason=x`)
    expect(refusalOf(refused)).toEqual([403, 'insufficient_scope'])
    const ender = await newOperator(cluster, ['parley:sessions.end'])
    expect(refusalOf(await ender.ask('GET', path))).toEqual([403, 'insufficient_scope'])
    expect((await ender.ask('DELETE', `${path}?reason=x`)).status).toBe(204)
  })
})
