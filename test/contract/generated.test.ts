/** Whatever is asked of the admin API, it answers as the contract says and never fails. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { newOperator, type Operator } from '../admin/operator.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { type Known, requestsTo } from './requests.ts'

let cluster: Cluster
let operator: Operator
let known: Known

beforeAll(async () => {
  cluster = await startCluster()
  operator = await newOperator(cluster)
  const { account } = await signedIn(cluster)
  await signedIn(cluster, { account })
  const sessions = await sql<{ id: string }>(cluster, 'SELECT id FROM sessions')
  const uuids = [account.id, ...sessions.map(({ id }) => id)]
  // Not the one that asks: it would disable itself.
  const { clientId } = await cluster.client()
  known = { uuids, clientIds: [clientId] }
})
afterAll(() => cluster?.close())

test('no generated request makes the admin API fail or break its contract', async () => {
  const seen = new Map<number, number>()
  await fc.assert(
    fc.asyncProperty(requestsTo(known), async ({ method, path, body, type }) => {
      const hasBody = body !== undefined && method !== 'GET'
      const answer = await operator.ask(method, path, {
        ...(hasBody ? { body, headers: { 'content-type': type } } : {}),
      })
      seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1)
      expect(answer.status).toBeLessThan(500)
    }),
    { numRuns: 250 },
  )
  // Both what is right and what is wrong was asked; else the test would prove little.
  expect(seen.get(200)).toBeGreaterThan(10)
  expect(seen.get(400)).toBeGreaterThan(10)
})
