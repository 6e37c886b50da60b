/** Postgres goes away and comes back: 503 with Retry-After, never a wrong answer, nothing lost. */

import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { openStore } from '../../src/store/database.ts'
import { read, write } from '../../src/store/db.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'
import { post, refresh } from '../support/tokens.ts'
import { openWire, type Wire } from '../support/wire.ts'

let cluster: Cluster
let client: RegisteredClient
let wire: Wire

beforeAll(async () => {
  cluster = await startCluster({
    throughWire: async (url) => {
      wire = await openWire(url)
      return wire.url
    },
  })
  client = await cluster.client()
})
afterAll(async () => {
  await cluster?.close()
  await wire?.close()
})

test('while Postgres is away every endpoint that needs it answers 503, and tokens survive it', async () => {
  const { tokens, person } = await signedIn(cluster, { client })
  wire.cut()
  const token = tokens.refreshToken
  const answers = await Promise.all([
    refresh(cluster.issuer, client, token),
    post(`${cluster.issuer}/introspect`, client, { token }),
    post(`${cluster.issuer}/revoke`, client, { token }),
    person.visit(authorizationRequest(cluster, client.clientId).url),
    newPerson(cluster).visit('/health/ready'),
    userinfo(tokens.accessToken),
  ])
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503, 503, 503])
  expect(answers.every(({ headers }) => headers.get('retry-after') !== null)).toBe(true)

  const still = await Promise.all(
    ['/health/live', '/jwks', '/.well-known/openid-configuration'].map((path) =>
      fetch(cluster.issuer + path),
    ),
  )
  expect(still.map(({ status }) => status)).toEqual([200, 200, 200])

  wire.mend()
  const back = await refresh(cluster.issuer, client, token)
  expect(back.status).toBe(200)
  expect((await newPerson(cluster).visit('/health/ready')).status).toBe(200)
})

test('an error of the work in a transaction is no outage, whatever it says', async () => {
  const own = new Error('timeout of something else: it terminated')
  const working = cluster.store.transaction(() => Promise.reject(own))
  await expect(working).rejects.toBe(own)
  await expect(cluster.store.transaction(async () => 'and the next one works')).resolves.toBe(
    'and the next one works',
  )
})

test('a sign-in form that was sent while Postgres was away can be sent again', async () => {
  const account = await cluster.account()
  const person = newPerson(cluster)
  const page = await person.follow(authorizationRequest(cluster, client.clientId).url)
  wire.cut()
  const fields = {
    action: 'sign-in',
    email: account.email,
    password: 'correct horse battery staple',
  }
  const away = await person.submit(page, fields)
  expect([away.status, away.headers.get('retry-after')]).toEqual([503, '2'])
  wire.mend()
  const consent = await person.submit(page, fields)
  expect(consent.text).toContain('value="allow"')
})

test('a connection that breaks inside a transaction is an outage, and never ends the node', async () => {
  const store = openStore({ url: cluster.databaseUrl, poolSize: 1 })
  const broken = store.transaction(async (tx) => {
    const [own] = await tx.rows<{ pid: number }>(ownPid)
    await cluster.store.rows(write('test_break', 'SELECT pg_terminate_backend($1)'), [own?.pid])
    await sleep(50)
    await tx.rows(ownPid)
  })
  await expect(broken).rejects.toMatchObject({ code: 'store_unavailable' })
  expect(await store.rows(ownPid)).toHaveLength(1)
  await store.close()
})

test('a statement that Postgres refuses keeps its connection', async () => {
  const store = openStore({ url: cluster.databaseUrl, poolSize: 1 })
  const before = await store.rows(ownPid)
  await expect(store.rows(write('test_refused', 'SELECT 1 / 0'))).rejects.toThrow('zero')
  expect(await store.rows(ownPid)).toEqual(before)
  await store.close()
})

const ownPid = read('test_own_pid', 'SELECT pg_backend_pid() AS pid')

function userinfo(accessToken: string): Promise<Response> {
  return fetch(`${cluster.issuer}/userinfo`, {
    headers: { authorization: `Bearer ${accessToken}` },
  })
}
