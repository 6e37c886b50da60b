/** Introspection (RFC 7662) of refresh tokens: what is not fully good is inactive and no more. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { endSession } from '../../src/endings/end-session.ts'
import { defaultPolicy } from '../../src/model/presets.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { authorized, type Journey, sidOf, signedIn } from '../support/sign-in.ts'
import { ageFamilies, ageSessions, sql } from '../support/sql.ts'
import { post, refresh, type SignedIn, send } from '../support/tokens.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster()
})
afterAll(() => cluster?.close())

type Client = Journey['client']

function ask(client: Client, token: string, over: Record<string, string> = {}) {
  return post(`${cluster.issuer}/introspect`, client, { token, ...over })
}

test('a valid refresh token is described with its client, scopes and times', async () => {
  const { client, account, tokens } = await signedIn(cluster)
  const { status, body, headers } = await ask(client, tokens.refreshToken)
  expect([status, headers.get('cache-control')]).toEqual([200, 'no-store'])
  expect(body).toMatchObject({
    active: true,
    sub: account.id,
    client_id: client.clientId,
    iss: cluster.issuer,
    scope: 'openid profile email photos:read',
  })
  expect(Number(body['exp'])).toBeGreaterThan(Number(body['iat']))
})

type Case = (journey: Journey & { readonly tokens: SignedIn }) => Promise<string>

const inactive: readonly (readonly [string, Case])[] = [
  ['an unknown token', async () => 'never'],
  ['a forged one', async () => `1.${'a'.repeat(22)}.0.${'b'.repeat(43)}`],
  ['a code', async () => codeOf((await authorized(cluster)).callback)],
  ['a redeemed code', async ({ callback }) => codeOf(callback)],
  ['a grant id', async ({ tokens }) => sidOf(tokens)],
  ['a client id', async ({ client }) => client.clientId],
  ['a cookie', async ({ person }) => [...person.cookies.values()][0]?.value ?? ''],
  ['an old refresh token', old],
  ['one that was revoked', revoked],
  ['one that was not used for too long', unused],
  ["one of another client's", async () => (await signedIn(cluster)).tokens.refreshToken],
  ['one whose session was ended', async (journey) => tokenAfter(journey, endSessions(journey))],
  ['one whose session is overdue', async (journey) => tokenAfter(journey, overdue(journey))],
  ['one whose account is disabled', async (journey) => tokenAfter(journey, disable(journey))],
  ['one whose person logged out', async (journey) => tokenAfter(journey, logOut(journey))],
]

test.each(inactive)('%s is inactive, byte for byte like any other', async (_, make) => {
  const journey = await signedIn(cluster)
  const token = await make(journey)
  expect(token.length).toBeGreaterThan(4)
  const response = await fetch(`${cluster.issuer}/introspect`, {
    method: 'POST',
    body: new URLSearchParams({ token }),
    headers: {
      authorization: `Basic ${Buffer.from(`${journey.client.clientId}:${journey.client.clientSecret}`).toString('base64')}`,
    },
  })
  expect([response.status, await response.text()]).toEqual([200, '{"active":false}'])
})

function codeOf(callback: URL): string {
  return callback.searchParams.get('code') ?? ''
}

async function old({ client, tokens }: Parameters<Case>[0]): Promise<string> {
  const next = await refresh(cluster.issuer, client, tokens.refreshToken)
  await refresh(cluster.issuer, client, String(next.body['refresh_token']))
  return tokens.refreshToken
}

async function revoked({ client, tokens }: Parameters<Case>[0]): Promise<string> {
  await post(`${cluster.issuer}/revoke`, client, { token: tokens.refreshToken })
  return tokens.refreshToken
}

async function unused({ client, tokens }: Parameters<Case>[0]): Promise<string> {
  await ageFamilies(cluster, {
    clientId: client.clientId,
    seconds: defaultPolicy.refreshIdleSeconds + 1,
  })
  return tokens.refreshToken
}

async function tokenAfter(
  { tokens }: { readonly tokens: SignedIn },
  change: Promise<unknown>,
): Promise<string> {
  await change
  return tokens.refreshToken
}

async function endSessions({ account }: Journey): Promise<void> {
  const rows = await sql<{ id: string }>(cluster, 'SELECT id FROM sessions WHERE account_id = $1', [
    account.id,
  ])
  for (const { id } of rows) {
    await endSession(cluster.store, { sessionId: id, reason: 'revoked', by: { kind: 'system' } })
  }
}

async function overdue({ account, client }: Journey): Promise<void> {
  const seconds = (defaultPolicy.idleSeconds ?? 0) + 1
  await ageFamilies(cluster, { clientId: client.clientId, seconds })
  await ageSessions(cluster, { accountId: account.id, seconds })
}

function disable({ account }: Journey): Promise<unknown> {
  return sql(cluster, 'UPDATE accounts SET disabled_at = now() WHERE id = $1', [account.id])
}

async function logOut({ person }: Journey): Promise<unknown> {
  return person.submit(await person.follow('/logout'), { logout: 'yes' })
}

test('introspecting an old token does no harm: only presenting it is theft', async () => {
  const { client, tokens } = await signedIn(cluster)
  const next = await refresh(cluster.issuer, client, tokens.refreshToken)
  const third = await refresh(cluster.issuer, client, String(next.body['refresh_token']))
  expect((await ask(client, tokens.refreshToken)).body).toEqual({ active: false })
  const token = String(third.body['refresh_token'])
  expect((await ask(client, token)).body['active']).toBe(true)
  expect((await refresh(cluster.issuer, client, token)).status).toBe(200)
})

test('a resource server learns nothing about refresh tokens: they are not for it', async () => {
  const { tokens } = await signedIn(cluster)
  const api = await cluster.client({ resource: `${cluster.issuer}/api` })
  expect((await ask(api, tokens.refreshToken)).body).toEqual({ active: false })
})

test.each(['GET', 'PUT', 'DELETE'])(
  '%s is answered with 405, and a token in the address is ignored',
  async (method) => {
    const answer = await send(`${cluster.issuer}/introspect?token=x`, { method })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
  },
)

test('only a client can introspect', async () => {
  const { client, tokens } = await signedIn(cluster)
  const body = new URLSearchParams({ token: tokens.refreshToken, client_id: client.clientId })
  const answer = await send(`${cluster.issuer}/introspect`, { method: 'POST', body })
  expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
})

test('a client that cannot authenticate cannot introspect', async () => {
  const { clientId } = await cluster.client({ authMethod: 'none' })
  const { tokens } = await signedIn(cluster)
  const params = { token: tokens.refreshToken, client_id: clientId }
  const answer = await post(`${cluster.issuer}/introspect`, null, params)
  expect(answer.body).not.toMatchObject({ active: true })
})
