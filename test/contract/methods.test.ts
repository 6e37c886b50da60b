/** Every address knows its methods: any other is answered 405 with `Allow`, before anyone asks who calls. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { contract } from '../support/contract.ts'
import { pageRoutes } from '../support/page-routes.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster()
})
afterAll(() => cluster?.close())

const routes = Object.entries({ ...contract.paths, ...pageRoutes }).map(([path, methods]) => ({
  path,
  methods: Object.keys(methods)
    .map((method) => method.toUpperCase())
    .toSorted(),
}))

const sample = '018f2b6e-7b1c-7c3a-9d2e-5f6a7b8c9d0e'

function addressOf(path: string): string {
  return `${cluster.issuer}${path.replaceAll(/\{\w+\}/g, sample)}`
}

/** GET implies HEAD, and any address may answer a preflight. */
function allowed(response: Response): string[] {
  const methods = (response.headers.get('allow') ?? '').split(/, */)
  return methods.filter((method) => !['HEAD', 'OPTIONS'].includes(method)).toSorted()
}

test('a method that an address lacks is answered 405 with the methods that it has', async () => {
  const answers: [string, number, string[]][] = []
  const expected: typeof answers = []
  for (const { path, methods } of routes) {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']) {
      if (methods.includes(method)) continue
      const response = await fetch(addressOf(path), { method, redirect: 'manual' })
      answers.push([`${method} ${path}`, response.status, allowed(response)])
      expected.push([`${method} ${path}`, 405, methods])
    }
  }
  expect(answers.filter((answer, i) => String(answer) !== String(expected[i]))).toEqual([])
  expect(answers.length).toBeGreaterThan(500)
})

test('OPTIONS on a fixed address returns its own methods, not those of a template that also matches', async () => {
  for (const path of ['/admin/v1/sessions/end', '/admin/v1/revocations/reach']) {
    const response = await fetch(addressOf(path), { method: 'OPTIONS' })
    expect([path, ...allowed(response)]).toEqual([path, 'POST'])
  }
})
