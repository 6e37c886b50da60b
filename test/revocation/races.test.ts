/**
 * What is under way while something is revoked: held between its read and its write at one node,
 * revoked at the other, and let go. It gets nothing, or what it gets is dead.
 */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { newOperator, type Operator } from '../admin-api/operator.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { authorizationRequest } from '../support/person.ts'
import { authorized, sidOf } from '../support/sign-in.ts'
import { sweepAll } from '../support/sweep.ts'
import { post, redeem, refresh, send } from '../support/tokens.ts'
import { openWire, type Wire } from '../support/wire.ts'
import { newWorld, type World } from './world.ts'

let cluster: Cluster
let wire: Wire
let operator: Operator
let nodes: readonly [string, string]

beforeAll(async () => {
  cluster = await startCluster({
    nodes: 2,
    throughWire: async (url) => {
      wire = await openWire(url)
      return wire.url
    },
  })
  operator = await newOperator(cluster)
  const [one = '', other = ''] = cluster.nodes
  nodes = [one, other]
})
afterAll(async () => {
  await cluster?.close()
  await wire?.close()
})

/** The result of a request: tokens, or a code in a redirect. */
type Got = Readonly<Record<string, unknown>>

/** `write`: words in the name of the statement that it ends in. */
type UnderWay = { readonly write: string; readonly start: (world: World) => Promise<Got> }

const underWay = {
  'a refresh': {
    write: 'rotate_families',
    start: async ({ client, tokens }) =>
      (await refresh(nodes[0], client, tokens.refreshToken)).body,
  },
  'a refresh that is repeated': {
    write: 'family_standing',
    start: async ({ client, tokens }) => {
      await refresh(nodes[0], client, tokens.refreshToken)
      return (await refresh(nodes[0], client, tokens.refreshToken)).body
    },
  },
  'a code exchange': {
    write: 'living+redeemed',
    start: async ({ client, code }) => (await redeem(nodes[0], client, code)).body,
  },
  'an authorization': {
    write: 'touched',
    start: async ({ client, person }) => {
      const request = authorizationRequest(cluster, client.clientId)
      const { headers } = await person.visit(request.url)
      const location = new URL(headers.get('location') ?? '', cluster.issuer)
      return { code: location.searchParams.get('code'), verifier: request.verifier }
    },
  },
  'a consent': {
    write: 'consented',
    start: async ({ person, step }) => {
      const page = await person.submit(step, { action: 'allow' })
      return { code: page.url.searchParams.get('code'), verifier: '' }
    },
  },
} as const satisfies Record<string, UnderWay>

type Doing = keyof typeof underWay

const reason = 'a test'

const acts: Readonly<Record<string, (world: World) => readonly [string, object]>> = {
  session: ({ sessionId }) => revocation({ kind: 'session', session_id: sessionId }),
  grant: ({ tokens }) => revocation({ kind: 'grant', grant_id: sidOf(tokens) }),
  account: ({ account }) => revocation({ kind: 'account', account_id: account.id }),
  client: ({ client }) => revocation({ kind: 'client', client_id: client.clientId }),
  everything: () => revocation({ kind: 'everything' }),
  'account disabled': ({ account }) => [`/accounts/${account.id}/disable`, { reason }],
  'client disabled': ({ client }) => [`/clients/${client.clientId}/disable`, { reason }],
}

function revocation(scope: object): readonly [string, object] {
  return ['/revocations', { scope, reason }]
}

async function revokeAtOther(world: World, act: string): Promise<void> {
  const [path, body] = acts[act]?.(world) ?? ['', {}]
  const { status } = await operator.ask('POST', path, { base: nodes[1], body })
  if (status >= 300) throw new Error(`not revoked: ${status}`)
  // Everything hits who tells it, too, and what is issued in the same second.
  if (act === 'everything') await eventually(anotherOperator)
}

async function anotherOperator(): Promise<boolean> {
  operator = await newOperator(cluster)
  return (await operator.ask('GET', '/clients')).status === 200
}

/** At every node, and after every row was marked as well. */
async function expectDead(world: World, got: Got): Promise<void> {
  await expectNothingGood(world, got)
  await sweepAll(cluster)
  await expectNothingGood(world, got)
}

async function expectNothingGood({ api, client }: World, got: Got): Promise<void> {
  const token = String(got['access_token'])
  for (const node of nodes) {
    const asked = await post(`${node}/introspect`, api, { token })
    const headers = { authorization: `Bearer ${token}` }
    const told = await send(`${node}/userinfo`, { headers })
    const again = await refresh(node, client, String(got['refresh_token']))
    expect([asked.body, told.status, again.status >= 400]).toEqual([{ active: false }, 401, true])
  }
  if (typeof got['code'] !== 'string') return
  const callback = new URL(`https://app.example/cb?code=${got['code']}`)
  const url = new URL(cluster.issuer)
  const request = { url, verifier: String(got['verifier']) }
  for (const node of nodes) {
    const answer = await redeem(node, client, { callback, request })
    expect(answer.status).toBeGreaterThanOrEqual(400)
  }
}

describe.each(Object.keys(acts))('%s:', (act) => {
  test.each(Object.keys(underWay) as Doing[])('%s in progress comes too late', async (what) => {
    const world = await newWorld(cluster, { offline: true })
    const { write, start } = underWay[what]
    const held = wire.hold(write)
    const answering = start(world)
    await held.sent
    await revokeAtOther(world, act)
    held.letGo()
    const got = await answering
    expect(got).not.toHaveProperty('access_token')
    await expectDead(world, got)
  })
})

test('a client that is disabled during its request gets no token', async () => {
  const world = await newWorld(cluster, { offline: false })
  const held = wire.hold('record_own_tokens')
  const asked = { grant_type: 'client_credentials', scope: 'jobs:run' }
  const answering = post(`${nodes[0]}/token`, world.client, asked)
  await held.sent
  await revokeAtOther(world, 'client disabled')
  held.letGo()
  expect(await answering).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
})

/** The statement has begun, and waits for a row: it sees nothing of what comes after it. */
test.each(['account', 'client', 'everything', 'account disabled', 'client disabled'])(
  '%s: a rotation that waits in the database gets a dead token',
  async (act) => {
    const world = await newWorld(cluster, { offline: true })
    const { client, tokens } = world
    const [family] = /(?<=^1\.)[\w-]+/.exec(tokens.refreshToken) ?? []
    const answering = await cluster.store.transaction(async (tx) => {
      const text = 'SELECT id FROM token_families WHERE id = $1 FOR UPDATE'
      await tx.rows({ name: 'test_hold_family', text, kind: 'write' }, [family])
      const held = wire.hold('rotate_families')
      const begun = refresh(nodes[0], client, tokens.refreshToken)
      await held.sent
      held.letGo()
      await waiting()
      await revokeAtOther(world, act)
      return { begun }
    })
    await expectDead(world, (await answering.begun).body)
  },
)

/** Until a statement stands at the lock. */
async function waiting(): Promise<void> {
  const text = `SELECT count(*)::int AS n FROM pg_stat_activity
    WHERE wait_event_type = 'Lock' AND datname = current_database()`
  const statement = { name: 'test_waiting', text, kind: 'read' } as const
  await eventually(async () => (await cluster.store.rows<{ n: number }>(statement))[0]?.n === 1)
}

test('a session that begins while its account is disabled has ended or never began', async () => {
  const account = await cluster.account()
  const client = await cluster.client()
  const held = wire.hold('insert_session')
  const answering = authorized(cluster, { account, client }).then(
    ({ callback }) => callback.searchParams.get('code'),
    () => null,
  )
  await held.sent
  const path = `/accounts/${account.id}/disable`
  const disabling = operator.ask('POST', path, { base: nodes[1], body: { reason } })
  await waiting()
  held.letGo()
  const code = await answering
  expect((await disabling).status).toBe(200)
  const callback = new URL(`https://app.example/cb?code=${code}`)
  const request = authorizationRequest(cluster, client.clientId)
  expect((await redeem(nodes[0], client, { callback, request })).status).toBe(400)
  const sessions = await operator.ask('GET', `/sessions?account=${account.id}`)
  expect(JSON.stringify(sessions.body)).not.toContain('"live"')
})

test('a revoked access token learns nothing of its session', async () => {
  const { client, tokens } = await newWorld(cluster, { offline: false })
  await post(`${nodes[0]}/revoke`, client, { token: tokens.accessToken })
  const headers = { authorization: `Bearer ${tokens.accessToken}` }
  const asked = await Promise.all([
    send(`${nodes[1]}/session/status`, { headers }),
    send(`${nodes[1]}/session/keepalive`, { headers, method: 'POST' }),
    send(`${nodes[1]}/session/events`, { headers }),
  ])
  expect(asked.map(({ status }) => status)).toEqual([401, 401, 401])
  const other = { authorization: `Bearer ${tokens.idToken}` }
  expect((await send(`${nodes[1]}/session/status`, { headers: other })).status).toBe(200)
})

test('a listener with an access token hears nothing more once the token is revoked', async () => {
  const { client, tokens } = await newWorld(cluster, { offline: false })
  const headers = { authorization: `Bearer ${tokens.accessToken}` }
  const stream = await fetch(`${nodes[1]}/session/events`, { headers })
  expect(stream.status).toBe(200)
  await post(`${nodes[0]}/revoke`, client, { token: tokens.accessToken })
  expect(await stream.text()).not.toContain('event: ended')
})
