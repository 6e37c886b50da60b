/** Refresh tokens: bound, rotated, ended with all that they stand on. Races have their own tests. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { endSession } from '../../src/endings/end-session.ts'
import { defaultPolicy } from '../../src/model/presets.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { authorized, type Journey, signedIn } from '../support/sign-in.ts'
import { ageFamilies, ageSessions, eventsOfClient, sql } from '../support/sql.ts'
import { type Answer, claimsOf, post, refresh, send, tokensOf } from '../support/tokens.ts'

let cluster: Cluster

const offline = { scope: 'openid email offline_access photos:read', prompt: 'consent' }
const refused = { status: 400, body: { error: 'invalid_grant' } }

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
})
afterAll(() => cluster?.close())

function again(journey: Pick<Journey, 'client'>, token: string): Promise<Answer> {
  return refresh(cluster.issuer, journey.client, token)
}

async function next(journey: Pick<Journey, 'client'>, token: string): Promise<string> {
  return tokensOf(await again(journey, token)).refreshToken
}

async function userInfoStatus(accessToken: string): Promise<number> {
  const headers = { authorization: `Bearer ${accessToken}` }
  return (await send(`${cluster.issuer}/userinfo`, { headers })).status
}

test.each(['client_secret_basic', 'none'] as const)(
  'a refresh token of a client (%s) is worthless to another one, and the attempt does no harm',
  async (authMethod) => {
    const client = await cluster.client({ authMethod })
    const thief = await cluster.client()
    const journey =
      authMethod === 'none' ? await publicJourney(client) : await signedIn(cluster, { client })
    const token = journey.tokens.refreshToken
    expect(await refresh(cluster.issuer, thief, token)).toMatchObject(refused)
    const { clientId } = await cluster.client({ authMethod: 'none' })
    expect(await publicRefresh(clientId, token)).toMatchObject(refused)
    const own = await (authMethod === 'none'
      ? publicRefresh(client.clientId, token)
      : again(journey, token))
    expect(own.status).toBe(200)
  },
)

async function publicJourney(client: Journey['client']) {
  const journey = await authorized(cluster, { client })
  const answer = await post(`${cluster.issuer}/token`, null, {
    client_id: client.clientId,
    grant_type: 'authorization_code',
    code: journey.callback.searchParams.get('code') ?? '',
    redirect_uri: 'https://app.example/cb',
    code_verifier: journey.request.verifier,
  })
  return { ...journey, tokens: tokensOf(answer) }
}

function publicRefresh(clientId: string, token: string): Promise<Answer> {
  return post(`${cluster.issuer}/token`, null, {
    client_id: clientId,
    grant_type: 'refresh_token',
    refresh_token: token,
  })
}

test('a client without a secret gets a new refresh token each time, and an old one is theft', async () => {
  const client = await cluster.client({ authMethod: 'none' })
  const { tokens } = await publicJourney(client)
  const second = tokensOf(await publicRefresh(client.clientId, tokens.refreshToken))
  const third = tokensOf(await publicRefresh(client.clientId, second.refreshToken))
  expect(new Set([tokens, second, third].map((pair) => pair.refreshToken)).size).toBe(3)
  expect(await publicRefresh(client.clientId, tokens.refreshToken)).toMatchObject(refused)
  expect(await publicRefresh(client.clientId, third.refreshToken)).toMatchObject(refused)
})

test('a client with a secret needs it to refresh', async () => {
  const { client, tokens } = await signedIn(cluster)
  const answer = await publicRefresh(client.clientId, tokens.refreshToken)
  expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
})

describe('a lost answer', () => {
  test('is repeated with the same successor, however often it is requested', async () => {
    const journey = await signedIn(cluster)
    const first = await next(journey, journey.tokens.refreshToken)
    for (let i = 0; i < 3; i += 1) {
      expect(await next(journey, journey.tokens.refreshToken)).toBe(first)
    }
    expect((await again(journey, first)).status).toBe(200)
  })

  test('is repeated for thirty seconds and no longer: then it is theft', async () => {
    const journey = await signedIn(cluster)
    const { clientId } = journey.client
    const first = await next(journey, journey.tokens.refreshToken)
    await ageFamilies(cluster, { clientId, seconds: 25 })
    expect(await next(journey, journey.tokens.refreshToken)).toBe(first)
    await ageFamilies(cluster, { clientId, seconds: 10 })
    expect(await again(journey, journey.tokens.refreshToken)).toMatchObject(refused)
    expect(await again(journey, first)).toMatchObject(refused)
  })
})

test('reusing an old token whose successor was used ends the family and its access tokens, and is recorded', async () => {
  const journey = await signedIn(cluster)
  const a = journey.tokens.refreshToken
  const b = await next(journey, a)
  const c = tokensOf(await again(journey, b))
  expect(await userInfoStatus(c.accessToken)).toBe(200)

  expect(await again(journey, a)).toMatchObject(refused)
  expect(await again(journey, c.refreshToken)).toMatchObject(refused)
  expect(await userInfoStatus(c.accessToken)).toBe(401)
  const [event] = await sql(
    cluster,
    `SELECT outcome, host(network) AS network, user_agent AS agent, actor_id AS actor
     FROM audit_events WHERE type = 'refresh.reused' AND client_id = $1`,
    [journey.client.clientId],
  )
  expect(event).toMatchObject({ outcome: 'failure', actor: journey.client.clientId })
  expect(event?.['network']).toMatch(/^(127\.0\.0\.1|::1)$/)
  expect(event?.['agent']).not.toBeNull()
})

test('a future refresh token does not exist yet, and nobody can compute it', async () => {
  const journey = await signedIn(cluster)
  const [, family = '', , mac = ''] = journey.tokens.refreshToken.split('.')
  const forged = [
    `1.${family}.1.${mac}`,
    `1.${family}.0.${'A'.repeat(43)}`,
    `2.${family}.0.${mac}`,
    `1.${family}.00.${mac}`,
    family,
    `1.${family}`,
    `${journey.tokens.refreshToken}=`,
    ` ${journey.tokens.refreshToken}`,
    journey.tokens.refreshToken.toLowerCase(),
  ]
  for (const token of forged) expect(await again(journey, token)).toMatchObject(refused)
  expect((await again(journey, journey.tokens.refreshToken)).status).toBe(200)
})

describe('the scope of a refresh', () => {
  const ask = (journey: Journey, token: string, over: Record<string, string>) =>
    post(`${cluster.issuer}/token`, journey.client, {
      grant_type: 'refresh_token',
      refresh_token: token,
      ...over,
    })

  test('cannot grow', async () => {
    const journey = await signedIn(cluster, { params: { scope: 'openid photos:read' } })
    const answer = await ask(journey, journey.tokens.refreshToken, { scope: 'openid email' })
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_scope' } })
    expect((await again(journey, journey.tokens.refreshToken)).status).toBe(200)
  })

  test('can be smaller once; the next refresh has all of it again', async () => {
    const journey = await signedIn(cluster, { params: { scope: 'openid email photos:read' } })
    const less = await ask(journey, journey.tokens.refreshToken, { scope: 'photos:read' })
    expect(less.body['scope']).toBe('photos:read')
    expect(claimsOf(less.body['access_token'])['scope']).toBe('photos:read')
    const all = await again(journey, tokensOf(less).refreshToken)
    expect(all.body['scope']).toBe('openid email photos:read')
  })

  test('is for the resource of the authorization, and for no other', async () => {
    const journey = await signedIn(cluster)
    const audience = claimsOf(journey.tokens.accessToken)['aud']
    const other = { resource: 'https://other.example' }
    expect(await ask(journey, journey.tokens.refreshToken, other)).toMatchObject({
      status: 400,
      body: { error: 'invalid_target' },
    })
    const answer = tokensOf(await again(journey, journey.tokens.refreshToken))
    expect(claimsOf(answer.accessToken)['aud']).toEqual(audience)
  })

  test('does not change the time or the way of signing in', async () => {
    const journey = await signedIn(cluster, { params: { nonce: 'n' } })
    const before = claimsOf(journey.tokens.accessToken)
    await ageFamilies(cluster, { clientId: journey.client.clientId, seconds: 100 })
    const after = tokensOf(await again(journey, journey.tokens.refreshToken))
    for (const token of [after.accessToken, after.idToken]) {
      expect(claimsOf(token)).toMatchObject({ sub: before['sub'], iss: before['iss'] })
    }
    expect(claimsOf(after.accessToken)).toMatchObject({
      auth_time: before['auth_time'],
      acr: before['acr'],
      amr: before['amr'],
      sid: before['sid'],
    })
  })
})

describe('an offline refresh token', () => {
  const { refreshIdleSeconds, refreshAbsoluteSeconds } = defaultPolicy

  test('expires if it is not used', async () => {
    const journey = await signedIn(cluster, { params: offline })
    const { clientId } = journey.client
    await ageFamilies(cluster, { clientId, seconds: refreshIdleSeconds - 60 })
    const token = await next(journey, journey.tokens.refreshToken)
    await ageFamilies(cluster, { clientId, seconds: refreshIdleSeconds + 1 })
    expect(await again(journey, token)).toMatchObject(refused)
  })

  test('expires in the end however often it is used', async () => {
    const journey = await signedIn(cluster, { params: offline })
    const { clientId } = journey.client
    const step = refreshIdleSeconds - 60
    let token = journey.tokens.refreshToken
    for (let age = step; age < refreshAbsoluteSeconds; age += step) {
      await ageFamilies(cluster, { clientId, seconds: step })
      token = await next(journey, token)
    }
    await ageFamilies(cluster, { clientId, seconds: step })
    expect(await again(journey, token)).toMatchObject(refused)
  })

  test('survives an ordinary logout, and no other end of the session', async () => {
    const journey = await signedIn(cluster, { params: offline })
    const leaving = await journey.person.follow('/logout')
    await journey.person.submit(leaving, { logout: 'yes' })
    const token = await next(journey, journey.tokens.refreshToken)
    await endSessions(journey.account.id)
    expect(await again(journey, token)).toMatchObject(refused)
  })
})

async function endSessions(accountId: string): Promise<void> {
  const rows = await sql<{ id: string }>(
    cluster,
    `SELECT id FROM sessions WHERE account_id = $1 AND state <> 'ended'`,
    [accountId],
  )
  for (const { id } of rows) {
    await endSession(cluster.store, { sessionId: id, reason: 'revoked', by: { kind: 'system' } })
  }
}

type Cause = (journey: Journey) => Promise<unknown>

const causes: readonly (readonly [string, Record<string, string>, Cause])[] = [
  ['the account was disabled', offline, ({ account }) => disable(account.id)],
  ['the account was disabled', {}, ({ account }) => disable(account.id)],
  ['the session was ended', offline, ({ account }) => endSessions(account.id)],
  ['the session was ended', {}, ({ account }) => endSessions(account.id)],
  ['the person logged out', {}, (journey) => logOut(journey)],
  ['the session was not used', {}, ({ account, client }) => tooLong(account.id, client.clientId)],
  ['the grant was ended', offline, ({ client }) => endGrants(client.clientId)],
]

function disable(id: string): Promise<unknown> {
  return sql(cluster, 'UPDATE accounts SET disabled_at = now() WHERE id = $1', [id])
}

async function logOut({ person }: Journey): Promise<unknown> {
  return person.submit(await person.follow('/logout'), { logout: 'yes' })
}

async function tooLong(accountId: string, clientId: string): Promise<unknown> {
  const seconds = (defaultPolicy.idleSeconds ?? 0) + 1
  await ageFamilies(cluster, { clientId, seconds })
  return ageSessions(cluster, { accountId, seconds })
}

function endGrants(clientId: string): Promise<unknown> {
  return sql(
    cluster,
    `UPDATE grants SET ended_at = now(), end_reason = 'revoked' WHERE client_id = $1`,
    [clientId],
  )
}

test.each(causes)(
  'neither a refresh nor userinfo works after %s (%j)',
  async (_, params, cause) => {
    const journey = await signedIn(cluster, { params })
    await cause(journey)
    expect(await again(journey, journey.tokens.refreshToken)).toMatchObject(refused)
    expect(await userInfoStatus(journey.tokens.accessToken)).toBe(401)
  },
)

test('an offline grant does not make userinfo outlive a disabled account', async () => {
  const journey = await signedIn(cluster, { params: offline })
  await logOut(journey)
  expect((await again(journey, journey.tokens.refreshToken)).status).toBe(200)
  await disable(journey.account.id)
  expect(await userInfoStatus(journey.tokens.accessToken)).toBe(401)
})

async function changeClient(clientId: string, change: string): Promise<unknown> {
  return sql(cluster, `UPDATE clients SET updated_at = now(), ${change} WHERE id = $1`, [clientId])
}

test('a disabled client cannot refresh, on any node', async () => {
  const journey = await signedIn(cluster, { params: offline })
  await changeClient(journey.client.clientId, 'disabled_at = now()')
  for (const node of cluster.nodes) {
    await eventually(async () => {
      const answer = await refresh(node, journey.client, journey.tokens.refreshToken)
      return answer.status === 401 && answer.body['error'] === 'invalid_client'
    })
  }
})

test('a client that lost the grant type cannot refresh', async () => {
  const journey = await signedIn(cluster, { params: offline })
  await changeClient(journey.client.clientId, `grant_types = '{authorization_code}'`)
  await eventually(async () => {
    const answer = await again(journey, journey.tokens.refreshToken)
    return answer.status === 400 && answer.body['error'] === 'unauthorized_client'
  })
})

test('a client that lost a scope gets no more tokens with it', async () => {
  const journey = await signedIn(cluster, { params: offline })
  let token = journey.tokens.refreshToken
  await changeClient(journey.client.clientId, `scopes = '{openid,offline_access}'`)
  await eventually(async () => {
    const answer = await again(journey, token)
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    const pair = tokensOf(answer)
    token = pair.refreshToken
    const scopes = String(claimsOf(pair.accessToken)['scope']).split(' ')
    return !scopes.includes('photos:read') && !scopes.includes('email')
  })
})

test('a dump of the database contains nothing that a client or a browser presents', async () => {
  const journey = await signedIn(cluster, { params: offline })
  const open = await signedIn(cluster, { client: journey.client, account: journey.account })
  const tables = await sql<{ name: string }>(
    cluster,
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`,
  )
  const dump: string[] = []
  for (const { name } of tables) {
    const rows = await sql<{ row: string }>(cluster, `SELECT t::text AS row FROM "${name}" t`)
    dump.push(...rows.map(({ row }) => row))
  }
  const text = dump.join('\n')
  const presented = [
    ...[journey, open].flatMap(({ tokens, callback, person, request }) => [
      tokens.refreshToken,
      tokens.refreshToken.split('.')[3] ?? '',
      tokens.accessToken,
      tokens.idToken,
      callback.searchParams.get('code') ?? '',
      request.verifier,
      ...[...person.cookies.values()].map(({ value }) => value),
    ]),
    journey.client.clientSecret ?? '',
  ]
  expect(text.length).toBeGreaterThan(1000)
  for (const secret of presented) {
    expect(secret.length).toBeGreaterThan(20)
    expect(text.includes(secret)).toBe(false)
    const hex = Buffer.from(secret, 'base64url').toString('hex')
    expect(text.includes(hex)).toBe(false)
  }
})

test('every rotation is recorded once, and a repeat as a repeat', async () => {
  const journey = await signedIn(cluster)
  const token = await next(journey, journey.tokens.refreshToken)
  await next(journey, journey.tokens.refreshToken)
  await next(journey, token)
  expect(await eventsOfClient(cluster, journey.client.clientId)).toMatchObject({
    'code.issued': 1,
    'code.redeemed': 1,
    'refresh.rotated': 2,
    'refresh.repeated': 1,
  })
})
