/** Operators see that an account must wait before the next try, and lift the wait. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { throttleRules } from '../../src/model/throttle.ts'
import { countFailedTry } from '../../src/throttle/count.ts'
import { anyDevice, subjectOf } from '../../src/throttle/tally.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { defaultGuesses, throttleKey } from '../support/guesses.ts'
import { sql } from '../support/sql.ts'
import { newOperator, type Operator, refusalOf } from './operator.ts'

let cluster: Cluster
/** A caller with only the scopes to help people. */
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

test('the account shows the end of the wait; lifting it allows tries again and leaves one event', async () => {
  const { id, email } = await cluster.account()
  expect(await waitOf(id)).toBeNull()
  await fail(email, 5)
  const until = await waitOf(id)
  const etag = (await helper.ask('GET', `/accounts/${id}`)).headers.get('etag')
  expect(Date.parse(String(until))).toBeGreaterThan(Date.now())
  expect((await lift(id)).status).toBe(204)
  expect(await waitOf(id)).toBeNull()
  // A change of state is no edit: the version stays the same.
  expect((await helper.ask('GET', `/accounts/${id}`)).headers.get('etag')).toBe(etag)
  await fail(email, 4)
  expect(await waitOf(id)).toBeNull()
  expect(await liftedBy(id)).toEqual([{ kind: 'client' }])
})

test('lifting it twice, or lifting nothing, is no error and leaves no event', async () => {
  const { id, email } = await cluster.account()
  expect((await lift(id)).status).toBe(204)
  await fail(email, 5)
  const both = await Promise.all([lift(id), lift(id)])
  expect(both.map(({ status }) => status)).toEqual([204, 204])
  expect(await liftedBy(id)).toHaveLength(1)
})

test('lifting the wait frees a known browser too, which stays known', async () => {
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

test('lifting it is refused for an unknown account, without the scope, and for an operator whom the caller may not change', async () => {
  expect(refusalOf(await lift(nobody))).toEqual([404, 'not_found'])
  const reader = await newOperator(cluster, ['parley:accounts.read'])
  const { id } = await cluster.account()
  expect(refusalOf(await lift(id, reader))).toEqual([403, 'insufficient_scope'])
  const operator = await cluster.account({ roles: ['support'] })
  expect(refusalOf(await lift(operator.id))).toEqual([403, 'forbidden'])
  const owner = await newOperator(cluster)
  expect((await lift(operator.id, owner)).status).toBe(204)
})
