/** The sessions that a limit counts, and policies that allow no sign-in. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import type { Account } from '../../src/model/account.ts'
import type { Policy } from '../../src/model/policy.ts'
import { defaultPolicy, findPreset } from '../../src/model/presets.ts'
import { savePolicy } from '../../src/policies/save.ts'
import { type Cluster, startCluster, testPassword } from '../support/cluster.ts'
import { authorizationRequest, newPerson, type Person, type Visit } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { post, refresh } from '../support/tokens.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
})
afterAll(() => cluster?.close())

async function define(policy: Partial<Policy> & { name: string }): Promise<void> {
  const by = { kind: 'system' } as const
  await savePolicy(cluster.store, { policy: { ...defaultPolicy, ...policy }, by })
  await cluster.policiesKnown()
}

async function liveOf({ id }: Account): Promise<(string | null)[]> {
  const rows = await sql<{ client: string | null }>(
    cluster,
    `SELECT client_id AS client FROM sessions WHERE account_id = $1 AND state = 'live' ORDER BY id`,
    [id],
  )
  return rows.map(({ client }) => client)
}

async function tryToSignIn(
  person: Person,
  { account, client }: { account: Account; client: RegisteredClient },
): Promise<Visit> {
  const form = await person.follow(authorizationRequest(cluster, client.clientId).url)
  const { email } = account
  return person.submit(form, { action: 'sign-in', email, password: testPassword })
}

test('a limit per client evicts only sessions of that client', async () => {
  await define({ name: 'per_client', maxSessions: 1, limitScope: 'client' })
  const account = await cluster.account({ tier: 'per_client' })
  const [one, two] = [await cluster.client(), await cluster.client()]
  const former = await signedIn(cluster, { account, client: one })
  const other = await signedIn(cluster, { account, client: two })
  await signedIn(cluster, { account, client: one })
  expect(await liveOf(account)).toEqual([two.clientId, one.clientId])
  expect((await refresh(cluster.issuer, one, former.tokens.refreshToken)).status).toBe(400)
  expect((await refresh(cluster.issuer, two, other.tokens.refreshToken)).status).toBe(200)
})

test('a limit per client holds exactly under 30 sign-ins at once at each of two clients', async () => {
  await define({ name: 'per_client_crowd', maxSessions: 2, limitScope: 'client' })
  const account = await cluster.account({ tier: 'per_client_crowd' })
  const clients = [await cluster.client(), await cluster.client()]
  await Promise.all(
    clients.flatMap((client) =>
      Array.from({ length: 30 }, () => tryToSignIn(newPerson(cluster), { account, client })),
    ),
  )
  const [one = '', two = ''] = clients.map(({ clientId }) => clientId)
  expect((await liveOf(account)).toSorted()).toEqual([one, one, two, two].toSorted())
})

test('under ask a person sees, and may end, only the sessions that count at this client', async () => {
  await define({ name: 'per_client_ask', maxSessions: 1, limitScope: 'client', onLimit: 'ask' })
  const account = await cluster.account({ tier: 'per_client_ask' })
  const [one, two] = [await cluster.client(), await cluster.client()]
  await signedIn(cluster, { account, client: one })
  await signedIn(cluster, { account, client: two })
  const page = await tryToSignIn(newPerson(cluster), { account, client: one })
  expect(page.text).toContain('Too many devices')
  expect(page.text.match(/name="session"/g)).toHaveLength(1)
})

test('no session begins under a policy that allows no sign-in', async () => {
  const account = await cluster.account({ tier: 'service' })
  const page = await tryToSignIn(newPerson(cluster), { account, client: await cluster.client() })
  expect(page.status).toBe(403)
  expect(await liveOf(account)).toEqual([])
})

test('a client under the policy service gets tokens only for itself', async () => {
  const client = await cluster.client({
    policy: 'service',
    grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
    scopes: ['openid', 'jobs:run'],
  })
  const own = await post(`${cluster.issuer}/token`, client, { grant_type: 'client_credentials' })
  expect(own).toMatchObject({
    status: 200,
    body: { expires_in: findPreset('service')?.accessTokenSeconds },
  })
  expect(own.body).not.toHaveProperty('refresh_token')
  const asked = await newPerson(cluster).visit(authorizationRequest(cluster, client.clientId).url)
  expect(asked.status).toBe(400)
})

test('a client that moves to the policy service loses its grants of people at once', async () => {
  await define({ name: 'machines' })
  const client = await cluster.client({ policy: 'machines' })
  const { tokens } = await signedIn(cluster, { client })
  await define({ name: 'machines', signIn: false })
  const refreshed = await refresh(cluster.issuer, client, tokens.refreshToken)
  expect(refreshed).toMatchObject({ status: 400, body: { error: 'unauthorized_client' } })
})
