/** While Postgres is down, the admin API says so and changes nothing; afterwards it works again. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { openWire, type Wire } from '../support/wire.ts'
import { newOperator, refusalOf } from './operator.ts'

let cluster: Cluster
let wire: Wire

beforeAll(async () => {
  cluster = await startCluster({
    throughWire: async (url) => {
      wire = await openWire(url)
      return wire.url
    },
  })
})
afterAll(async () => {
  await cluster?.close()
  await wire?.close()
})

test('while Postgres is down every operation answers 503 with Retry-After', async () => {
  const { ask } = await newOperator(cluster)
  expect((await ask('GET', '/clients')).status).toBe(200)
  const account = { email: 'later@example.com', password: 'a long enough sentence' }
  const calls = () =>
    Promise.all([
      ask('GET', '/sessions'),
      ask('DELETE', '/sessions/019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7'),
      ask('GET', '/clients'),
      ask('GET', '/accounts'),
      ask('GET', '/accounts/019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7'),
      ask('POST', '/accounts', { body: account }),
    ])
  wire.cut()
  const away = await calls()
  expect(away.map(refusalOf)).toEqual(away.map(() => [503, 'store_unavailable']))
  expect(away.map(({ headers }) => headers.get('retry-after'))).toEqual(away.map(() => '2'))

  wire.mend()
  expect((await calls()).map(({ status }) => status)).toEqual([200, 404, 200, 200, 404, 201])
})
