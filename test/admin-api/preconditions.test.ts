/** Two editors of one document do not overwrite each other: ETag, If-Match, 412 and 428. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { sql } from '../support/sql.ts'
import { newOperator, type Operator, refusalOf } from './operator.ts'

let cluster: Cluster
let operator: Operator

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  operator = await newOperator(cluster)
})
afterAll(() => cluster?.close())

async function read(path: string) {
  const { body, headers } = await operator.ask('GET', path)
  return { body, etag: headers.get('etag') ?? '' }
}

/** Each request goes to the next node. */
let turn = 0

async function save(name: string, over: object, headers: Record<string, string>) {
  turn += 1
  const { body } = await read('/policies/default')
  const { name: _, origin: __, ...settings } = body
  const base = cluster.nodes[turn % 2] ?? ''
  return operator.ask('PUT', `/policies/${name}`, { body: { ...settings, ...over }, headers, base })
}

test('saving a policy requires the ETag that was read', async () => {
  const { etag } = await read('/policies/gaming')
  expect(refusalOf(await save('gaming', {}, {}))).toEqual([428, 'precondition_needed'])
  const stale = { 'if-match': '"another"' }
  expect(refusalOf(await save('gaming', {}, stale))).toEqual([412, 'precondition_failed'])
  expect((await save('gaming', { max_sessions: 4 }, { 'if-match': etag })).status).toBe(200)
  // The version has changed.
  const again = await save('gaming', { max_sessions: 5 }, { 'if-match': etag })
  expect(refusalOf(again)).toEqual([412, 'precondition_failed'])
})

test('the answer to an edit has the same ETag as a GET', async () => {
  const { etag } = await read('/policies/social')
  const saved = await save('social', { max_sessions: 6 }, { 'if-match': `"x", ${etag}` })
  expect(saved.headers.get('etag')).toBe((await read('/policies/social')).etag)
  expect(saved.headers.get('etag')).not.toBe(etag)
})

test('a weak tag never matches, and a star matches any existing document', async () => {
  const { etag } = await read('/policies/banking')
  expect((await save('banking', {}, { 'if-match': `W/${etag}` })).status).toBe(412)
  expect((await save('banking', {}, { 'if-match': '*' })).status).toBe(200)
  expect((await save('not-there', {}, { 'if-match': '*' })).status).toBe(412)
})

test('If-None-Match: * creates a policy once', async () => {
  const headers = { 'if-none-match': '*' }
  const answers = await Promise.all([save('fresh', {}, headers), save('fresh', {}, headers)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412])
})

test('one of many editors of the same version wins, across two nodes', async () => {
  const { etag } = await read('/policies/streaming')
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      save('streaming', { max_sessions: 20 + i }, { 'if-match': etag }),
    ),
  )
  const won = answers.filter(({ status }) => status === 200)
  expect(won).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 412)).toHaveLength(7)
  expect((await read('/policies/streaming')).body).toEqual(won[0]?.body)
  const events = await sql(
    cluster,
    "SELECT id FROM audit_events WHERE type = 'policy.changed' AND details ->> 'policy' = 'streaming'",
  )
  expect(events).toHaveLength(1)
})

test.each(['client', 'account'] as const)(
  'a %s is disabled or deleted only in the version that If-Match names',
  async (kind) => {
    const id = kind === 'client' ? (await cluster.client()).clientId : (await cluster.account()).id
    const path = `/${kind}s/${id}`
    const before = await read(path)
    const disable = (headers: Record<string, string>) =>
      operator.ask('POST', `${path}/disable`, { body: { reason: 'test' }, headers })
    const disabled = await disable({ 'if-match': before.etag })
    expect(disabled.status).toBe(200)
    const now = await read(path)
    expect(disabled.headers.get('etag')).toBe(now.etag)
    expect(refusalOf(await disable({ 'if-match': before.etag }))).toEqual([
      412,
      'precondition_failed',
    ])
    const remove = (etag: string) =>
      operator.ask('DELETE', `${path}?reason=test`, { headers: { 'if-match': etag } })
    expect((await remove(before.etag)).status).toBe(412)
    expect((await read(path)).etag).toBe(now.etag)
    expect((await remove(now.etag)).status).toBe(204)
    expect((await remove(now.etag)).status).toBe(404)
  },
)

test('a lifecycle call without a condition is accepted', async () => {
  const { clientId } = await cluster.client()
  const disabled = await operator.ask('POST', `/clients/${clientId}/disable`, {
    body: { reason: 'test' },
  })
  expect(disabled.status).toBe(200)
})
