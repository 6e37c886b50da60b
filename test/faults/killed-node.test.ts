/** One of two nodes is killed with SIGKILL: what was acknowledged is there, and everyone goes on. */

import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { openStore, type Store } from '../../src/store/database.ts'
import { read } from '../../src/store/db.ts'
import { type Balancer, makers, openBalancer, testSecret } from '../support/cluster.ts'
import { createDatabase, patience, type TestDatabase } from '../support/database.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'
import { endAll, type ServerProcess, startParley } from '../support/process.ts'
import { redeem, refresh, tokensOf } from '../support/tokens.ts'

let database: TestDatabase
let store: Store
let balancer: Balancer
let make: ReturnType<typeof makers>

beforeAll(async () => {
  database = await createDatabase()
  store = openStore({ url: database.url, poolSize: 2, ...patience })
  balancer = await openBalancer()
  make = makers(store)
})
afterEach(endAll)
afterAll(async () => {
  await balancer?.close()
  await store?.close()
  await database?.drop()
})

function startNode(): Promise<ServerProcess> {
  return startParley({
    DATABASE_URL: database.url,
    PARLEY_SECRET: testSecret,
    PARLEY_ISSUER: balancer.url,
    LOG_LEVEL: 'silent',
  })
}

function portOf({ url }: ServerProcess): number {
  return Number(new URL(url).port)
}

test('a sign-in that began on a killed node is finished on the other one', async () => {
  const [first, second] = await Promise.all([startNode(), startNode()])
  const cluster = { issuer: balancer.url }
  const [account, client] = await Promise.all([make.account(), make.client()])
  const request = authorizationRequest(cluster, client.clientId)
  const person = newPerson(cluster)

  balancer.use([portOf(first)])
  const form = await person.follow(request.url)
  await first.end('SIGKILL')
  balancer.use([portOf(second)])
  // A browser notices that the kept connections were closed before it sends the next form.
  await sleep(200)
  const password = 'correct horse battery staple'
  const consent = await person.submit(form, { action: 'sign-in', email: account.email, password })
  const { url: callback } = await person.submit(consent, { action: 'allow' })
  tokensOf(await redeem(balancer.url, client, { callback, request }))
})

test('a refresh in flight on a killed node is repeated on the other one, and no family forks', async () => {
  const survivor = await startNode()
  balancer.use([portOf(survivor)])
  const cluster = { issuer: balancer.url }
  const [account, client] = await Promise.all([make.account(), make.client()])
  const request = authorizationRequest(cluster, client.clientId)
  const callback = await newPerson(cluster).authorize(request, account)
  let { refreshToken: token } = tokensOf(await redeem(balancer.url, client, { callback, request }))

  for (const milliseconds of [0, 2, 4, 8]) {
    const victim = await startNode()
    const inFlight = refresh(victim.url, client, token).catch(() => null)
    setTimeout(() => void victim.end('SIGKILL'), milliseconds)
    const lost = await inFlight
    const repeated = tokensOf(await refresh(survivor.url, client, token))
    if (lost?.status === 200) expect(lost.body['refresh_token']).toBe(repeated.refreshToken)
    token = repeated.refreshToken
  }
  const families = await store.rows(
    read(
      'test_live_families',
      'SELECT generation FROM token_families WHERE account_id = $1 AND ended_at IS NULL',
    ),
    [account.id],
  )
  expect(families).toEqual([{ generation: 4 }])
})
