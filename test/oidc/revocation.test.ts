/** Revocation (RFC 7009) of refresh tokens: at once, everywhere, and telling nothing. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { signedIn } from '../support/sign-in.ts'
import { eventsOfClient } from '../support/sql.ts'
import { type Answer, post, refresh, send } from '../support/tokens.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
})
afterAll(() => cluster?.close())

type Client = Awaited<ReturnType<Cluster['client']>>

function revoke(base: string, client: Client, params: Record<string, string>): Promise<Answer> {
  return post(`${base}/revoke`, client, params)
}

async function isActive(base: string, client: Client, token: string): Promise<unknown> {
  return (await post(`${base}/introspect`, client, { token })).body['active']
}

test("another client's token stays as it is, and the answer does not reveal it", async () => {
  const { client, tokens } = await signedIn(cluster)
  const thief = await cluster.client()
  const foreign = await revoke(cluster.issuer, thief, { token: tokens.refreshToken })
  const unknown = await revoke(cluster.issuer, thief, { token: 'never' })
  expect([foreign.status, foreign.body]).toEqual([200, unknown.body])
  expect(await isActive(cluster.issuer, client, tokens.refreshToken)).toBe(true)
  expect((await refresh(cluster.issuer, client, tokens.refreshToken)).status).toBe(200)
})

test.each([
  'never',
  'a.b',
  `1.${'a'.repeat(22)}.0.${'b'.repeat(43)}`,
  'x'.repeat(5000),
  'a\0b',
  "' OR 1=1 --",
])('an invalid token counts as revoked: %j', async (token) => {
  const client = await cluster.client()
  expect((await revoke(cluster.issuer, client, { token })).status).toBe(200)
})

test.each(['access_token', 'refresh_token', 'nonsense', ''])(
  'the hint %j is only a hint',
  async (token_type_hint) => {
    const { client, tokens } = await signedIn(cluster)
    const params = { token: tokens.refreshToken, token_type_hint }
    expect((await revoke(cluster.issuer, client, params)).status).toBe(200)
    expect(await isActive(cluster.issuer, client, tokens.refreshToken)).toBe(false)
  },
)

test('a token revoked at one node is dead at every other, with the access tokens of its grant', async () => {
  const [one = '', two = ''] = cluster.nodes
  for (let round = 0; round < 5; round += 1) {
    const { client, tokens } = await signedIn(cluster)
    await revoke(one, client, { token: tokens.refreshToken })
    expect(await isActive(two, client, tokens.refreshToken)).toBe(false)
    const userInfo = await send(`${two}/userinfo`, {
      headers: { authorization: `Bearer ${tokens.accessToken}` },
    })
    expect(userInfo.status).toBe(401)
    expect((await refresh(two, client, tokens.refreshToken)).status).toBe(400)
  }
})

test('a former token of the family also ends the family: revoking means all of it', async () => {
  const { client, tokens } = await signedIn(cluster)
  const answer = await refresh(cluster.issuer, client, tokens.refreshToken)
  const current = String(answer.body['refresh_token'])
  expect((await revoke(cluster.issuer, client, { token: tokens.refreshToken })).status).toBe(200)
  expect(await isActive(cluster.issuer, client, current)).toBe(false)
})

test('one grant ends; the grants of other apps stay', async () => {
  const first = await signedIn(cluster)
  const { account, person } = first
  const second = await signedIn(cluster, { account, person })
  await revoke(cluster.issuer, first.client, { token: first.tokens.refreshToken })
  expect(await isActive(cluster.issuer, second.client, second.tokens.refreshToken)).toBe(true)
  const again = await signedIn(cluster, { account, person, client: first.client })
  expect(await isActive(cluster.issuer, first.client, again.tokens.refreshToken)).toBe(true)
})

test('twenty revocations at once all succeed, and one ending is recorded', async () => {
  const { client, tokens } = await signedIn(cluster)
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      revoke(cluster.issuer, client, { token: tokens.refreshToken }),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
  expect((await eventsOfClient(cluster, client.clientId))['grant.ended']).toBe(1)
})

test('a concurrent refresh and revocation never leave a valid token behind', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { client, tokens } = await signedIn(cluster)
    const token = tokens.refreshToken
    const [answer] = await Promise.all([
      refresh(cluster.issuer, client, token),
      revoke(cluster.issuer, client, { token }),
    ])
    const successor = String(answer.body['refresh_token'])
    expect(await isActive(cluster.issuer, client, token)).toBe(false)
    expect(await isActive(cluster.issuer, client, successor)).toBe(false)
  }
})

test.each([
  ['without a token', {}],
  ['with an empty one', { token: '' }],
])('a request %s is invalid', async (_, params) => {
  const answer = await revoke(cluster.issuer, await cluster.client(), params)
  expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
})
