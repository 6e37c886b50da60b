/** Never one session too many, however many sign in at once and on however many nodes. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { defaultPolicy } from '../../src/model/presets.ts'
import { read } from '../../src/store/db.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'
import { refresh } from '../support/tokens.ts'

let cluster: Cluster
let client: RegisteredClient

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  client = await cluster.client()
})
afterAll(() => cluster?.close())

const sessionsOf = read(
  'test_sessions',
  `SELECT id, state, end_reason AS "endReason" FROM sessions WHERE account_id = $1
   ORDER BY created_at, id`,
)

/** Any moment at which more than so many sessions of one account lived, by the rows' own times. */
const mostAtOnce = read(
  'test_most_at_once',
  `SELECT max(n)::int AS most FROM (
     SELECT (SELECT count(*) FROM sessions o WHERE o.account_id = s.account_id
       AND o.created_at <= s.created_at AND (o.ended_at IS NULL OR o.ended_at > s.created_at)) AS n
     FROM sessions s WHERE s.account_id = $1) counted`,
)

type Row = { id: string; state: string; endReason: string | null }

test('30 sign-ins of one account at once over two nodes leave exactly the limit', async () => {
  // Consent is remembered from here on, so that each sign-in is one step.
  const { account } = await signedIn(cluster, { client })
  const request = authorizationRequest(cluster, client.clientId)
  const callbacks = await Promise.all(
    Array.from({ length: 30 }, () => newPerson(cluster).authorize(request, account)),
  )
  expect(callbacks.every((url) => url.searchParams.has('code'))).toBe(true)

  const rows = await cluster.store.rows<Row>(sessionsOf, [account.id])
  const live = rows.filter(({ state }) => state === 'live')
  const ended = rows.filter(({ state }) => state === 'ended')
  expect(live).toHaveLength(defaultPolicy.maxSessions)
  expect(new Set(ended.map(({ endReason }) => endReason))).toEqual(new Set(['evicted']))
  const [most] = await cluster.store.rows<{ most: number }>(mostAtOnce, [account.id])
  expect(most?.most).toBeLessThanOrEqual(defaultPolicy.maxSessions)
}, 60_000)

test('the oldest session gives way, and its browser and its tokens are out at once', async () => {
  const account = await cluster.account()
  const first = newPerson(cluster)
  const { tokens } = await signedIn(cluster, { client, person: first, account })
  for (let more = 0; more < defaultPolicy.maxSessions; more += 1) {
    await signedIn(cluster, { client, account })
  }
  const [oldest] = await cluster.store.rows<Row>(sessionsOf, [account.id])
  expect(oldest).toMatchObject({ state: 'ended', endReason: 'evicted' })
  const refreshed = await refresh(cluster.issuer, client, tokens.refreshToken)
  expect([refreshed.status, refreshed.body['error']]).toEqual([400, 'invalid_grant'])
  const page = await first.follow(authorizationRequest(cluster, client.clientId).url)
  expect(page.text).toContain('name="password"')
}, 60_000)
