/** The cost of each operation: statements and commits are counted, so the machine does not matter. */

import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import type { RequestCost } from '../../src/web/middleware/guards.ts'
import { type Cluster, startCluster, testPassword } from '../support/cluster.ts'
import { guestRequest, newShop } from '../support/guest.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'
import { post, redeem, refresh, tokensOf } from '../support/tokens.ts'

let cluster: Cluster
let client: RegisteredClient
const costs: RequestCost[] = []

beforeAll(async () => {
  cluster = await startCluster({ observe: (cost) => costs.push(cost) })
  client = await cluster.client()
  // Clients come from memory: the first request of each brings it there.
  await signedIn(cluster, { client })
})
afterAll(() => cluster?.close())
beforeEach(() => {
  costs.length = 0
})

/** The cost of the newest request to a path. */
function costOf(path: string): Partial<RequestCost> | undefined {
  const { method: _, path: __, ...cost } = costs.findLast((cost) => cost.path === path) ?? {}
  return cost
}

test('authorize with a live session and a code exchange: one read, one write, one commit each', async () => {
  const { account, person } = await signedIn(cluster, { client })
  const request = authorizationRequest(cluster, client.clientId)
  const callback = await person.authorize(request, account)
  expect(costOf('/authorize')).toEqual({ reads: 1, writes: 1, commits: 1 })

  tokensOf(await redeem(cluster.issuer, client, { callback, request }))
  expect(costOf('/token')).toEqual({ reads: 1, writes: 1, commits: 1 })
})

test('a sign-in: limiting guesses needs no statement of its own', async () => {
  const account = await cluster.account()
  const person = newPerson(cluster)
  const form = await person.follow(authorizationRequest(cluster, client.clientId).url)
  const given = { action: 'sign-in', email: account.email, password: testPassword }
  await person.press(form, given)
  // The step and the session that it began in, the account; the answer to the step.
  expect(costOf(form.url.pathname)).toEqual({ reads: 2, writes: 1, commits: 1 })
})

test('a present guest costs as much as anyone; a new one costs one transaction', async () => {
  const shop = await newShop(cluster)
  await newPerson(cluster).visit(guestRequest(cluster, shop).url)
  const person = newPerson(cluster)
  await person.visit(guestRequest(cluster, shop).url)
  expect(costOf('/authorize')).toMatchObject({ reads: 1, commits: 1 })
  await person.visit(guestRequest(cluster, shop).url)
  expect(costOf('/authorize')).toEqual({ reads: 1, writes: 1, commits: 1 })
})

test('a refresh with rotation: one read, one write, one commit', async () => {
  const { tokens } = await signedIn(cluster, { client })
  tokensOf(await refresh(cluster.issuer, client, tokens.refreshToken))
  expect(costOf('/token')).toEqual({ reads: 1, writes: 1, commits: 1 })
})

test('client credentials: no read, one write, one commit', async () => {
  const machine = await cluster.client({
    name: 'Machine',
    redirectUris: [],
    postLogoutRedirectUris: [],
    grantTypes: ['client_credentials'],
    scopes: ['stock:read'],
  })
  const ask = () =>
    post(`${cluster.issuer}/token`, machine, {
      grant_type: 'client_credentials',
      scope: 'stock:read',
    })
  await ask()
  expect((await ask()).status).toBe(200)
  expect(costOf('/token')).toEqual({ reads: 0, writes: 1, commits: 1 })
})

test('discovery, keys and a forged refresh token cost no query, and the forged token is recorded', async () => {
  await fetch(`${cluster.issuer}/.well-known/openid-configuration`)
  await fetch(`${cluster.issuer}/.well-known/oauth-authorization-server`)
  await fetch(`${cluster.issuer}/jwks`)
  await refresh(cluster.issuer, client, `1.${'A'.repeat(22)}.0.${'A'.repeat(43)}`)
  expect(costs.map(({ reads }) => reads)).toEqual([0, 0, 0, 0])
  // The record of the refusal, at a bounded rate and shared with others in flight.
  expect(costs.map(({ writes }) => writes)).toEqual([0, 0, 0, 1])
})

test('signing out costs the same whether or not clients are notified', async () => {
  const uri = 'https://app.example/backchannel-logout'
  const told = await cluster.client({
    backchannelLogout: { uri, sessionRequired: false, causes: null },
  })
  const seen: unknown[] = []
  for (const each of [client, told]) {
    const { person } = await signedIn(cluster, { client: each })
    await person.submit(await person.follow('/logout'), { logout: 'yes' })
    seen.push(costOf('/logout/confirm'))
  }
  expect(seen[1]).toEqual(seen[0])
})

test('introspecting a refresh token: one read and no write', async () => {
  const { tokens } = await signedIn(cluster, { client })
  const answer = await post(`${cluster.issuer}/introspect`, client, { token: tokens.refreshToken })
  expect(answer.body['active']).toBe(true)
  expect(costOf('/introspect')).toEqual({ reads: 1, writes: 0, commits: 0 })
})
