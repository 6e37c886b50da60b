/** Operators list, register and remove resource servers. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { allDetails, sql } from '../support/sql.ts'
import { claimsOf, post } from '../support/tokens.ts'
import { itemsOf, machine, newOperator, type Operator, refusalOf } from './operator.ts'

let cluster: Cluster
let operator: Operator

beforeAll(async () => {
  cluster = await startCluster()
  operator = await newOperator(cluster)
})
afterAll(() => cluster?.close())

const path = '/resource-servers'
const api = (name: string) => `https://${name}.example/api?v=1`

function register(identifier: string, scope: string, by = operator) {
  return by.ask('POST', path, { body: { identifier, name: 'An API', scope } })
}

function remove(identifier: string) {
  const query = new URLSearchParams({ identifier, reason: 'It moved' })
  return operator.ask('DELETE', `${path}?${query}`)
}

async function eventsOf(identifier: string): Promise<unknown[]> {
  return sql(
    cluster,
    `SELECT type, actor_id AS actor, ${allDetails} FROM audit_events
     WHERE type LIKE 'resource_server.%' AND details ->> 'resource' = $1 ORDER BY id`,
    [identifier],
  )
}

test('a client gets tokens for an API from its registration until its removal', async () => {
  const resource = api('jobs')
  const client = await cluster.client({ ...machine, scopes: ['jobs:run'] })
  const params = { grant_type: 'client_credentials', scope: 'jobs:run', resource }
  const ask = () => post(`${cluster.issuer}/token`, client, params)
  expect((await ask()).body['error']).toBe('invalid_target')
  expect((await register(resource, 'jobs:run jobs:see')).status).toBe(204)
  const { body } = await ask()
  expect(claimsOf(body['access_token'])).toMatchObject({ aud: resource, scope: 'jobs:run' })
  expect((await remove(resource)).status).toBe(204)
  expect((await ask()).body['error']).toBe('invalid_target')
  expect(refusalOf(await remove(resource))).toEqual([404, 'not_found'])
  const actor = operator.client.clientId
  expect(await eventsOf(resource)).toEqual([
    {
      type: 'resource_server.registered',
      actor,
      details: { resource, name: 'An API', scope: 'jobs:run jobs:see' },
    },
    { type: 'resource_server.removed', actor, details: { resource, reason: 'It moved' } },
  ])
})

test('registering it again adds scopes, and without new ones leaves no event', async () => {
  const resource = api('photos')
  for (const scope of ['photos:read', 'photos:write', 'photos:read']) {
    expect((await register(resource, scope)).status).toBe(204)
  }
  const [, second, ...more] = await eventsOf(resource)
  expect(second).toMatchObject({ details: { scope: 'photos:read photos:write' } })
  expect(more).toEqual([])
})

test('all are listed in pages, including those of clients', async () => {
  const own = api('own')
  await cluster.resourceServer(own, ['own:read'])
  for (const name of ['a', 'b', 'c']) await register(api(name), 'x')
  const seen: unknown[] = []
  let next: string | null = `${path}?limit=2`
  while (next !== null) {
    const answer: Awaited<ReturnType<Operator['ask']>> = await operator.ask('GET', next)
    seen.push(...itemsOf(answer).map(({ identifier }) => identifier))
    next = /admin\/v1([^>]+)>/.exec(answer.headers.get('link') ?? '')?.[1] ?? null
  }
  const rows = await sql<{ identifier: string }>(cluster, 'SELECT identifier FROM resource_servers')
  expect(seen.toSorted()).toEqual(rows.map(({ identifier }) => identifier).toSorted())
  expect(seen).toContain(own)
})

test('admin scopes can be offered only by a caller who has them', async () => {
  const narrow = await newOperator(cluster, ['parley:clients.write'])
  const refused = await register(api('more'), 'parley:accounts.write', narrow)
  expect(refusalOf(refused)).toEqual([403, 'forbidden'])
})

test.each([
  ['photos', 'request_invalid', 'identifier: must match format "uri"'],
  [
    'https://api.example/#f',
    'client_metadata_invalid',
    'identifier: a full URI without a fragment',
  ],
])('%s is refused as an identifier', async (identifier, code, detail) => {
  const { status, body } = await register(identifier, 'x')
  expect([status, body['code'], body['detail']]).toEqual([400, code, detail])
})
