/** A caller over the rate limit is told when to retry; other callers are not affected. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { sql } from '../support/sql.ts'
import { newOperator, refusalOf } from './operator.ts'

let cluster: Cluster

beforeAll(async () => {
  const settings = { PARLEY_ADMIN_RATE: '1', PARLEY_ADMIN_BURST: '5' }
  cluster = await startCluster({ settings })
})
afterAll(() => cluster?.close())

test('a request over the limit is refused with Retry-After, changes nothing, and affects no other caller', async () => {
  const [wild, other] = [await newOperator(cluster), await newOperator(cluster)]
  const body = { client_name: 'x', redirect_uris: ['https://app.example/cb'], scope: 'openid' }
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => wild.ask('POST', '/clients', { body })),
  )
  const made = answers.filter(({ status }) => status === 201)
  const refused = answers.filter(({ status }) => status === 429)
  // On a slow machine the bucket refills meanwhile, so a few more get through.
  expect(made.length).toBeGreaterThanOrEqual(5)
  expect(refused.length).toBeGreaterThan(0)
  expect(made.length + refused.length).toBe(40)
  for (const answer of refused) {
    expect(refusalOf(answer)).toEqual([429, 'too_many_requests'])
    expect(answer.headers.get('retry-after')).toBe('1')
  }
  const [count] = await cluster.store.rows<{ n: number }>({
    name: 'test_count_x',
    text: "SELECT count(*)::int AS n FROM clients WHERE name = 'x'",
    kind: 'read',
  })
  expect(count?.n).toBe(made.length)
  const events = await sql<{ actor: string; outcome: string }>(
    cluster,
    `SELECT actor_id AS actor, outcome FROM audit_events
     WHERE type = 'limit.reached' AND details ->> 'limit' = 'admin_api'`,
  )
  const one = { actor: wild.client.clientId, outcome: 'failure' }
  expect(events).toEqual(Array.from({ length: Math.min(60, refused.length) }, () => one))
  expect((await other.ask('GET', '/clients')).status).toBe(200)
  expect((await fetch(`${cluster.issuer}/health/ready`)).status).toBe(200)
})

test('refused calls count too', async () => {
  const reader = await newOperator(cluster, ['parley:clients.read'])
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => reader.ask('GET', '/accounts')),
  )
  const statuses = new Set(answers.map(({ status }) => status))
  expect([...statuses].toSorted()).toEqual([403, 429])
})
