/** Scenario 7: services, on two nodes. Client credentials, a rotated secret, a disabled client. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { createVerifier, TokenRevoked, type Verifier } from '../../src/verifier/index.ts'
import { newOperator, type Operator } from '../admin-api/operator.ts'
import { type CommandLine, commandLine, documentOf } from '../cli/command-line.ts'
import { type Cluster, startCluster, testSecret } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { eventsOfClient, sql } from '../support/sql.ts'
import { type Answer, claimsOf, post } from '../support/tokens.ts'
import { optionsFor } from '../verifier/api-process.ts'

let cluster: Cluster
let operator: Operator
let parley: CommandLine
let api: RegisteredClient
let verifier: Verifier

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  operator = await newOperator(cluster)
  parley = commandLine({ DATABASE_URL: cluster.databaseUrl, PARLEY_SECRET: testSecret })
  api = await cluster.client({ resource: `${cluster.issuer}/api` })
  verifier = createVerifier(await optionsFor(cluster))
  await verifier.ready()
})
afterAll(async () => {
  verifier?.close()
  await cluster?.close()
})

async function newService(): Promise<RegisteredClient> {
  const { body } = await operator.ask('POST', '/clients', {
    body: {
      client_name: 'Nightly report',
      grant_types: ['client_credentials'],
      scope: 'reports:write',
    },
  })
  return { clientId: String(body['client_id']), clientSecret: String(body['client_secret']) }
}

function ask(client: RegisteredClient, node = cluster.issuer): Promise<Answer> {
  const params = { grant_type: 'client_credentials', scope: 'reports:write' }
  return post(`${node}/token`, client, params)
}

async function tokenOf(client: RegisteredClient): Promise<string> {
  const { status, body } = await ask(client)
  if (status !== 200) throw new Error(`no token: ${status}`)
  return String(body['access_token'])
}

/** At both nodes. */
async function isActive(token: string): Promise<boolean> {
  const answers = await Promise.all(
    cluster.nodes.map((node) => post(`${node}/introspect`, api, { token })),
  )
  const all = new Set(answers.map(({ body }) => body['active']))
  if (all.size !== 1) throw new Error('active at one node, and not at the other')
  return all.has(true)
}

const judged = (token: string) =>
  verifier.verify(token).then(
    () => 'good',
    (error: Error) => error,
  )

test('a service gets a short-lived JWT for itself, without a refresh token, a session or a person', async () => {
  const client = await newService()
  const { status, body } = await ask(client)
  expect([status, Object.keys(body).toSorted()]).toEqual([
    200,
    ['access_token', 'expires_in', 'scope', 'token_type'],
  ])
  const { sub, sid, exp, iat } = claimsOf(body['access_token'])
  expect([sub, sid, Number(exp) - Number(iat)]).toEqual([client.clientId, undefined, 300])
  expect(await judged(String(body['access_token']))).toBe('good')
  const sessions = 'SELECT count(*)::int AS n FROM sessions'
  expect(await sql(cluster, sessions)).toEqual([{ n: 0 }])
  const query = new URLSearchParams({ client_id: client.clientId, response_type: 'code' })
  const page = await fetch(`${cluster.issuer}/authorize?${query}`, { redirect: 'manual' })
  expect(page.status).toBe(400)
  const more = await post(`${cluster.issuer}/token`, client, {
    grant_type: 'refresh_token',
    refresh_token: `1.${'A'.repeat(22)}.0.${'A'.repeat(43)}`,
  })
  expect(more).toMatchObject({ status: 400, body: { error: 'unauthorized_client' } })
})

test('its secret is rotated with an overlap, and no call of its instances fails', async () => {
  const former = await newService()
  const token = await tokenOf(former)
  const args = ['client', 'rotate-secret', former.clientId, '--overlap', '86400', '--json']
  const rotated = Object(documentOf(await parley(args)))
  const client = { clientId: former.clientId, clientSecret: String(rotated.client_secret) }
  for (const node of cluster.nodes) {
    await eventually(async () => (await ask(client, node)).status === 200, 10)
    expect((await ask(former, node)).status).toBe(200)
  }
  expect(await isActive(token)).toBe(true)

  await sql(
    cluster,
    "UPDATE clients SET former_secret_until = now() - interval '1 second' WHERE id = $1",
    [client.clientId],
  )
  for (const node of cluster.nodes) {
    await eventually(async () => (await ask(former, node)).status === 401, 10)
    expect((await ask(client, node)).status).toBe(200)
  }
  expect((await eventsOfClient(cluster, client.clientId))['client.secret_rotated']).toBe(1)
})

describe('a disabled service', () => {
  test('loses its tokens at once at both nodes, and within a second at offline verifiers', async () => {
    const [client, neighbour] = [await newService(), await newService()]
    const [token, other] = [await tokenOf(client), await tokenOf(neighbour)]
    expect([await isActive(token), await judged(token)]).toEqual([true, 'good'])

    const path = `/clients/${client.clientId}/disable`
    const { status } = await operator.ask('POST', path, { body: { reason: 'Decommissioned' } })
    expect(status).toBe(200)
    expect(await isActive(token)).toBe(false)
    await eventually(async () => (await judged(token)) instanceof TokenRevoked, 10)
    for (const node of cluster.nodes) {
      expect((await ask(client, node)).status).toBeGreaterThanOrEqual(400)
      await eventually(async () => (await ask(client, node)).status === 401, 10)
    }
    expect([await isActive(other), await judged(other)]).toEqual([true, 'good'])
  })

  test('gets new tokens once it is enabled again; the former ones stay dead', async () => {
    const client = await newService()
    const token = await tokenOf(client)
    await operator.ask('POST', `/clients/${client.clientId}/disable`, { body: { reason: 'Pause' } })
    await operator.ask('POST', `/clients/${client.clientId}/enable`)
    expect(await isActive(token)).toBe(false)
    // A token carries whole seconds: one of the very second counts as issued before.
    await eventually(async () => isActive(await tokenOf(client)), 10)
    expect(await isActive(token)).toBe(false)
  })
})
