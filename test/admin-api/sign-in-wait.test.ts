/** Operators see that an account has to wait, and end the wait. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { throttleRules } from '../../src/model/throttle.ts'
import { countFailedTry } from '../../src/throttle/count.ts'
import { anyDevice, subjectOf } from '../../src/throttle/tally.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { defaultGuesses, throttleKey } from '../support/guesses.ts'
import { sql } from '../support/sql.ts'
import { newOperator, type Operator, refusalOf } from './operator.ts'

let cluster: Cluster
/** May help people, and see no more than that. */
let helper: Operator

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  helper = await newOperator(cluster, ['parley:accounts.help', 'parley:accounts.read'])
})
afterAll(() => cluster?.close())

const nobody = '019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7'
const { account: rule } = throttleRules(defaultGuesses)

async function fail(email: string, times: number, device = anyDevice): Promise<void> {
  const subject = subjectOf(throttleKey, 'account', email)
  for (let i = 0; i < times; i += 1) {
    await countFailedTry(cluster.store, [{ of: 'account', subject, device, rule, weight: 1 }])
  }
}

async function waitOf(id: string): Promise<unknown> {
  return (await helper.ask('GET', `/accounts/${id}`)).body['sign_in_wait_until']
}

const lift = (id: string, by = helper) => by.ask('DELETE', `/accounts/${id}/sign-in-wait`)

function liftedBy(id: string) {
  return sql<{ kind: string }>(
    cluster,
    "SELECT actor_kind AS kind FROM audit_events WHERE account_id = $1 AND type = 'account.wait_lifted'",
    [id],
  )
}

test('the account says until when; lifted, passwords are tried again, with one event', async () => {
  const { id, email } = await cluster.account()
  expect(await waitOf(id)).toBeNull()
  await fail(email, 5)
  const until = await waitOf(id)
  const etag = (await helper.ask('GET', `/accounts/${id}`)).headers.get('etag')
  expect(Date.parse(String(until))).toBeGreaterThan(Date.now())
  expect((await lift(id)).status).toBe(204)
  expect(await waitOf(id)).toBeNull()
  // What happens by itself is no edit.
  expect((await helper.ask('GET', `/accounts/${id}`)).headers.get('etag')).toBe(etag)
  await fail(email, 4)
  expect(await waitOf(id)).toBeNull()
  expect(await liftedBy(id)).toEqual([{ kind: 'client' }])
})

test('twice is no error, and neither is nothing to lift; both leave no event', async () => {
  const { id, email } = await cluster.account()
  expect((await lift(id)).status).toBe(204)
  await fail(email, 5)
  const both = await Promise.all([lift(id), lift(id)])
  expect(both.map(({ status }) => status)).toEqual([204, 204])
  expect(await liftedBy(id)).toHaveLength(1)
})

test('a browser that the account knows is let go too, and stays known', async () => {
  const { id, email } = await cluster.account()
  await fail(email, 5, Buffer.alloc(32, 7))
  expect(await waitOf(id)).not.toBeNull()
  await lift(id)
  expect(await waitOf(id)).toBeNull()
  const rows = await sql(cluster, 'SELECT standing FROM failed_tries WHERE subject = $1', [
    subjectOf(throttleKey, 'account', email),
  ])
  expect(rows).toEqual([{ standing: 0 }])
})

test('is refused for nobody, without the scope, and of an operator by who may not change them', async () => {
  expect(refusalOf(await lift(nobody))).toEqual([404, 'not_found'])
  const reader = await newOperator(cluster, ['parley:accounts.read'])
  const { id } = await cluster.account()
  expect(refusalOf(await lift(id, reader))).toEqual([403, 'insufficient_scope'])
  const operator = await cluster.account({ roles: ['support'] })
  expect(refusalOf(await lift(operator.id))).toEqual([403, 'forbidden'])
  const owner = await newOperator(cluster)
  expect((await lift(operator.id, owner)).status).toBe(204)
})
