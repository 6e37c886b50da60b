/** One authorization code, presented many times at once and one after the other. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { read } from '../../src/store/db.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'
import { redeem, refresh, tokensOf } from '../support/tokens.ts'

let cluster: Cluster
let client: RegisteredClient

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  client = await cluster.client()
})
afterAll(() => cluster?.close())

const eventsOf = read(
  'test_events_of_account',
  'SELECT type FROM audit_events WHERE account_id = $1 ORDER BY id',
)

async function freshCode() {
  const account = await cluster.account()
  const request = authorizationRequest(cluster, client.clientId)
  const callback = await newPerson(cluster).authorize(request, account)
  return { account, request, callback }
}

function nodeOf(turn: number): string {
  return cluster.nodes[turn % cluster.nodes.length] ?? ''
}

test('50 redemptions of one code over two nodes: one succeeds', async () => {
  const { account, ...code } = await freshCode()
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) => redeem(nodeOf(i), client, code)),
  )
  const statuses = answers.map(({ status }) => status).sort()
  expect(statuses).toEqual([200, ...Array(49).fill(400)])
  const refusals = new Set(
    answers.filter(({ status }) => status === 400).map(({ body }) => JSON.stringify(body)),
  )
  expect([...refusals]).toEqual([
    JSON.stringify({ error: 'invalid_grant', error_description: 'grant request is invalid' }),
  ])
  const events = await cluster.store.rows<{ type: string }>(eventsOf, [account.id])
  expect(events.filter(({ type }) => type === 'code.redeemed')).toHaveLength(1)
})

test('reusing a code ends its tokens, and the ledger records it once', async () => {
  const { account, ...code } = await freshCode()
  const tokens = tokensOf(await redeem(nodeOf(0), client, code))
  const again = await redeem(nodeOf(1), client, code)
  const third = await redeem(nodeOf(0), client, code)
  const refreshed = await refresh(nodeOf(1), client, tokens.refreshToken)
  expect([again.status, third.status, refreshed.status]).toEqual([400, 400, 400])
  const events = await cluster.store.rows<{ type: string }>(eventsOf, [account.id])
  expect(events.filter(({ type }) => type === 'code.reused')).toHaveLength(1)
})

test('reusing a code with a wrong verifier ends nothing: the sender proves nothing', async () => {
  const { account: _, ...code } = await freshCode()
  const tokens = tokensOf(await redeem(nodeOf(0), client, code))
  const request = { ...code.request, verifier: 'x'.repeat(43) }
  const wrong = await redeem(nodeOf(1), client, { ...code, request })
  const refreshed = await refresh(nodeOf(1), client, tokens.refreshToken)
  expect([wrong.status, refreshed.status]).toEqual([400, 200])
})

test('a code lives 60 seconds', async () => {
  const { account: _, ...code } = await freshCode()
  await cluster.store.rows({
    name: 'test_age_codes',
    kind: 'write',
    text: "UPDATE authorization_codes SET expires_at = expires_at - interval '60 seconds'",
  })
  const late = await redeem(nodeOf(0), client, code)
  expect([late.status, late.body['error']]).toEqual([400, 'invalid_grant'])
})

test('a code dies with its session', async () => {
  const { account, ...code } = await freshCode()
  await cluster.endSessionsOf(account.id)
  const answer = await redeem(nodeOf(0), client, code)
  expect([answer.status, answer.body['error']]).toEqual([400, 'invalid_grant'])
})

test('a code survives four wrong attempts and is dead at the fifth', async () => {
  for (const [failures, status] of [
    [4, 200],
    [5, 400],
  ] as const) {
    const { account: _, ...code } = await freshCode()
    const request = { ...code.request, verifier: 'x'.repeat(43) }
    const tries = Array.from({ length: failures }, (_, i) =>
      redeem(nodeOf(i), client, { ...code, request }),
    )
    expect((await Promise.all(tries)).every((answer) => answer.status === 400)).toBe(true)
    expect((await redeem(nodeOf(0), client, code)).status).toBe(status)
  }
})
