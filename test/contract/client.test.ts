/** A client made from the contract by a common generator works against the server. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import createClient from 'openapi-fetch'
import type { paths } from '../../src/contract/generated/openapi.ts'
import { newOperator } from '../admin-api/operator.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'

/** The library's types of answers know no readonly arrays. */
type Mutable<T> = T extends readonly (infer Item)[]
  ? Mutable<Item>[]
  : { -readonly [Name in keyof T]: Mutable<T[Name]> }

type Contract = Mutable<paths>

let cluster: Cluster
let client: ReturnType<typeof createClient<Contract>>

beforeAll(async () => {
  cluster = await startCluster()
  const { token } = await newOperator(cluster)
  client = createClient<Contract>({
    baseUrl: cluster.issuer,
    headers: { authorization: `Bearer ${token}` },
  })
})
afterAll(() => cluster?.close())

async function register(name: string): Promise<string> {
  const { data, error } = await client.POST('/admin/v1/clients', {
    body: { client_name: name, redirect_uris: ['https://shop.example/callback'] },
  })
  if (data === undefined) throw new Error(`not registered: ${JSON.stringify(error)}`)
  return data.client_id
}

test('a generated client registers a client, finds it and changes it', async () => {
  const id = await register('Shop')
  const path = { params: { path: { id } } }
  const { data: found, response } = await client.GET('/admin/v1/clients/{id}', path)
  expect(found).toMatchObject({
    client_name: 'Shop',
    token_endpoint_auth_method: 'client_secret_basic',
  })

  const etag = response.headers.get('etag') ?? ''
  const { data: changed } = await client.PATCH('/admin/v1/clients/{id}', {
    params: { path: { id }, header: { 'If-Match': etag } },
    body: { client_name: 'Harbour Shop' },
  })
  expect(changed?.client_name).toBe('Harbour Shop')

  const { data: list } = await client.GET('/admin/v1/clients', {
    params: { query: { limit: 200 } },
  })
  expect(list?.items.map(({ client_id }) => client_id)).toContain(id)
})

test('changing a stale version is refused with a typed problem document', async () => {
  const id = await register('Stale')
  const { error, response } = await client.PATCH('/admin/v1/clients/{id}', {
    params: { path: { id }, header: { 'If-Match': '"another"' } },
    body: { client_name: 'Late' },
  })
  expect(response.status).toBe(412)
  expect(error).toMatchObject({ status: 412, code: expect.any(String) })
})

test('an unknown session is refused with a typed problem document', async () => {
  const path = { id: '018f2b6e-7b1c-7c3a-9d2e-5f6a7b8c9d0e' }
  const reading = await client.GET('/admin/v1/sessions/{id}', { params: { path } })
  expect([reading.response.status, reading.error?.code]).toEqual([404, 'not_found'])
  const { data } = await client.GET('/admin/v1/sessions', { params: { query: {} } })
  expect(data?.items).toEqual([])
})
