/** The contract applies to headers: an empty or malformed one is refused before anything is done. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { newOperator, type Operator } from '../admin-api/operator.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { contract, resolved } from '../support/contract.ts'

let cluster: Cluster
let operator: Operator

beforeAll(async () => {
  cluster = await startCluster()
  operator = await newOperator(cluster)
})
afterAll(() => cluster?.close())

const sample = '018f2b6e-7b1c-7c3a-9d2e-5f6a7b8c9d0e'

const cases = Object.entries(contract.paths)
  .filter(([path]) => path.startsWith('/admin/v1/'))
  .flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { parameters = [], requestBody }]) =>
      parameters
        .map((one) => resolved(one, '').thing)
        .filter((one) => one.in === 'header')
        .map(({ name }) => ({
          method,
          path: path.slice('/admin/v1'.length),
          name,
          sent: requestBody === undefined ? {} : { body: {} },
        })),
    ),
  )

test('every header that an operation takes is refused when it is empty', async () => {
  expect(cases.length).toBeGreaterThan(30)
  for (const { method, path, name, sent } of cases) {
    const answer = await operator.ask(method.toUpperCase(), path.replaceAll(/\{\w+\}/g, sample), {
      headers: { [name]: '' },
      ...sent,
    })
    const { status, body } = answer
    const told = [status, body['code'], String(body['detail']).split(':')[0]]
    expect([method, path, ...told]).toEqual([method, path, 400, 'request_invalid', name])
  }
})

test('an empty Idempotency-Key creates nothing, an empty If-Match changes nothing', async () => {
  const made = await operator.ask('POST', '/accounts', {
    body: { email: 'empty@example.com', password: 'correct horse battery' },
    headers: { 'idempotency-key': '' },
  })
  expect([made.status, made.body['code']]).toEqual([400, 'request_invalid'])
  const found = await operator.ask('GET', '/accounts?email=empty%40example.com')
  expect(found.body['items']).toEqual([])
  const { clientId } = await cluster.client()
  const edited = await operator.ask('PATCH', `/clients/${clientId}`, {
    body: { client_name: 'Renamed' },
    headers: { 'if-match': '' },
  })
  expect([edited.status, edited.body['code']]).toEqual([400, 'request_invalid'])
})
