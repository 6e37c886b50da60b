/** Whatever is refused for want of a proof or a right is in the ledger: who, where, why, no secret. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { linkLimits } from '../../src/model/mailed-link.ts'
import { adminToken, askerOf, machine } from '../admin-api/operator.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { checkedFetch } from '../support/contract.ts'
import { eventually } from '../support/eventually.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'
import { sql } from '../support/sql.ts'
import { post, refresh } from '../support/tokens.ts'
import { openWire, type Wire } from '../support/wire.ts'

let cluster: Cluster
let wire: Wire | undefined

beforeAll(async () => {
  cluster = await startCluster({
    throughWire: async (url) => {
      wire = await openWire(url)
      return wire.url
    },
  })
})
afterAll(async () => {
  await cluster?.close()
  await wire?.close()
})

type Row = { type: string; actor: string; client: string | null; details: Record<string, unknown> }

let seen = '0'

/** The events recorded since the last call. */
async function recorded(most = 1): Promise<Row[]> {
  const look = () =>
    sql<Row & { id: string }>(
      cluster,
      `SELECT id::text AS id, type, actor_kind AS actor, client_id AS client, details
       FROM audit_events WHERE type IN ('access.refused', 'authorization.refused', 'client.refused',
         'token.refused', 'authentication.failed', 'link.refused', 'limit.reached') AND id > $1 ORDER BY audit_events.id`,
      [seen],
    )
  await eventually(async () => (await look()).length >= most)
  const rows = await look()
  seen = rows.at(-1)?.id ?? seen
  return rows.map(({ type, actor, client, details }) => ({ type, actor, client, details }))
}

test('a client with a wrong secret, and an unknown client', async () => {
  const client = await cluster.client(machine)
  const params = { grant_type: 'client_credentials' }
  const wrong = await post(`${cluster.issuer}/token`, { ...client, clientSecret: 'wrong' }, params)
  expect(wrong.status).toBe(401)
  const stranger = { client_id: 'nobody\u202e', client_secret: 'secret', ...params }
  expect((await post(`${cluster.issuer}/token`, null, stranger)).status).toBe(401)
  expect(await recorded(2)).toEqual([
    {
      type: 'client.refused',
      actor: 'nobody',
      client: client.clientId,
      details: { error: 'invalid_client', endpoint: 'token', grant_type: 'client_credentials' },
    },
    {
      type: 'client.refused',
      actor: 'nobody',
      client: null,
      details: {
        error: 'invalid_client',
        endpoint: 'token',
        claimed: 'nobody\ufffd',
        grant_type: 'client_credentials',
      },
    },
  ])
})

test('a token request that fails', async () => {
  const client = await cluster.client()
  await refresh(cluster.issuer, client, 'not a token of ours')
  const by = { actor: 'client', client: client.clientId }
  expect(await recorded()).toEqual([
    {
      type: 'token.refused',
      ...by,
      details: { error: 'invalid_grant', endpoint: 'token', grant_type: 'refresh_token' },
    },
  ])
})

test('an application that asks for more than it may have, by redirect and by page', async () => {
  const client = await cluster.client()
  const person = newPerson(cluster)
  const silent = authorizationRequest(cluster, client.clientId, { prompt: 'none' })
  await person.follow(silent.url)
  const elsewhere = { redirect_uri: 'https://thief.example/cb' }
  await person.follow(authorizationRequest(cluster, client.clientId, elsewhere).url)
  const about = { type: 'authorization.refused', actor: 'client', client: client.clientId }
  expect(await recorded(2)).toEqual([
    { ...about, details: { error: 'login_required', endpoint: 'authorization' } },
    { ...about, details: { error: 'invalid_redirect_uri', endpoint: 'authorization' } },
  ])
})

test('a call to the admin API without a token, with a bad one, and without the scope', async () => {
  const client = await cluster.client({ ...machine, scopes: ['parley:clients.read'] })
  const token = await adminToken(cluster, client, ['parley:clients.read'])
  for (const sent of [null, 'x.y.z', token]) await askerOf(cluster, sent)('GET', '/sessions')
  const about = { type: 'access.refused', actor: 'nobody', client: null }
  const call = { method: 'GET', path: '/admin/v1/sessions' }
  expect(await recorded(3)).toEqual([
    { ...about, details: { error: 'token_missing', ...call } },
    { ...about, details: { error: 'token_invalid', ...call } },
    {
      ...about,
      actor: 'client',
      client: client.clientId,
      details: { error: 'insufficient_scope', ...call },
    },
  ])
})

test('userinfo with an invalid token, and a form from another site', async () => {
  await checkedFetch(`${cluster.issuer}/userinfo`, { headers: { authorization: 'Bearer bad' } })
  await newPerson(cluster).visit('/account/sessions', {
    method: 'POST',
    headers: {
      origin: 'https://thief.example',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'all=yes',
  })
  const refused = await recorded(2)
  expect(refused.map(({ type, details }) => [type, details['error'], details['path']])).toEqual([
    ['access.refused', 'invalid_token', undefined],
    ['access.refused', 'forbidden', '/account/sessions'],
  ])
})

test('a forged mail link, opened and used', async () => {
  const token = 'made-up-by-a-stranger'
  const person = newPerson(cluster)
  const opened = await person.visit(`/account/reset?token=${token}`)
  const form = { token, password: 'x'.repeat(20), repeat: 'x'.repeat(20) }
  const used = await person.visit('/account/reset', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  })
  expect([opened.status, used.status]).toEqual([400, 400])
  const rows = await recorded(2)
  expect(rows).toEqual(
    ['GET', 'POST'].map((method) => ({
      type: 'link.refused',
      actor: 'nobody',
      client: null,
      details: { purpose: 'reset', method },
    })),
  )
})

test('an interaction that began in another browser', async () => {
  const client = await cluster.client()
  const { url } = authorizationRequest(cluster, client.clientId)
  const begun = await newPerson(cluster).follow(url)
  const stolen = await newPerson(cluster).visit(begun.url.pathname)
  expect(stolen.status).toBe(400)
  const [row] = await recorded()
  expect(row).toMatchObject({
    type: 'access.refused',
    details: { error: 'interaction_expired', method: 'GET', path: '/interaction/:uid' },
  })
})

test('too many messages to one address', async () => {
  const ask = async () => {
    const person = newPerson(cluster)
    return person.submit(await person.visit('/account/forgot'), { email: 'flooded@example.com' })
  }
  const answers = [await ask()]
  for (let i = 0; i < linkLimits.mostAnHourToAddress; i += 1) answers.push(await ask())
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  const [row] = await recorded()
  expect(row).toMatchObject({ type: 'limit.reached', details: { limit: 'mailed_links' } })
})

test('repeated attempts are recorded at a bounded rate, and always refused', async () => {
  // So few a client that none of them has to wait.
  const clients = await Promise.all(Array.from({ length: 10 }, () => cluster.client(machine)))
  const tries = Array.from({ length: 100 }, (_, i) => {
    const wrong = { clientId: clients[i % 10]?.clientId ?? '', clientSecret: 'wrong' }
    return post(`${cluster.issuer}/token`, wrong, { grant_type: 'client_credentials' })
  })
  expect(new Set((await Promise.all(tries)).map(({ status }) => status))).toEqual(new Set([401]))
  const rows = await recorded()
  expect(rows.length).toBeGreaterThan(30)
  expect(rows.length).toBeLessThanOrEqual(60)
})

test('a refusal that does not need the database is the same during an outage', async () => {
  const tried = () => askerOf(cluster, 'x.y.z')('GET', '/sessions')
  wire?.cut()
  try {
    expect((await tried()).status).toBe(401)
  } finally {
    wire?.mend()
  }
})
