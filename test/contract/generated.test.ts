/** Whatever is asked of the admin API, it answers as the contract says and never fails. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { newOperator, type Operator } from '../admin-api/operator.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { rounds } from '../support/rounds.ts'
import { signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { type GeneratedRequest, type Known, requestsTo } from './requests.ts'

let cluster: Cluster
let operator: Operator
let known: Known

beforeAll(async () => {
  cluster = await startCluster()
  operator = await newOperator(cluster)
  const { account } = await signedIn(cluster)
  await signedIn(cluster, { account })
  const sessions = await sql<{ id: string }>(cluster, 'SELECT id FROM sessions')
  const made = await operator.ask('POST', '/api-keys', {
    body: { name: 'Known', scopes: ['parley:sessions.read'] },
  })
  const uuids = [account.id, String(made.body['id']), ...sessions.map(({ id }) => id)]
  // Not the one that asks: it would disable itself.
  const { clientId } = await cluster.client()
  known = { uuids, clientIds: [clientId] }
})
afterAll(() => cluster?.close())

/** Sent first, since chance may never draw a well-formed stale tag. */
function staleChange(): GeneratedRequest {
  return {
    method: 'PATCH',
    path: `/clients/${known.clientIds[0]}?`,
    body: { client_name: 'Late' },
    type: 'application/json',
    headers: { 'If-Match': '"nothing"' },
  }
}

test('no generated request makes the admin API fail or break its contract', async () => {
  const seen = new Map<number, number>()
  await fc.assert(
    fc.asyncProperty(requestsTo(known), async ({ method, path, body, type, headers }) => {
      const hasBody = body !== undefined && method !== 'GET'
      const answer = await operator.ask(method, path, {
        headers: { ...headers, ...(hasBody ? { 'content-type': type } : {}) },
        ...(hasBody ? { body } : {}),
      })
      seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1)
      expect(answer.status).toBeLessThan(500)
      // It may have rotated the key of its own token.
      if (answer.status === 401) operator = await newOperator(cluster)
    }),
    { numRuns: rounds(130), examples: [[staleChange()]] },
  )
  // Both what is right and what is wrong was asked; else the test would prove little.
  expect(seen.get(200)).toBeGreaterThan(10)
  expect(seen.get(400)).toBeGreaterThan(10)
  expect(seen.get(412)).toBeGreaterThan(0)
})

test.each(['', 'a-key'])(
  'a body that is nested too deep is refused, with the key %j',
  async (key) => {
    const raw = `${'['.repeat(30_000)}${']'.repeat(30_000)}`
    const headers = key === '' ? {} : { 'idempotency-key': key }
    const answer = await operator.ask('POST', '/clients', { raw, headers })
    expect([answer.status, answer.body['code']]).toEqual([400, 'request_invalid'])
  },
)
