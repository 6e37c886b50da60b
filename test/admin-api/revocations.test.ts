/** Operators revoke with the admin API: the receipt, the refusals, and the progress of the sweep. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sweepRevocations } from '../../src/sessions/sweep-revocations.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { toldAt } from '../support/receiver.ts'
import { sidOf, signedIn } from '../support/sign-in.ts'
import { allDetails, sql } from '../support/sql.ts'
import { refresh } from '../support/tokens.ts'
import { allPages, newOperator, type Operator, refusalOf } from './operator.ts'

let cluster: Cluster
let operator: Operator

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2, runsRounds: false })
  operator = await newOperator(cluster)
})
afterAll(() => cluster?.close())

const reason = 'Lost phone'

async function sweptBy(id: string): Promise<Record<string, unknown>> {
  let receipt: Record<string, unknown> = {}
  await eventually(async () => {
    await sweepRevocations(cluster.store, 100)
    receipt = (await operator.ask('GET', `/revocations/${id}`)).body
    return receipt['swept_at'] !== null
  })
  return receipt
}

describe('a revocation', () => {
  test('is effective when its receipt is answered, and shows its progress', async () => {
    const { account, client, tokens } = await signedIn(cluster)
    const scope = { kind: 'account', account_id: account.id }
    const { status, body } = await operator.ask('POST', '/revocations', { body: { scope, reason } })
    expect([status, body]).toMatchObject([
      201,
      {
        scope,
        reason,
        actor: { kind: 'client', id: operator.client.clientId },
        sessions_ended: 0,
        grants_ended: 0,
      },
    ])
    const effective = Date.parse(String(body['effective_by']))
    expect(effective - Date.parse(String(body['created_at']))).toBe(1_000)
    for (const node of cluster.nodes) {
      expect((await refresh(node, client, tokens.refreshToken)).status).toBe(400)
    }
    const swept = await sweptBy(String(body['id']))
    const { feed_cursor: cursor, ...receipt } = body
    expect(swept).toEqual({ ...receipt, swept_at: expect.any(String), sessions_ended: 1 })
    expect(cursor).toEqual(expect.any(String))
  })

  test('of one session or grant is complete when it is answered', async () => {
    const [one, other] = [await signedIn(cluster), await signedIn(cluster)]
    const [session] = await sql(cluster, 'SELECT id FROM sessions WHERE account_id = $1', [
      one.account.id,
    ])
    const bySession = { kind: 'session', session_id: session?.['id'] }
    const byGrant = { kind: 'grant', grant_id: sidOf(other.tokens) }
    const answers = [bySession, byGrant].map((scope) =>
      operator.ask('POST', '/revocations', { body: { scope, reason } }),
    )
    const counts = (await Promise.all(answers)).map(({ body }) => [
      typeof body['swept_at'],
      body['sessions_ended'],
      body['grants_ended'],
    ])
    expect(counts).toEqual([
      ['string', 1, 0],
      ['string', 0, 1],
    ])
  })

  test('of a network is effective for offline verifiers once it is swept', async () => {
    const scope = { kind: 'network', network: '2001:db8::/32' }
    const { body } = await operator.ask('POST', '/revocations', { body: { scope, reason } })
    expect(body['effective_by']).toBeNull()
    expect((await sweptBy(String(body['id'])))['effective_by']).toEqual(expect.any(String))
  })

  test('of an earlier moment is effective for offline verifiers once it is swept', async () => {
    const before = new Date(Date.now() - 3_600_000).toISOString()
    const scope = { kind: 'account', account_id: (await cluster.account()).id }
    const { body } = await operator.ask('POST', '/revocations', { body: { scope, before, reason } })
    expect(body['effective_by']).toBeNull()
    const swept = await sweptBy(String(body['id']))
    const told = Date.parse(String(swept['effective_by'])) - Date.parse(String(swept['swept_at']))
    expect(told).toBe(1_000)
  })

  test('made twice leaves two receipts, the second of which ends nothing', async () => {
    const { account } = await signedIn(cluster)
    const body = { scope: { kind: 'account', account_id: account.id }, reason }
    const made = await Promise.all([1, 2].map(() => operator.ask('POST', '/revocations', { body })))
    const swept = await Promise.all(made.map((one) => sweptBy(String(one.body['id']))))
    expect(swept.map((one) => one['sessions_ended']).toSorted()).toEqual([0, 1])
  })

  test('leaves one event with actor, scope, moment and reason', async () => {
    const { account } = await signedIn(cluster)
    const before = new Date(Date.now() - 1_000).toISOString()
    const scope = { kind: 'account', account_id: account.id }
    const { body } = await operator.ask('POST', '/revocations', { body: { scope, before, reason } })
    const events = await sql(
      cluster,
      `SELECT actor_id AS actor, ${allDetails} FROM audit_events
       WHERE type = 'revocation.made' AND account_id = $1`,
      [account.id],
    )
    const details = { revocation: body['id'], scope: 'account', before, reason }
    expect(events).toEqual([{ actor: operator.client.clientId, details }])
  })
})

test('a dry run counts what a revocation would reach, and ends nothing', async () => {
  const told = await cluster.client({ ...toldAt({ uri: 'https://app.example/logout' }) })
  const toldOfOthers = await cluster.client({
    ...toldAt({ uri: 'https://app.example/logout' }, { causes: ['logout'] }),
  })
  const { account, client, person, tokens } = await signedIn(cluster)
  await signedIn(cluster, { account, client: told })
  await signedIn(cluster, { account, person, client: toldOfOthers })
  const reached = async (scope: object, more: object = {}) =>
    (await operator.ask('POST', '/revocations/reach', { body: { scope, ...more } })).body
  const ofAccount = { kind: 'account', account_id: account.id }
  expect(await reached(ofAccount)).toEqual({
    sessions: 2,
    accounts: 1,
    clients: 3,
    grants: 3,
    clients_told: 1,
  })
  expect(await reached(ofAccount, { before: '2020-01-01T00:00:00Z' })).toEqual({
    sessions: 0,
    accounts: 0,
    clients: 0,
    grants: 0,
    clients_told: 0,
  })
  expect(await reached(ofAccount, { before: '2999-01-01T00:00:00Z' })).toMatchObject({
    detail: 'before: not in the future',
  })
  const ofClient = { kind: 'client', client_id: client.clientId }
  expect(await reached(ofClient)).toMatchObject({ sessions: 1, accounts: 1, clients: 1 })
  expect((await refresh(cluster.issuer, client, tokens.refreshToken)).status).toBe(200)
})

test('pages hold each revocation once, newest first, and a cursor is good only for this list', async () => {
  for (const network of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) {
    const body = { scope: { kind: 'network', network }, reason }
    await operator.ask('POST', '/revocations', { body })
  }
  const pages = await allPages(operator, '/revocations?limit=2')
  const rows = await sql<{ id: string }>(cluster, 'SELECT id FROM revocations ORDER BY id DESC')
  expect(pages.flat()).toEqual(rows.map(({ id }) => id))
  const first = await operator.ask('GET', '/revocations?limit=1')
  const cursor = String(first.body['next_cursor'])
  const elsewhere = await operator.ask('GET', `/sessions?limit=1&cursor=${cursor}`)
  expect(refusalOf(elsewhere)).toEqual([400, 'request_invalid'])
})

const known = '019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7'
const everything = { kind: 'everything' }

test.each<[object, string]>([
  [{ reason }, 'scope: needed'],
  [{ scope: everything }, 'reason: needed'],
  [{ scope: everything, reason: ' ' }, 'reason: must match pattern "\\S"'],
  [{ scope: everything, reason: '' }, 'reason: must NOT have fewer than 1 characters'],
  [
    { scope: everything, reason: 'x'.repeat(501) },
    'reason: must NOT have more than 500 characters',
  ],
  [{ scope: everything, reason, dry_run: true }, 'dry_run: unknown'],
  [
    { scope: { kind: 'planet' }, reason },
    /^scope\/kind: must be one of token, grant, session/u.source,
  ],
  [{ scope: { kind: 'account' }, reason }, 'scope: account needs account_id'],
  [
    { scope: { kind: 'account_client', account_id: known }, reason },
    'scope: account_client needs account_id, client_id',
  ],
  [
    { scope: { kind: 'client', client_id: 'a', account_id: known }, reason },
    'scope: client needs client_id',
  ],
  [
    { scope: { ...everything, network: '192.0.2.1' }, reason },
    'scope: everything needs nothing more',
  ],
  [
    { scope: { kind: 'account', account_id: '1' }, reason },
    'scope/account_id: must match format "uuid"',
  ],
  [
    { scope: { kind: 'network', network: '192.0.2.0/33' }, reason },
    'scope/network: an address, or a prefix of one',
  ],
  [
    { scope: { kind: 'network', network: 'fe80::1%eth0' }, reason },
    'scope/network: an address, or a prefix of one',
  ],
  [
    { scope: { kind: 'network', network: 'localhost' }, reason },
    'scope/network: an address, or a prefix of one',
  ],
  [{ scope: everything, before: 'now', reason }, 'before: must match format "date-time"'],
  [{ scope: everything, before: '2999-01-01T00:00:00Z', reason }, 'before: not in the future'],
])('%j is refused with the field and the rule', async (body, detail) => {
  const count = () => sql(cluster, 'SELECT count(*)::int AS n FROM revocations')
  const before = await count()
  const answer = await operator.ask('POST', '/revocations', { body })
  expect(refusalOf(answer)).toEqual([400, 'request_invalid'])
  expect(answer.body['detail']).toMatch(detail.startsWith('^') ? new RegExp(detail, 'u') : detail)
  expect(await count()).toEqual(before)
})

test('an unknown revocation is not found', async () => {
  const ask = (scope: object) => operator.ask('POST', '/revocations', { body: { scope, reason } })
  expect(refusalOf(await ask({ kind: 'session', session_id: known }))).toEqual([404, 'not_found'])
  expect(refusalOf(await ask({ kind: 'grant', grant_id: 'never' }))).toEqual([404, 'not_found'])
  const unknown = await operator.ask('GET', `/revocations/${known}`)
  expect(refusalOf(unknown)).toEqual([404, 'not_found'])
  expect(refusalOf(await operator.ask('GET', '/revocations/1'))).toEqual([400, 'request_invalid'])
})

test('making and reading revocations need their own scopes', async () => {
  const body = { scope: { kind: 'network', network: '192.0.2.9' }, reason }
  const { reason: _, ...tried } = body
  const looker = await newOperator(cluster, ['parley:revocations.list'])
  const maker = await newOperator(cluster, ['parley:revocations.make'])
  const refused = [403, 'insufficient_scope']
  expect(refusalOf(await looker.ask('POST', '/revocations', { body }))).toEqual(refused)
  expect((await looker.ask('POST', '/revocations/reach', { body: tried })).status).toBe(200)
  expect(refusalOf(await maker.ask('GET', '/revocations'))).toEqual(refused)
  expect(refusalOf(await maker.ask('POST', '/revocations/reach', { body: tried }))).toEqual(refused)
  expect((await maker.ask('POST', '/revocations', { body })).status).toBe(201)
})
