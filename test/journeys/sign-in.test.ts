/** A person signs in to a third-party app, which gets, refreshes and uses its tokens. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'
import { claimsOf, redeem, refresh, tokensOf } from '../support/tokens.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
})
afterAll(() => cluster?.close())

test('a person signs in, allows, and the app refreshes and asks who they are', async () => {
  const account = await cluster.account()
  const client = await cluster.client()
  const request = authorizationRequest(cluster, client.clientId)
  const callback = await newPerson(cluster).authorize(request, account)

  expect(callback.searchParams.get('iss')).toBe(cluster.issuer)
  const tokens = tokensOf(await redeem(cluster.issuer, client, { callback, request }))
  const claims = claimsOf(tokens.accessToken)
  expect(claims).toMatchObject({
    iss: cluster.issuer,
    sub: account.id,
    client_id: client.clientId,
    amr: ['pwd'],
    acr: 'pwd',
  })
  const refreshed = tokensOf(await refresh(cluster.issuer, client, tokens.refreshToken))
  const answer = await fetch(`${cluster.issuer}/userinfo`, {
    headers: { authorization: `Bearer ${refreshed.accessToken}` },
  })
  expect([answer.status, await answer.json()]).toEqual([
    200,
    { sub: account.id, email: account.email, email_verified: false, name: 'A Person' },
  ])
})
