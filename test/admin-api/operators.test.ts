/** Owners grant and remove operator roles, and there is always an owner. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { commandLine, documentOf } from '../cli/command-line.ts'
import { newOperatorPerson } from '../console/operator.ts'
import { type Cluster, startCluster, testSecret } from '../support/cluster.ts'
import { sql } from '../support/sql.ts'
import { allScopes, itemsOf, newOperator, type Operator, refusalOf } from './operator.ts'

let cluster: Cluster
let owner: Operator
let plain: Operator

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  owner = await newOperator(cluster)
  const fewer = allScopes.filter((scope) => scope !== 'parley:operators.write')
  plain = await newOperator(cluster, fewer)
})
afterAll(() => cluster?.close())

const role = (id: string, to: string | null, base?: string) =>
  owner.ask('PUT', `/accounts/${id}/role`, { body: { role: to }, ...(base ? { base } : {}) })

async function ownersNow(): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    cluster,
    "SELECT id FROM accounts WHERE 'owner' = ANY (roles) AND disabled_at IS NULL ORDER BY id",
  )
  return rows.map(({ id }) => id)
}

/** No other operator exists when a test begins. */
async function onlyOwner(): Promise<string> {
  await sql(cluster, "UPDATE accounts SET roles = '{}'")
  const { id } = await cluster.account({ roles: ['owner'] })
  return id
}

test('granting, changing and removing a role is recorded with before and after', async () => {
  await onlyOwner()
  const { id } = await cluster.account({ roles: ['customer'] })
  for (const to of ['viewer', 'viewer', 'support', null]) {
    expect((await role(id, to)).status).toBe(200)
  }
  const events = await sql(
    cluster,
    `SELECT details ->> 'before' AS before, details ->> 'after' AS after FROM audit_events
     WHERE type = 'operator.role_changed' AND account_id = $1 ORDER BY audit_events.id`,
    [id],
  )
  expect(events).toEqual([
    { before: 'none', after: 'viewer' },
    { before: 'viewer', after: 'support' },
    { before: 'support', after: 'none' },
  ])
  const { body } = await owner.ask('GET', `/accounts/${id}`)
  expect(body['roles']).toEqual(['customer'])
})

test('the list holds all operators and nobody else', async () => {
  const first = await onlyOwner()
  const { id } = await cluster.account({ roles: ['support'] })
  await cluster.account({ roles: ['customer'] })
  const items = itemsOf(await owner.ask('GET', '/operators'))
  expect(items.map((one) => [one['account_id'], one['role']])).toEqual([
    [first, 'owner'],
    [id, 'support'],
  ])
})

test('the last owner can be neither demoted, disabled nor deleted', async () => {
  const id = await onlyOwner()
  const reason = 'a test'
  for (const refused of [
    await role(id, 'operator'),
    await role(id, null),
    await owner.ask('POST', `/accounts/${id}/disable`, { body: { reason } }),
    await owner.ask('DELETE', `/accounts/${id}?reason=x`),
  ]) {
    expect(refusalOf(refused)).toEqual([409, 'last_owner'])
  }
  expect(await ownersNow()).toEqual([id])
  const { id: other } = await cluster.account({ roles: ['owner'] })
  expect((await role(id, null)).status).toBe(200)
  expect(await ownersNow()).toEqual([other])
})

test('a disabled owner does not count: the other one must stay', async () => {
  const id = await onlyOwner()
  const { id: disabled } = await cluster.account({ roles: ['owner'] })
  await owner.ask('POST', `/accounts/${disabled}/disable`, { body: { reason: 'a test' } })
  expect(refusalOf(await role(id, null))).toEqual([409, 'last_owner'])
})

test('when two owners demote each other at once on two nodes, one stays', async () => {
  for (let round = 0; round < 10; round += 1) {
    const [a, { id: b }] = [await onlyOwner(), await cluster.account({ roles: ['owner'] })]
    const [first = '', second = ''] = cluster.nodes
    const answers = await Promise.all([role(a, null, first), role(b, 'viewer', second)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(await ownersNow()).toHaveLength(1)
  }
})

test('only a caller who may change operators may change the account of one', async () => {
  await onlyOwner()
  const { id } = await cluster.account({ roles: ['viewer'] })
  const reason = 'a test'
  for (const refused of [
    await plain.ask('POST', `/accounts/${id}/disable`, { body: { reason } }),
    await plain.ask('POST', `/accounts/${id}/enable`),
    await plain.ask('PUT', `/accounts/${id}/tier`, { body: { tier: 'premium' } }),
    await plain.ask('DELETE', `/accounts/${id}?reason=x`),
  ]) {
    expect(refusalOf(refused)).toEqual([403, 'forbidden'])
  }
  const refused = await plain.ask('PUT', `/accounts/${id}/role`, { body: { role: 'owner' } })
  expect(refusalOf(refused)).toEqual([403, 'insufficient_scope'])
  expect((await owner.ask('DELETE', `/accounts/${id}?reason=x`)).status).toBe(204)
})

test('a demoted operator loses the console at the next request', async () => {
  await onlyOwner()
  const { account, person } = await newOperatorPerson(cluster, ['operator'])
  await role(account.id, null)
  expect((await person.visit('/console')).status).toBe(403)
})

test.each(['admin', '', 7, ['owner']])('%j is refused as a role', async (to) => {
  const { id } = await cluster.account()
  const answer = await owner.ask('PUT', `/accounts/${id}/role`, { body: { role: to } })
  expect(refusalOf(answer)).toEqual([400, 'request_invalid'])
})

test('the command line does the same', async () => {
  const id = await onlyOwner()
  const { email } = await cluster.account()
  const parley = commandLine({ DATABASE_URL: cluster.databaseUrl, PARLEY_SECRET: testSecret })
  expect(documentOf(await parley(['operator', 'set', email, 'support', '--json']))).toMatchObject({
    role: 'support',
  })
  expect(documentOf(await parley(['operator', 'list', '--json']))).toMatchObject([
    { account_id: id, role: 'owner' },
    { email, role: 'support' },
  ])
  const refused = await parley(['operator', 'set', id, 'none'])
  expect([refused.code, refused.err]).toEqual([
    1,
    expect.stringContaining('nobody else is an owner'),
  ])
})
