/** The node that ends many sessions is killed in the middle: another one goes on, and none ends twice. */

import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { openStore, type Store } from '../../src/store/database.ts'
import { adminToken, askerOf, itemsOf, machine } from '../admin-api/operator.ts'
import { type Balancer, makers, openBalancer, testSecret } from '../support/cluster.ts'
import { addCrowd } from '../support/crowd.ts'
import { createDatabase, patience, type TestDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { endAll, type ServerProcess, startParley } from '../support/process.ts'
import { sql } from '../support/sql.ts'

let database: TestDatabase
let store: Store
let balancer: Balancer

beforeAll(async () => {
  database = await createDatabase()
  store = openStore({ url: database.url, poolSize: 2, ...patience })
  balancer = await openBalancer()
})
afterEach(endAll)
afterAll(async () => {
  await balancer?.close()
  await store?.close()
  await database?.drop()
})

async function startNode(): Promise<ServerProcess> {
  const node = await startParley({
    DATABASE_URL: database.url,
    PARLEY_SECRET: testSecret,
    PARLEY_ISSUER: balancer.url,
    LOG_LEVEL: 'silent',
  })
  balancer.use([Number(new URL(node.url).port)])
  return node
}

const size = 3_000

async function endedSoFar(id: unknown): Promise<number> {
  const [row] = await sql<{ ended: number }>(
    { store },
    'SELECT sessions_ended AS ended FROM revocations WHERE id = $1',
    [id],
  )
  return row?.ended ?? 0
}

test('a search is swept to its end after a kill', async () => {
  await addCrowd({ store }, { size, policy: 'crowd' })
  const node = await startNode()
  const scopes = ['parley:revocations.make', 'parley:revocations.list', 'parley:sessions.read']
  const client = await makers(store).client({ ...machine, scopes })
  const ask = askerOf(
    { issuer: balancer.url },
    await adminToken({ issuer: balancer.url }, client, scopes),
  )
  const body = { filter: { policy: 'crowd' }, reason: 'A test' }
  const { status, body: receipt } = await ask('POST', '/sessions/end', { body })
  expect([status, receipt['sessions_ended']]).toEqual([201, 100])
  await eventually(async () => (await endedSoFar(receipt['id'])) > 100)
  await node.end('SIGKILL')
  const atDeath = await endedSoFar(receipt['id'])
  expect(atDeath).toBeLessThan(size)

  await startNode()
  await eventually(async () => {
    const { body: told } = await ask('GET', `/revocations/${receipt['id']}`)
    return told['swept_at'] !== null && told['sessions_ended'] === size
  })
  expect(itemsOf(await ask('GET', '/sessions?policy=crowd&state=live'))).toEqual([])
  const [events] = await sql(
    { store },
    `SELECT count(*)::int AS ended, count(DISTINCT session_id)::int AS sessions
     FROM audit_events WHERE type = 'session.ended'`,
  )
  expect(events).toEqual({ ended: size, sessions: size })
})
