/** Access to the console: only operators who are signed in through this server. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { scopesOfRoles } from '../../src/model/operator-role.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'
import { sql } from '../support/sql.ts'
import { newOperatorPerson, password } from './operator.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
})
afterAll(() => cluster?.close())

test('an operator signs in first and then reaches the requested page', async () => {
  const { email } = await cluster.account({ roles: ['viewer'] })
  const person = newPerson(cluster)
  const form = await person.follow('/console?at=1')
  expect(form.text).toContain('name="password"')
  const page = await person.submit(form, { action: 'sign-in', email, password })
  expect([page.url.pathname, page.url.search, page.status]).toEqual(['/console', '?at=1', 200])
  expect(page.text).toContain(email)
  expect(page.text).toContain('viewer')
})

test.each([[[]], [['customer']]])(
  'the roles %j open nothing, and the ledger records the refusal',
  async (roles) => {
    const { account, page } = await newOperatorPerson(cluster, roles)
    expect(page.status).toBe(403)
    expect(page.text).toContain('no operator')
    const events = await sql(
      cluster,
      `SELECT details ->> 'path' AS path FROM audit_events
     WHERE type = 'access.refused' AND actor_kind = 'operator' AND actor_id = $1`,
      [account.id],
    )
    expect(events).toEqual([{ path: '/console' }])
  },
)

test.each([
  'https://elsewhere.example/console',
  '//elsewhere.example/console',
  '/\\elsewhere.example/console',
  '/account/sessions',
  '/consoles',
  '/console/callback',
  '/console/../account/sessions',
])('after signing in nobody is sent to %s', async (state) => {
  const { person } = await newOperatorPerson(cluster, ['viewer'])
  const back = await person.visit(`/console/callback?${new URLSearchParams({ code: 'x', state })}`)
  expect([back.status, back.headers.get('location')]).toEqual([303, '/console'])
})

test('a revoked role stops working with the next request', async () => {
  const { account, person } = await newOperatorPerson(cluster, ['owner'])
  expect((await person.visit('/console')).status).toBe(200)
  await sql(cluster, "UPDATE accounts SET roles = '{}' WHERE id = $1", [account.id])
  expect((await person.visit('/console')).status).toBe(403)
})

test('each role has all scopes of the role before it, and more', () => {
  const scopes = ['viewer', 'support', 'operator', 'owner'].map((role) => scopesOfRoles([role]))
  for (const [index, more] of scopes.entries()) {
    const fewer = scopes[index - 1] ?? []
    expect(more).toEqual(expect.arrayContaining([...fewer]))
    expect(more.length).toBeGreaterThan(fewer.length)
  }
  expect(scopesOfRoles(['customer'])).toEqual([])
})

test("nobody else can exchange the console's code", async () => {
  const { url } = authorizationRequest(cluster, 'parley-console')
  const answer = await newPerson(cluster).visit(url)
  expect(answer.status).toBe(400)
})

test('the console is in English and declares it, whatever language the browser prefers', async () => {
  const { person } = await newOperatorPerson(cluster, ['viewer'])
  const page = await person.visit('/console', { headers: { 'accept-language': 'de' } })
  expect(page.text).toContain('<html lang="en">')
  const reference = await person.visit('/admin/v1/reference', {
    headers: { 'accept-language': 'fr' },
  })
  expect(reference.text).toContain('<html lang="en">')
})
