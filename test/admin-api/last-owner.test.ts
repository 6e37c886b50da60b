/** No change locks out the last owner, whoever makes it, and trying a policy out says whom it would shut out. */

import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { commandLine } from '../cli/command-line.ts'
import { type Cluster, startCluster, testPassword, testSecret } from '../support/cluster.ts'
import { newPerson } from '../support/person.ts'
import { sql } from '../support/sql.ts'
import { newOperator, type Operator, refusalOf } from './operator.ts'

let cluster: Cluster
let operator: Operator

beforeAll(async () => {
  cluster = await startCluster()
  operator = await newOperator(cluster)
})
afterAll(() => cluster?.close())

let owner: { readonly id: string; readonly email: string }

/** One owner, in the tier `default`, and every policy as it was made. */
beforeEach(async () => {
  await sql(cluster, "UPDATE accounts SET roles = '{}'")
  await sql(cluster, 'DELETE FROM policies')
  owner = await cluster.account({ roles: ['owner'] })
})

async function strict(name: string): Promise<Record<string, unknown>> {
  const { body } = await operator.ask('GET', `/policies/${name}`)
  const { name: _, origin: __, ...settings } = body
  return { ...settings, require_acr: 'mfa' }
}

const match = { 'if-match': '*' }

async function save(name: string) {
  return operator.ask('PUT', `/policies/${name}`, { body: await strict(name), headers: match })
}

test('a dry run says how many people could not sign in any more', async () => {
  const [all] = await sql<{ count: number }>(
    cluster,
    `SELECT count(*)::int AS count FROM accounts
     WHERE kind = 'person' AND tier = 'default' AND disabled_at IS NULL`,
  )
  const ask = async (body: object) =>
    (await operator.ask('POST', '/policies/default/simulation', { body })).body['accounts_shut_out']
  const settings = await strict('default')
  expect(await ask(settings)).toBe(all?.count)
  expect(await ask({ ...settings, require_acr: null })).toBe(0)
  expect(await ask({ ...settings, require_acr: 'pwd' })).toBe(0)
  const rule = { openid: { require_acr: 'mfa' } }
  expect(await ask({ ...settings, require_acr: null, scope_rules: rule })).toBe(all?.count)
})

test('a policy that would lock out the last owner is not saved', async () => {
  expect(refusalOf(await save('default'))).toEqual([409, 'last_owner'])
  expect((await save('social')).status).toBe(200)
  expect((await operator.ask('GET', '/policies/default')).body['require_acr']).toBeNull()
})

test('a policy is saved while another owner can still sign in', async () => {
  await cluster.account({ roles: ['owner'], tier: 'social' })
  expect((await save('default')).status).toBe(200)
  expect(refusalOf(await save('social'))).toEqual([409, 'last_owner'])
})

test('the last owner who can sign in gets no tier, loses no role and is not disabled or deleted', async () => {
  expect((await save('social')).status).toBe(200)
  await cluster.account({ roles: ['owner'], tier: 'social' })
  const reason = 'a test'
  const path = `/accounts/${owner.id}`
  for (const answer of [
    await operator.ask('PUT', `${path}/tier`, { body: { tier: 'social' } }),
    await operator.ask('PUT', `${path}/role`, { body: { role: 'operator' } }),
    await operator.ask('POST', `${path}/disable`, { body: { reason } }),
    await operator.ask('DELETE', `${path}?reason=x`),
  ]) {
    expect(refusalOf(answer)).toEqual([409, 'last_owner'])
  }
})

test('the command line refuses the same, in a sentence', async () => {
  expect((await save('social')).status).toBe(200)
  const run = commandLine({ DATABASE_URL: cluster.databaseUrl, PARLEY_SECRET: testSecret })
  for (const command of [
    ['policy', 'set', 'default', 'require_acr=mfa'],
    ['account', 'set-tier', owner.email, 'social'],
  ]) {
    const { code, err } = await run(command)
    expect([code, err]).toEqual([1, expect.stringContaining('no owner could sign in')])
  }
})

test.each([
  ['/console', 'Sign out, to use another account'],
  ['/account', 'Sign out'],
])('%s says why the sign-in does not suffice, and offers a way on', async (path, way) => {
  await cluster.account({ roles: ['owner'], tier: 'social' })
  expect((await save('default')).status).toBe(200)
  await cluster.policiesKnown()
  const person = newPerson(cluster)
  let page = await person.follow(path)
  if (page.text.includes('name="password"')) {
    const { email } = owner
    page = await person.submit(page, { action: 'sign-in', email, password: testPassword })
  }
  expect(page.status).toBe(403)
  expect(page.text).toContain(way)
  expect(page.text).toContain('href="/logout"')
})
