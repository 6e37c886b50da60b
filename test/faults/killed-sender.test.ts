/** If a node is killed between an ending and its notice, another node sends the notice. */

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { openStore, type Store } from '../../src/store/database.ts'
import { type Balancer, makers, openBalancer, testSecret } from '../support/cluster.ts'
import { createDatabase, patience, type TestDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { noticesOf } from '../support/notices.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'
import { endAll, type ServerProcess, startParley } from '../support/process.ts'
import { openReceiver, type Receiver, toldAt } from '../support/receiver.ts'
import { sql } from '../support/sql.ts'

let database: TestDatabase
let store: Store
let balancer: Balancer
let make: ReturnType<typeof makers>
let receiver: Receiver
let client: RegisteredClient

beforeAll(async () => {
  database = await createDatabase()
  store = openStore({ url: database.url, poolSize: 2, ...patience })
  balancer = await openBalancer()
  make = makers(store)
})
beforeEach(async () => {
  receiver = await openReceiver('silent')
  client = await make.client(toldAt(receiver))
})
afterEach(async () => {
  await endAll()
  await receiver?.close()
})
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

/** Somebody signs in and out; answers when the answer is there, and tells whose session it was. */
async function signInAndOut(): Promise<string> {
  const account = await make.account()
  const person = newPerson({ issuer: balancer.url })
  await person.authorize(authorizationRequest({ issuer: balancer.url }, client.clientId), account)
  await person.submit(await person.follow('/logout'), { logout: 'yes' })
  return account.id
}

async function isDelivered(accountId: string): Promise<boolean> {
  const [notice, ...more] = await noticesOf({ store }, accountId)
  expect(more).toEqual([])
  return notice?.state === 'delivered'
}

test('a notice survives a kill right after the sign-out', async () => {
  const node = await startNode()
  const accountId = await signInAndOut()
  await node.end('SIGKILL')
  receiver.mood = 200
  await startNode()
  await eventually(() => isDelivered(accountId))
  expect(receiver.received.length).toBeGreaterThanOrEqual(1)
})

test('a client whose notice was cut off by a kill is told again once the heartbeat is missed', async () => {
  const node = await startNode()
  const accountId = await signInAndOut()
  await eventually(() => receiver.received.length === 1)
  await node.end('SIGKILL')
  receiver.mood = 200
  await startNode()
  await eventually(async () => {
    // As if the wait before the next try were over.
    await sql(
      { store },
      "UPDATE jobs.job SET start_after = now() - interval '1 second' WHERE state = 'retry'",
    )
    return isDelivered(accountId)
  })
  expect(receiver.received).toHaveLength(2)
  expect((await noticesOf({ store }, accountId))[0]?.attempts).toBe(2)
})
