/**
 * Scenario 9: a breach, on two nodes. Sessions begun before a moment, a client whose secret leaked, a
 * hostile network: one call ends all that match, and the ledger proves who did it, when and to what.
 */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { createVerifier, TokenRevoked, type Verifier } from '../../src/verifier/index.ts'
import { newOperator, type Operator } from '../admin-api/operator.ts'
import { type CommandLine, commandLine, documentOf } from '../cli/command-line.ts'
import { type Cluster, startCluster, testSecret } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { authorizationRequest } from '../support/person.ts'
import { type Journey, signedIn } from '../support/sign-in.ts'
import { ageSessions, allDetails, sql } from '../support/sql.ts'
import { post, refresh, type SignedIn } from '../support/tokens.ts'
import { optionsFor } from '../verifier/api-process.ts'

let cluster: Cluster
let operator: Operator
let parley: CommandLine
let shop: RegisteredClient
let api: RegisteredClient
let verifier: Verifier

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  operator = await newOperator(cluster)
  parley = commandLine({ DATABASE_URL: cluster.databaseUrl, PARLEY_SECRET: testSecret })
  api = await cluster.client({ resource: `${cluster.issuer}/api` })
  shop = await cluster.client({
    name: 'Shop',
    backchannelLogout: { uri: 'https://shop.example/logout', sessionRequired: true, causes: null },
  })
  verifier = createVerifier(await optionsFor(cluster))
  await verifier.ready()
})
afterAll(async () => {
  verifier?.close()
  await cluster?.close()
})

type Signed = Journey & { readonly tokens: SignedIn }

/** As every party has it, at both nodes. */
async function standing({ client, person, tokens }: Signed) {
  const asked = await Promise.all(
    cluster.nodes.map((node) => post(`${node}/introspect`, api, { token: tokens.accessToken })),
  )
  const page = await person.follow(authorizationRequest(cluster, client.clientId).url)
  const active = new Set(asked.map(({ body }) => body['active']))
  return { active: [...active], isSignedIn: page.url.searchParams.has('code') }
}

const dead = { active: [false], isSignedIn: false }
const alive = { active: [true], isSignedIn: true }

async function isRefusedOffline({ tokens }: Signed): Promise<void> {
  await eventually(() =>
    verifier.verify(tokens.accessToken).then(
      () => false,
      (error) => error instanceof TokenRevoked,
    ),
  )
}

async function areRefreshed(...journeys: readonly Signed[]): Promise<number[]> {
  const answers = journeys.map(({ client, tokens }) =>
    refresh(cluster.issuer, client, tokens.refreshToken),
  )
  return (await Promise.all(answers)).map(({ status }) => status)
}

async function oldSession(seconds: number): Promise<Signed> {
  const journey = await signedIn(cluster, { client: shop })
  await ageSessions(cluster, { accountId: journey.account.id, seconds })
  return journey
}

/** Until the sweep of the nodes has marked them all. */
async function swept(id: unknown): Promise<Record<string, unknown>> {
  let receipt: Record<string, unknown> = {}
  await eventually(async () => {
    receipt = (await operator.ask('GET', `/revocations/${id}`)).body
    return receipt['swept_at'] !== null
  })
  return receipt
}

async function recorded(id: unknown): Promise<Record<string, unknown>[]> {
  return sql(
    cluster,
    `SELECT actor_kind AS kind, actor_id AS actor, outcome, details - 'before' AS details,
       occurred_at > now() - interval '1 minute' AS lately
     FROM (SELECT actor_kind, actor_id, outcome, occurred_at, type, ${allDetails}
       FROM audit_events) AS told WHERE type = 'revocation.made' AND details->>'revocation' = $1`,
    [id],
  )
}

test('one call ends the sessions begun before a moment, and later ones live on', async () => {
  const stolen = [await oldSession(1_200), await oldSession(900)]
  const since = await oldSession(60)
  const before = new Date(Date.now() - 600_000).toISOString()
  const reason = 'Sessions begun before 13:00 may be stolen'

  const scope = { kind: 'everything' }
  const tried = await operator.ask('POST', '/revocations/reach', { body: { scope, before } })
  expect(tried.body).toMatchObject({ sessions: 2, accounts: 2, clients: 1, clients_told: 1 })

  const { status, body } = await operator.ask('POST', '/revocations', {
    body: { scope, before, reason },
  })
  expect(status).toBe(201)
  for (const journey of stolen) expect(await standing(journey)).toEqual(dead)
  expect(await areRefreshed(...stolen)).toEqual([400, 400])
  expect(await standing(since)).toEqual(alive)
  expect(await swept(body['id'])).toMatchObject({ sessions_ended: 2 })
  for (const journey of stolen) await isRefusedOffline(journey)
  expect(await verifier.verify(since.tokens.accessToken)).toMatchObject({ isStale: false })

  const told = await sql(
    cluster,
    `SELECT count(*)::int AS n FROM notices WHERE client_id = $1 AND account_id = ANY ($2)`,
    [shop.clientId, stolen.map(({ account }) => account.id)],
  )
  expect(told).toEqual([{ n: 2 }])
  expect(await recorded(body['id'])).toEqual([
    {
      kind: 'client',
      actor: operator.client.clientId,
      outcome: 'success',
      details: { revocation: body['id'], scope: 'everything', reason },
      lately: true,
    },
  ])
})

test('a client that leaked its secret gets another one, and everything issued to it is dead', async () => {
  const photos = await cluster.client({ name: 'PhotoApp' })
  const journey = await signedIn(cluster, { client: photos })
  const { person, account } = journey
  const elsewhere = await signedIn(cluster, { client: shop, person, account })
  const { clientId } = photos

  const leaked = ['client', 'rotate-secret', clientId, '--overlap', '0', '--json']
  const secret = String(Object(documentOf(await parley(leaked))).client_secret)
  const revoke = ['revoke', '--client', clientId, '--reason', 'Its secret leaked', '--json']
  const { id } = Object(documentOf(await parley(revoke)))

  const client = { clientId, clientSecret: secret }
  for (const node of cluster.nodes) {
    await eventually(
      async () => (await post(`${node}/introspect`, photos, { token: 'x' })).status === 401,
      10,
    )
    expect((await refresh(node, client, journey.tokens.refreshToken)).status).toBe(400)
  }
  expect((await standing({ ...journey, client })).active).toEqual([false])
  expect(await standing(elsewhere)).toEqual(alive)
  await isRefusedOffline(journey)

  const again = await signedIn(cluster, { client, person, account })
  expect(await standing(again)).toEqual(alive)
  expect(await recorded(id)).toMatchObject([
    { kind: 'operator', details: { scope: 'client', reason: 'Its secret leaked' } },
  ])
})

test('a hostile network is revoked, and its neighbours stay', async () => {
  const [hostile, neighbour] = [
    await signedIn(cluster, { client: shop }),
    await signedIn(cluster, { client: shop }),
  ]
  const move = 'UPDATE sessions SET network = $2 WHERE account_id = $1'
  await sql(cluster, move, [hostile.account.id, '198.51.100.77'])
  await sql(cluster, move, [neighbour.account.id, '198.51.101.77'])
  const scope = { kind: 'network', network: '198.51.100.0/24' }
  const reason = 'Credential stuffing'
  const { body } = await operator.ask('POST', '/revocations', { body: { scope, reason } })
  expect((await standing(hostile)).active).toEqual([false])
  expect((await standing(neighbour)).active).toEqual([true])
  expect(await areRefreshed(hostile, neighbour)).toEqual([400, 200])
  expect(await swept(body['id'])).toMatchObject({ sessions_ended: 1 })
  await isRefusedOffline(hostile)
  expect(await recorded(body['id'])).toMatchObject([{ details: { scope: 'network', reason } }])
})

test('the ledger of the whole incident verifies', async () => {
  const verdict = () => parley(['audit', 'verify', '--json']).then(documentOf)
  await eventually(async () => Object(await verdict()).unsealed === 0)
  expect(await verdict()).toMatchObject({ ok: true })
})
