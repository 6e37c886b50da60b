/** Accounts and clients are disabled, enabled and deleted; secrets are rotated; tiers are set. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { type Cluster, startCluster, testPassword } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'
import { allDetails, eventsOfClient, sql } from '../support/sql.ts'
import { post, refresh } from '../support/tokens.ts'
import { machine, newOperator, type Operator, refusalOf } from './operator.ts'

let cluster: Cluster
let operator: Operator

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  operator = await newOperator(cluster)
})
afterAll(() => cluster?.close())

const reason = 'Asked for by letter'
const nobody = '019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7'

/** The types of the events, in order. */
async function eventsOf(column: 'account_id' | 'client_id', id: string): Promise<unknown[]> {
  const text = `SELECT type, actor_id AS actor, ${allDetails} FROM audit_events WHERE ${column} = $1
    AND (type LIKE 'account.%' OR type LIKE 'client.%') ORDER BY id`
  return sql(cluster, text, [id])
}

async function canSignIn(email: string, client: RegisteredClient): Promise<boolean> {
  const request = authorizationRequest(cluster, client.clientId)
  const signingIn = newPerson(cluster).authorize(request, { email, password: testPassword })
  return signingIn.then(
    (callback) => callback.searchParams.has('code'),
    () => false,
  )
}

describe('an account', () => {
  test('loses its sessions and cannot sign in when disabled; enabling it brings no session back', async () => {
    const { account, client, tokens } = await signedIn(cluster)
    const path = `/accounts/${account.id}`
    const disabled = await operator.ask('POST', `${path}/disable`, { body: { reason } })
    expect([disabled.status, disabled.body['disabled_at']]).toEqual([200, expect.any(String)])
    expect(await canSignIn(account.email, client)).toBe(false)
    const { body } = await operator.ask('GET', `/sessions?account=${account.id}`)
    expect(body['items']).toMatchObject([{ state: 'ended', end_reason: 'account_disabled' }])

    const enabled = await operator.ask('POST', `${path}/enable`)
    expect([enabled.status, enabled.body['disabled_at']]).toEqual([200, null])
    for (const node of cluster.nodes) {
      expect((await refresh(node, client, tokens.refreshToken)).status).toBe(400)
    }
    expect(await canSignIn(account.email, client)).toBe(true)
    const actor = operator.client.clientId
    expect(await eventsOf('account_id', account.id)).toEqual([
      { type: 'account.created', actor: null, details: { tier: 'default' } },
      { type: 'account.disabled', actor, details: { reason } },
      { type: 'account.enabled', actor, details: {} },
    ])
  })

  test('disabled or enabled twice leaves one event', async () => {
    const { id } = await cluster.account()
    const twice = async (verb: string, body?: object) => {
      const ask = () => operator.ask('POST', `/accounts/${id}/${verb}`, { body })
      return (await Promise.all([ask(), ask(), ask()])).map(({ status }) => status)
    }
    expect(await twice('disable', { reason })).toEqual([200, 200, 200])
    expect(await twice('enable')).toEqual([200, 200, 200])
    const types = (await eventsOf('account_id', id)).map((event) => Object(event).type)
    expect(types).toEqual(['account.created', 'account.disabled', 'account.enabled'])
  })

  test('is deleted with its consents; its email can be used again, its sub cannot', async () => {
    const { account, client, tokens } = await signedIn(cluster)
    const path = `/accounts/${account.id}`
    const ask = () => operator.ask('DELETE', `${path}?reason=${encodeURIComponent(reason)}`)
    const both = await Promise.all([ask(), ask()])
    expect(both.map(({ status }) => status).toSorted()).toEqual([204, 404])
    expect(refusalOf(await operator.ask('GET', path))).toEqual([404, 'not_found'])
    expect((await refresh(cluster.issuer, client, tokens.refreshToken)).status).toBe(400)
    expect(await canSignIn(account.email, client)).toBe(false)
    const left = 'SELECT count(*)::int AS n FROM consents WHERE account_id = $1'
    expect(await sql(cluster, left, [account.id])).toEqual([{ n: 0 }])

    const again = await operator.ask('POST', '/accounts', {
      body: { email: account.email, password: testPassword },
    })
    expect([again.status, again.body['id'] === account.id]).toEqual([201, false])
    expect(await canSignIn(account.email, client)).toBe(true)
    const { body } = await operator.ask('GET', `/sessions?account=${account.id}`)
    expect(body['items']).toMatchObject([{ state: 'ended', account_email: null }])
  })

  test('lives under the policy of a new tier from the next sign-in on', async () => {
    const { account } = await signedIn(cluster)
    const path = `/accounts/${account.id}/tier`
    const { status, body } = await operator.ask('PUT', path, { body: { tier: 'premium' } })
    expect([status, body['tier']]).toEqual([200, 'premium'])
    await operator.ask('PUT', path, { body: { tier: 'premium' } })
    await signedIn(cluster, { account })
    const text = 'SELECT policy FROM sessions WHERE account_id = $1 ORDER BY id'
    expect(await sql(cluster, text, [account.id])).toEqual([
      { policy: 'default' },
      { policy: 'premium' },
    ])
    expect(await eventsOf('account_id', account.id)).toMatchObject([
      { type: 'account.created' },
      { type: 'account.tier_changed', details: { tier: 'premium', former_tier: 'default' } },
    ])
    const none = await operator.ask('PUT', path, { body: { tier: 'gold' } })
    expect([...refusalOf(none), none.body['detail']]).toEqual([
      400,
      'request_invalid',
      'tier: no policy has this name',
    ])
  })

  test('is not found if unknown or a guest', async () => {
    const [guest] = await sql<{ id: string }>(
      cluster,
      `INSERT INTO accounts (id, kind, name) VALUES (gen_random_uuid(), 'guest', 'Guest')
       RETURNING id`,
    )
    for (const id of [nobody, guest?.id]) {
      const asked = [
        operator.ask('POST', `/accounts/${id}/disable`, { body: { reason } }),
        operator.ask('POST', `/accounts/${id}/enable`),
        operator.ask('PUT', `/accounts/${id}/tier`, { body: { tier: 'social' } }),
        operator.ask('DELETE', `/accounts/${id}?reason=x`),
      ]
      for (const answer of await Promise.all(asked)) {
        expect(refusalOf(answer)).toEqual([404, 'not_found'])
      }
    }
  })
})

const service = { ...machine, scopes: ['jobs:run'] }

async function tokenStatus(client: RegisteredClient, node = cluster.issuer): Promise<number> {
  const params = { grant_type: 'client_credentials', scope: 'jobs:run' }
  return (await post(`${node}/token`, client, params)).status
}

/** Waits for every node: within a second. */
async function isRefusedEverywhere(client: RegisteredClient): Promise<void> {
  for (const node of cluster.nodes) {
    await eventually(async () => (await tokenStatus(client, node)) === 401, 10)
  }
}

describe('a client', () => {
  test('gets no tokens while disabled, and can ask again once enabled', async () => {
    const client = await cluster.client(service)
    const path = `/clients/${client.clientId}`
    const disabled = await operator.ask('POST', `${path}/disable`, { body: { reason } })
    expect([disabled.status, disabled.body['disabled_at']]).toEqual([200, expect.any(String)])
    expect(await tokenStatus(client)).toBeGreaterThanOrEqual(400)
    await isRefusedEverywhere(client)
    expect((await operator.ask('POST', `${path}/enable`)).body['disabled_at']).toBeNull()
    expect(await tokenStatus(client)).toBe(200)
    expect(await eventsOf('client_id', client.clientId)).toMatchObject([
      { type: 'client.created' },
      { type: 'client.disabled', actor: operator.client.clientId, details: { reason } },
      { type: 'client.enabled', details: {} },
    ])
  })

  test('is gone from every node once deleted', async () => {
    const client = await cluster.client(service)
    await Promise.all(cluster.nodes.map((node) => tokenStatus(client, node)))
    const path = `/clients/${client.clientId}`
    expect((await operator.ask('DELETE', `${path}?reason=gone`)).status).toBe(204)
    expect(refusalOf(await operator.ask('GET', path))).toEqual([404, 'not_found'])
    await isRefusedEverywhere(client)
    expect((await eventsOfClient(cluster, client.clientId))['client.deleted']).toBe(1)
  })

  test('is not found if unknown, and needs a reason', async () => {
    const asked = await Promise.all([
      operator.ask('POST', '/clients/unknown/disable', { body: { reason } }),
      operator.ask('POST', '/clients/unknown/enable'),
      operator.ask('DELETE', '/clients/unknown?reason=x'),
      operator.ask('POST', '/clients/unknown/secret', { body: {} }),
      // The server's own client cannot be disabled.
      operator.ask('POST', '/clients/parley-account/disable', { body: { reason } }),
    ])
    for (const answer of asked) expect(refusalOf(answer)).toEqual([404, 'not_found'])
    const silent = await Promise.all([
      operator.ask('POST', '/clients/unknown/disable', { body: {} }),
      operator.ask('POST', '/clients/unknown/disable', { body: { reason: ' ' } }),
      operator.ask('DELETE', '/clients/unknown'),
    ])
    for (const answer of silent) expect(refusalOf(answer)).toEqual([400, 'request_invalid'])
  })
})

describe("a client's secret", () => {
  const rotate = async ({ clientId }: RegisteredClient, body: object = {}) => {
    const answer = await operator.ask('POST', `/clients/${clientId}/secret`, { body })
    return { answer, client: { clientId, clientSecret: String(answer.body['client_secret']) } }
  }

  test('stays valid beside the new one on every node, until its end by the clock of the database', async () => {
    const former = await cluster.client(service)
    await Promise.all(cluster.nodes.map((node) => tokenStatus(former, node)))
    const { answer, client } = await rotate(former)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const until = Date.parse(String(answer.body['former_secret_expires_at']))
    expect(Math.round((until - Date.now()) / 3_600_000)).toBe(24)
    for (const node of cluster.nodes) {
      await eventually(async () => (await tokenStatus(client, node)) === 200, 10)
      expect(await tokenStatus(former, node)).toBe(200)
      expect(await tokenStatus({ ...client, clientSecret: 'x' }, node)).toBe(401)
    }
    await sql(
      cluster,
      "UPDATE clients SET former_secret_until = now() - interval '1 second' WHERE id = $1",
      [client.clientId],
    )
    await isRefusedEverywhere(former)
    expect(await tokenStatus(client)).toBe(200)
    const rows = await sql(
      cluster,
      `SELECT position($1 IN c::text) AS here FROM clients c WHERE id = $2 UNION ALL
       SELECT position($1 IN e::text) FROM audit_events e WHERE client_id = $2`,
      [client.clientSecret, client.clientId],
    )
    expect(rows.every(({ here }) => here === 0)).toBe(true)
  })

  test('is refused within a second after a rotation without overlap; two rotations leave the last two valid', async () => {
    const first = await cluster.client(service)
    const leaked = await rotate(first, { overlap: 0 })
    expect(leaked.answer.body['former_secret_expires_at']).toBeNull()
    await isRefusedEverywhere(first)
    const second = await rotate(leaked.client, { overlap: 60 })
    const third = await rotate(second.client, { overlap: 60 })
    await isRefusedEverywhere(leaked.client)
    expect([await tokenStatus(second.client), await tokenStatus(third.client)]).toEqual([200, 200])
    expect((await eventsOfClient(cluster, first.clientId))['client.secret_rotated']).toBe(3)
  })

  test('is shown only to a caller with all scopes of the client, and never for a client without one', async () => {
    const strong = await cluster.client({ ...machine, scopes: ['parley:accounts.write'] })
    const narrow = await newOperator(cluster, ['parley:clients.write'])
    const path = `/clients/${strong.clientId}/secret`
    expect(refusalOf(await narrow.ask('POST', path, { body: {} }))).toEqual([403, 'forbidden'])
    const { clientId } = await cluster.client({ authMethod: 'none' })
    const none = await operator.ask('POST', `/clients/${clientId}/secret`, { body: {} })
    expect(refusalOf(none)).toEqual([400, 'request_invalid'])
    for (const overlap of [-1, 2_592_001, 1.5, '60']) {
      const answer = await operator.ask('POST', path, { body: { overlap } })
      expect(refusalOf(answer)).toEqual([400, 'request_invalid'])
    }
  })
})

test('each operation needs the write scope of its kind', async () => {
  const reader = await newOperator(cluster, ['parley:clients.read', 'parley:accounts.read'])
  const { clientId } = reader.client
  const asked = await Promise.all([
    reader.ask('POST', `/accounts/${nobody}/disable`, { body: { reason } }),
    reader.ask('POST', `/accounts/${nobody}/enable`),
    reader.ask('PUT', `/accounts/${nobody}/tier`, { body: { tier: 'social' } }),
    reader.ask('DELETE', `/accounts/${nobody}?reason=x`),
    reader.ask('POST', `/clients/${clientId}/disable`, { body: { reason } }),
    reader.ask('POST', `/clients/${clientId}/enable`),
    reader.ask('DELETE', `/clients/${clientId}?reason=x`),
    reader.ask('POST', `/clients/${clientId}/secret`, { body: {} }),
  ])
  for (const answer of asked) expect(refusalOf(answer)).toEqual([403, 'insufficient_scope'])
})
