/** JWT access tokens at introspection (RFC 7662) and revocation (RFC 7009), on two nodes. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { endSession } from '../../src/endings/end-session.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { type Journey, signedIn } from '../support/sign-in.ts'
import { eventsOfClient, sql } from '../support/sql.ts'
import { claimsOf, post, refresh, type SignedIn, send } from '../support/tokens.ts'

let cluster: Cluster
let costs: readonly { readonly path: string; readonly reads: number; readonly writes: number }[] =
  []

beforeAll(async () => {
  cluster = await startCluster({
    nodes: 2,
    observe: (cost) => {
      costs = [...costs, cost]
    },
  })
})
afterAll(() => cluster?.close())

type SignedInJourney = Journey & { readonly tokens: SignedIn }

const ask = (client: RegisteredClient, token: string, over: Record<string, string> = {}) =>
  post(`${cluster.issuer}/introspect`, client, { token, ...over })

const revoke = (client: RegisteredClient, token: string, base = cluster.issuer) =>
  post(`${base}/revoke`, client, { token })

async function isActive(client: RegisteredClient, token: string): Promise<unknown> {
  return (await ask(client, token)).body['active']
}

async function ownToken(over: Parameters<Cluster['client']>[0] = {}) {
  const client = await cluster.client({
    grantTypes: ['client_credentials'],
    redirectUris: [],
    postLogoutRedirectUris: [],
    scopes: ['jobs:run'],
    ...over,
  })
  const params = { grant_type: 'client_credentials', scope: 'jobs:run' }
  const answer = await post(`${cluster.issuer}/token`, client, params)
  return { client, token: String(answer.body['access_token']) }
}

test("a person's token is described by its own claims", async () => {
  const { client, account, tokens } = await signedIn(cluster)
  const { sid, jti, exp, iat, aud, auth_time } = claimsOf(tokens.accessToken)
  expect((await ask(client, tokens.accessToken)).body).toEqual({
    active: true,
    sub: account.id,
    client_id: client.clientId,
    iss: cluster.issuer,
    scope: 'openid profile email photos:read',
    token_type: 'Bearer',
    acr: 'pwd',
    amr: ['pwd'],
    ...{ sid, jti, exp, iat, aud, auth_time },
  })
})

test("a client's own token is described, too, without a person", async () => {
  const { client, token } = await ownToken()
  const { body } = await ask(client, token)
  expect(body).toMatchObject({ active: true, client_id: client.clientId, scope: 'jobs:run' })
  expect(body).not.toHaveProperty('sid')
  expect(body['jti']).toBe(claimsOf(token)['jti'])
})

test('introspection costs at most one read', async () => {
  const { client, tokens } = await signedIn(cluster)
  const own = await ownToken()
  costs = []
  await ask(client, tokens.accessToken)
  await ask(own.client, own.token)
  await ask(client, 'e30.e30.e30')
  const asked = costs.filter(({ path }) => path === '/introspect')
  expect(asked.map(({ reads, writes }) => [reads, writes])).toEqual([
    [1, 0],
    [1, 0],
    [0, 0],
  ])
})

test('a resource server sees only the tokens that are meant for it', async () => {
  const { tokens } = await signedIn(cluster)
  const api = await cluster.client({ resource: `${cluster.issuer}/api` })
  const other = await cluster.client({ resource: 'https://other.example' })
  expect((await ask(api, tokens.accessToken)).body['active']).toBe(true)
  expect((await ask(other, tokens.accessToken)).body).toEqual({ active: false })
})

type Case = (journey: SignedInJourney) => Promise<string>

const inactive: readonly (readonly [string, Case])[] = [
  ['one of another issuer', async (journey) => signedBy(await newKey(), claims(journey))],
  ['an ID token', async ({ tokens }) => tokens.idToken],
  ['one with a changed claim', tampered],
  ['one without a signature', unsigned],
  ['a JWE', async () => 'e30.e30.e30.e30.e30'],
  ["another client's", async () => (await signedIn(cluster)).tokens.accessToken],
  ['one that was revoked', revokedAlone],
  ['one whose grant was revoked', revokedWithGrant],
  ['one whose session ended', endedSession],
  ['one whose account is disabled', disabledAccount],
  [
    'its own jti, without the rest',
    async ({ tokens }) => String(claimsOf(tokens.accessToken)['jti']),
  ],
]

test.each(inactive)('%s is inactive, byte for byte like any other', async (_, make) => {
  const journey = await signedIn(cluster)
  const token = await make(journey)
  const answer = await send(`${cluster.issuer}/introspect`, {
    method: 'POST',
    body: new URLSearchParams({ token }),
    headers: {
      authorization: `Basic ${Buffer.from(`${journey.client.clientId}:${journey.client.clientSecret}`).toString('base64')}`,
    },
  })
  expect([answer.status, JSON.stringify(answer.body)]).toEqual([200, '{"active":false}'])
})

function claims({ tokens }: SignedInJourney): Record<string, unknown> {
  return claimsOf(tokens.accessToken)
}

async function newKey() {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  return { privateKey, kid: String((await exportJWK(publicKey)).x) }
}

function signedBy(
  { privateKey, kid }: Awaited<ReturnType<typeof newKey>>,
  payload: Record<string, unknown>,
): Promise<string> {
  const header = { alg: 'ES256', typ: 'at+jwt', kid }
  return new SignJWT(payload).setProtectedHeader(header).sign(privateKey)
}

async function tampered(journey: SignedInJourney): Promise<string> {
  const [header, , signature] = journey.tokens.accessToken.split('.')
  const changed = { ...claims(journey), scope: 'openid everything' }
  return [header, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join('.')
}

async function unsigned(journey: SignedInJourney): Promise<string> {
  const header = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')
  return `${header}.${journey.tokens.accessToken.split('.')[1]}.`
}

async function revokedAlone({ client, tokens }: SignedInJourney): Promise<string> {
  await revoke(client, tokens.accessToken)
  return tokens.accessToken
}

async function revokedWithGrant({ client, tokens }: SignedInJourney): Promise<string> {
  await revoke(client, tokens.refreshToken)
  return tokens.accessToken
}

async function endedSession({ account, tokens }: SignedInJourney): Promise<string> {
  const rows = await sql<{ id: string }>(cluster, 'SELECT id FROM sessions WHERE account_id = $1', [
    account.id,
  ])
  for (const { id } of rows) {
    await endSession(cluster.store, { sessionId: id, reason: 'revoked', by: { kind: 'system' } })
  }
  return tokens.accessToken
}

async function disabledAccount({ account, tokens }: SignedInJourney): Promise<string> {
  await sql(cluster, 'UPDATE accounts SET disabled_at = now() WHERE id = $1', [account.id])
  return tokens.accessToken
}

test('revoking an access token ends only that token, at every node, and not its grant', async () => {
  const [one = '', two = ''] = cluster.nodes
  const { client, tokens } = await signedIn(cluster)
  const next = await refresh(cluster.issuer, client, tokens.refreshToken)
  expect((await revoke(client, tokens.accessToken, one)).status).toBe(200)
  const asked = await post(`${two}/introspect`, client, { token: tokens.accessToken })
  expect(asked.body).toEqual({ active: false })
  const headers = { authorization: `Bearer ${tokens.accessToken}` }
  expect((await send(`${two}/userinfo`, { headers })).status).toBe(401)
  expect(await isActive(client, String(next.body['access_token']))).toBe(true)
  const again = await refresh(two, client, String(next.body['refresh_token']))
  expect(again.status).toBe(200)
})

test("revoking a client's own token twice leaves one event", async () => {
  const { client, token } = await ownToken()
  await Promise.all(Array.from({ length: 10 }, () => revoke(client, token)))
  expect(await isActive(client, token)).toBe(false)
  expect((await eventsOfClient(cluster, client.clientId))['token.revoked']).toBe(1)
})

test("another client's token stays as it is, and the answer does not reveal it", async () => {
  const { client, tokens } = await signedIn(cluster)
  const thief = await cluster.client()
  const foreign = await revoke(thief, tokens.accessToken)
  const unknown = await revoke(thief, 'e30.e30.e30')
  expect([foreign.status, foreign.body]).toEqual([200, unknown.body])
  expect(await isActive(client, tokens.accessToken)).toBe(true)
})

test('a revoked token stays in the feed until it would have expired', async () => {
  const { client, tokens } = await signedIn(cluster)
  await revoke(client, tokens.accessToken)
  const { jti, exp } = claimsOf(tokens.accessToken)
  const rows = await sql<{ until: number }>(
    cluster,
    `SELECT extract(epoch FROM forget_after)::int AS until FROM revocation_feed WHERE jti = $1`,
    [jti],
  )
  expect(rows).toHaveLength(1)
  expect(rows[0]?.until).toBeGreaterThanOrEqual(Number(exp))
})

test.each(['access_token', 'refresh_token', 'nonsense', ''])(
  'the hint %j is only a hint',
  async (token_type_hint) => {
    const { client, tokens } = await signedIn(cluster)
    const asked = await ask(client, tokens.accessToken, { token_type_hint })
    expect(asked.body['active']).toBe(true)
  },
)

test('the client must still authenticate', async () => {
  const { client, tokens } = await signedIn(cluster)
  const impostor = { ...client, clientSecret: 'wrong' }
  expect((await ask(impostor, tokens.accessToken)).status).toBe(401)
  expect((await revoke(impostor, tokens.accessToken)).status).toBe(401)
  expect(await isActive(client, tokens.accessToken)).toBe(true)
})

test('a token sent twice is refused', async () => {
  const { client, tokens } = await signedIn(cluster)
  const params = new URLSearchParams([
    ['token', tokens.accessToken],
    ['token', tokens.accessToken],
  ])
  const answer = await post(`${cluster.issuer}/introspect`, client, params)
  expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
})
