/** Operators see delivered and failed logout notices, and send one again. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { uuidv7 } from '../../src/base/crypto.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { sql } from '../support/sql.ts'
import { allPages, itemsOf, newOperator, type Operator, refusalOf } from './operator.ts'

let cluster: Cluster
let operator: Operator

beforeAll(async () => {
  cluster = await startCluster()
  operator = await newOperator(cluster)
})
afterAll(() => cluster?.close())

const nobody = '019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7'

async function add(state: string): Promise<string> {
  const id = uuidv7()
  await sql(
    cluster,
    `INSERT INTO notices (id, sid, account_id, client_id, cause, state, attempts, last_answer,
       tried_at, settled_at)
     VALUES ($1, 'sid', gen_random_uuid(), 'app', 'evicted', $2::text, 10, '500', now(),
       CASE WHEN $2::text <> 'pending' THEN now() END)`,
    [id, state],
  )
  return id
}

function queuedFor(id: string) {
  return sql(cluster, "SELECT FROM outbox WHERE data->>'notice' = $1", [id])
}

test('notices are listed by state, newest first, each on one page', async () => {
  const made: string[] = []
  for (const state of ['dead', 'delivered', 'dead', 'pending', 'dead']) made.push(await add(state))
  const all = (await allPages(operator, '/notices?limit=2')).flat()
  const newestFirst = (ids: readonly unknown[]) => ids.toSorted().toReversed()
  expect(all.slice(0, 5)).toEqual(newestFirst(made))
  const dead = (await allPages(operator, '/notices?state=dead&limit=2')).flat()
  expect(dead).toEqual(newestFirst([made[4], made[2], made[0]]))
  const [delivered] = itemsOf(await operator.ask('GET', '/notices?state=delivered'))
  expect(delivered).toEqual({
    id: made[1],
    client_id: 'app',
    account_id: expect.any(String),
    sid: 'sid',
    cause: 'evicted',
    state: 'delivered',
    attempts: 10,
    last_answer: '500',
    created_at: expect.any(String),
    tried_at: expect.any(String),
    delivered_at: expect.any(String),
  })
  expect((await operator.ask('GET', `/notices/${made[0]}`)).body).toMatchObject({
    state: 'dead',
    delivered_at: null,
  })
})

test.each([
  ['state=gone', 'state: must be one of pending, delivered, dead'],
  ['limit=0', 'limit: must be >= 1'],
  ['client=app', 'client: unknown'],
])('?%s is refused with the field and the rule', async (query, detail) => {
  const { status, body } = await operator.ask('GET', `/notices?${query}`)
  expect([status, body['code'], body['detail']]).toEqual([400, 'request_invalid', detail])
})

describe('sending one again', () => {
  test.each(['dead', 'delivered'])(
    'queues a %s notice again, once, and records who asked for it',
    async (state) => {
      const id = await add(state)
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => operator.ask('POST', `/notices/${id}/resend`)),
      )
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
      expect(answers[0]?.body).toMatchObject({ id, state: 'pending', attempts: 0 })
      expect(await queuedFor(id)).toHaveLength(1)
      const events = await sql(
        cluster,
        `SELECT actor_id AS actor FROM audit_events
         WHERE type = 'notice.resent' AND details->>'notice' = $1`,
        [id],
      )
      expect(events).toEqual([{ actor: operator.client.clientId }])
    },
  )

  test('leaves a pending notice alone', async () => {
    const id = await add('pending')
    const { status, body } = await operator.ask('POST', `/notices/${id}/resend`)
    expect([status, body['state'], body['attempts']]).toEqual([202, 'pending', 10])
    expect(await queuedFor(id)).toEqual([])
  })

  test('refuses an unknown id, a malformed id, and a body', async () => {
    const unknown = await operator.ask('POST', `/notices/${nobody}/resend`)
    expect(refusalOf(unknown)).toEqual([404, 'not_found'])
    const malformed = await operator.ask('POST', '/notices/1/resend')
    expect(refusalOf(malformed)).toEqual([400, 'request_invalid'])
    const id = await add('dead')
    const withBody = await operator.ask('POST', `/notices/${id}/resend`, { body: {} })
    expect(refusalOf(withBody)).toEqual([400, 'request_invalid'])
  })
})
