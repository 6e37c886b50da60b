/** The whole story of one session: its sign-in, grants, changes, notices and events. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { toldOf } from '../support/notices.ts'
import { openReceiver, type Receiver, toldAt } from '../support/receiver.ts'
import { type Journey, sidOf, signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { refresh, type SignedIn } from '../support/tokens.ts'
import { itemsOf, newOperator, type Operator, refusalOf } from './operator.ts'

let cluster: Cluster
let operator: Operator
let receiver: Receiver

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  operator = await newOperator(cluster)
  receiver = await openReceiver()
})
afterAll(async () => {
  await receiver?.close()
  await cluster?.close()
})

async function signedInAndTold(): Promise<
  Journey & { readonly tokens: SignedIn; readonly sessionId: string }
> {
  const journey = await signedIn(cluster, { client: await cluster.client(toldAt(receiver)) })
  const [row] = await sql<{ id: string }>(
    cluster,
    'SELECT id FROM sessions WHERE account_id = $1',
    [journey.account.id],
  )
  return { ...journey, sessionId: row?.id ?? '' }
}

function story(id: string) {
  return operator.ask('GET', `/sessions/${id}`)
}

test('the story has the sign-in, device, network, applications and their refreshes', async () => {
  const { sessionId, account, client, tokens } = await signedInAndTold()
  await refresh(cluster.issuer, client, tokens.refreshToken)
  const { body, headers } = await story(sessionId)
  expect(body).toMatchObject({
    account_id: account.id,
    state: 'live',
    acr: 'pwd',
    amr: ['pwd'],
    first_client_id: client.clientId,
    network: '127.0.0.1',
    last_network: '127.0.0.1',
    place: null,
    device: { name: expect.any(String) },
    grants: [{ id: sidOf(tokens), session_id: sessionId, refreshes: 1, state: 'live' }],
    changes: [],
    notices: [],
  })
  const link = headers.get('link') ?? ''
  for (const list of ['grants', 'notices', 'audit-events']) {
    expect(link).toContain(
      `<${cluster.issuer}/admin/v1/${list}?session=${sessionId}>; rel="related"`,
    )
  }
})

test('the story has the changes noted for session and refresh tokens, and no cookie', async () => {
  const { sessionId, tokens } = await signedInAndTold()
  const device = 'f'.repeat(64)
  await sql(
    cluster,
    `UPDATE sessions SET noted = ARRAY['note network 198.51.100.0/24', 'reauthenticate device ' || $2,
       'note parallel a | b'] WHERE id = $1`,
    [sessionId, device],
  )
  await sql(
    cluster,
    `UPDATE token_families SET noted = ARRAY['note browser Chrome on Windows'] WHERE session_id = $1`,
    [sessionId],
  )
  const { body } = await story(sessionId)
  expect(body['changes']).toEqual([
    { what: 'network', after: '198.51.100.0/24', action: 'note', grant_id: null },
    { what: 'parallel', after: 'a | b', action: 'note', grant_id: null },
    { what: 'device', after: null, action: 'reauthenticate', grant_id: null },
    { what: 'browser', after: 'Chrome on Windows', action: 'note', grant_id: sidOf(tokens) },
  ])
  expect(JSON.stringify(body)).not.toContain(device)
})

test('the story has the end and its notices, and stays readable', async () => {
  const { sessionId, account, client, tokens } = await signedInAndTold()
  const neighbour = await signedInAndTold()
  for (const id of [sessionId, neighbour.sessionId]) {
    await operator.ask('DELETE', `/sessions/${id}?reason=credential_changed`)
  }
  const { body } = await story(sessionId)
  expect(body).toMatchObject({
    state: 'ended',
    end_reason: 'credential_changed',
    ended_at: expect.any(String),
    expires_at: null,
    grants: [{ state: 'ended', refresh_tokens: [{ state: 'ended' }] }],
    notices: [{ sid: sidOf(tokens), client_id: client.clientId, cause: 'credential_changed' }],
  })
  expect(await toldOf(cluster, account.id)).toHaveLength(1)
})

test('the events are in the ledger for callers who may read it, and reading them is recorded', async () => {
  const { sessionId } = await signedInAndTold()
  const path = `/audit-events?session=${sessionId}`
  const events = itemsOf(await operator.ask('GET', path))
  expect(events.map(({ type }) => type)).toContain('session.begun')
  const readings = await sql(
    cluster,
    `SELECT actor_id AS actor FROM audit_events
     WHERE type = 'ledger.read' AND details->>'session' = $1`,
    [sessionId],
  )
  expect(readings).toEqual([{ actor: operator.client.clientId }])
  const reader = await newOperator(cluster, ['parley:sessions.read'])
  expect(refusalOf(await reader.ask('GET', path))).toEqual([403, 'insufficient_scope'])
  expect((await reader.ask('GET', `/sessions/${sessionId}`)).status).toBe(200)
})

test('notices can be filtered by session, account, client and state', async () => {
  const one = await signedInAndTold()
  const other = await signedInAndTold()
  for (const { sessionId } of [one, other]) await operator.ask('DELETE', `/sessions/${sessionId}`)
  const sids = async (query: string) =>
    itemsOf(await operator.ask('GET', `/notices?${query}`)).map(({ sid }) => sid)
  expect(await sids(`session=${one.sessionId}`)).toEqual([sidOf(one.tokens)])
  expect(await sids(`account=${other.account.id}`)).toEqual([sidOf(other.tokens)])
  expect(await sids(`client_id=${one.client.clientId}&state=pending`)).toEqual([sidOf(one.tokens)])
  expect(await sids(`client_id=${one.client.clientId}&state=dead`)).toEqual([])
  expect(await sids(`session=${one.sessionId}&account=${other.account.id}`)).toEqual([])
  const newest = await sids('limit=2')
  expect(newest).toEqual([sidOf(other.tokens), sidOf(one.tokens)])
  const wrong = await operator.ask('GET', '/notices?session=1')
  expect(refusalOf(wrong)).toEqual([400, 'request_invalid'])
})
