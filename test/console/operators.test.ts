/** The operators in the console: adding one, changing and removing a role, and the last owner. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { openBrowser } from '../support/browser.ts'
import { read, typeCredentials } from '../support/browsing.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { sql } from '../support/sql.ts'
import { expectGoodLooks, openConsole } from './browser.ts'
import { newOperatorPerson } from './operator.ts'

let cluster: Cluster
let browser: Browser

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await cluster?.close()
})
/** Each test starts without owners. */
beforeEach(() => sql(cluster, "UPDATE accounts SET roles = '{}'"))

const path = '/console/operators'

async function rolesOf(id: string): Promise<readonly string[] | undefined> {
  const [row] = await sql<{ roles: string[] }>(
    cluster,
    'SELECT roles FROM accounts WHERE id = $1',
    [id],
  )
  return row?.roles
}

const openOperators = (over: { role?: string; path?: string } = {}) =>
  openConsole(browser, cluster, { role: 'owner', path, javaScriptEnabled: false, ...over })

test('an owner makes an account an operator by its email, without script', async () => {
  const { id, email } = await cluster.account()
  const browsing = await openOperators()
  const { page, press } = browsing
  expect(await read(browsing)).toContain('There is one owner.')
  await page.getByLabel('Email of their account').fill(email ?? '')
  await page.getByRole('radio', { name: /^support/ }).check()
  await press('Go on')
  expect(await read(browsing)).toContain('Also ends the sessions of one person')
  await press('Make this account support')
  expect(new URL(page.url()).pathname).toBe(path)
  expect(await read(browsing)).toContain('The role was changed.')
  expect(await page.getByRole('row', { name: new RegExp(`${email}.*support`) }).count()).toBe(1)
  expect(await rolesOf(id)).toEqual(['support'])
  const events = await sql(
    cluster,
    `SELECT actor_kind AS kind, details FROM audit_events
     WHERE type = 'operator.role_changed' AND account_id = $1`,
    [id],
  )
  expect(events).toEqual([{ kind: 'operator', details: { before: 'none', after: 'support' } }])
  await browsing.close()
})

test('a change that gives everything or takes something needs the email typed', async () => {
  const { id, email } = await cluster.account({ roles: ['support'] })
  const browsing = await openOperators()
  const { page, press } = browsing
  for (const [role, button, after] of [
    ['owner', 'Make this account owner', ['owner']],
    ['no role', 'Take the role away', []],
  ] as const) {
    const before = await rolesOf(id)
    await page.goto(`${cluster.issuer}${path}`)
    await page.getByRole('link', { name: email ?? '' }).click()
    await page.getByRole('radio', { name: new RegExp(`^${role}`) }).check()
    await press('Go on')
    await page.getByLabel(/^Type/).fill('somebody else')
    await press(button)
    expect(await read(browsing)).toContain('exactly as it stands there')
    expect(await rolesOf(id)).toEqual(before)
    await page.getByLabel(/^Type/).fill(email ?? '')
    await press(button)
    expect(await rolesOf(id)).toEqual(after)
  }
  await browsing.close()
})

test('the last owner cannot give up the role, and the page says what to do first', async () => {
  const browsing = await openOperators()
  const { page, press } = browsing
  const row = page.getByRole('row', { name: /\(you\)/ })
  const email = (await row.getByRole('link').innerText()).trim()
  await row.getByRole('link').click()
  await page.getByRole('radio', { name: /^viewer/ }).check()
  await press('Go on')
  expect(await read(browsing)).toContain('This is you.')
  await page.getByLabel(/^Type/).fill(email)
  await press('Make this account viewer')
  expect(await page.getByRole('alert').innerText()).toMatch(
    /^Nobody else is an owner: make somebody one first/,
  )
  const owners = await sql(cluster, `SELECT email FROM accounts WHERE roles = '{owner}'`)
  expect(owners).toEqual([{ email }])
  await browsing.close()
})

test('an owner who gives up the role beside another owner lands on a page that is still open to them', async () => {
  await cluster.account({ roles: ['owner'] })
  const { account, person } = await newOperatorPerson(cluster, ['owner'])
  const page = await person.visit(`${path}/${account.id}/role?role=viewer`)
  const done = await person.submit(page, { typed: account.email })
  expect([done.url.pathname, done.status]).toEqual(['/console', 200])
  expect((await person.visit(path)).status).toBe(403)
})

test('a form that was opened before another change of the role changes nothing', async () => {
  const { id } = await cluster.account({ roles: ['viewer'] })
  const { person } = await newOperatorPerson(cluster, ['owner'])
  const page = await person.visit(`${path}/${id}/role?role=support`)
  await sql(cluster, "UPDATE accounts SET roles = '{operator}' WHERE id = $1", [id])
  const refused = await person.submit(page, { role: 'owner', typed: (await emailOf(id)) ?? '' })
  expect(refused.text).toContain('It is not as you read it')
  expect(await rolesOf(id)).toEqual(['operator'])
})

async function emailOf(id: string): Promise<string | undefined> {
  const [row] = await sql<{ email: string }>(cluster, 'SELECT email FROM accounts WHERE id = $1', [
    id,
  ])
  return row?.email
}

test('an operator without a recent sign-in signs in again and returns to the change', async () => {
  const { id } = await cluster.account()
  const browsing = await openOperators()
  const { page } = browsing
  const row = page.getByRole('row', { name: /\(you\)/ })
  const email = (await row.getByRole('link').innerText()).trim()
  await sql(cluster, "UPDATE sessions SET auth_time = auth_time - interval '10 minutes'")
  await page.goto(`${cluster.issuer}${path}/${id}/role?role=support`)
  await typeCredentials(browsing, { email })
  expect(page.url()).toBe(`${cluster.issuer}${path}/${id}/role?role=support`)
  await sql(cluster, "UPDATE sessions SET auth_time = auth_time - interval '10 minutes'")
  await browsing.press('Make this account support')
  expect(await page.getByLabel('Password').isVisible()).toBe(true)
  expect(await rolesOf(id)).toEqual([])
  await browsing.close()
})

describe('an error appears beside its field:', () => {
  test.each([
    [{ email: 'nobody@example.com', role: 'viewer' }, 'No account has this address'],
    [{ email: '', role: 'viewer' }, 'must NOT have fewer than 1 characters'],
    [{ role: 'king' }, 'Choose one of these'],
    [{ role: 'support' }, 'has this role already'],
  ])('%j', async (input, words) => {
    const { email } = await cluster.account({ roles: ['support'] })
    const { person } = await newOperatorPerson(cluster, ['owner'])
    const page = await person.submit(await person.visit(path), { email: email ?? '', ...input })
    expect(page.status).toBe(200)
    expect(page.text).toContain(words)
  })
})

test.each(['viewer', 'support', 'operator'])('a %s cannot open the area', async (role) => {
  const { account, page, person } = await newOperatorPerson(cluster, [role])
  expect(page.text).not.toContain(`href="${path}"`)
  const address = `${path}/${account.id}`
  for (const one of [path, address, `${address}/role?role=owner`]) {
    expect([one, (await person.visit(one)).status]).toEqual([one, 403])
  }
  const posted = await person.visit(`${address}/role`, {
    method: 'POST',
    headers: { origin: cluster.issuer },
    body: new URLSearchParams({ role: 'owner', typed: account.email }),
  })
  expect(posted.status).toBe(403)
  expect(await rolesOf(account.id)).toEqual([role])
})

test('a form from another site is refused', async () => {
  const { account, person } = await newOperatorPerson(cluster, ['owner'])
  const { id } = await cluster.account()
  const posted = await person.visit(`${path}/${id}/role`, {
    method: 'POST',
    headers: { origin: 'https://elsewhere.example' },
    body: new URLSearchParams({ role: 'support' }),
  })
  expect([posted.status, await rolesOf(id)]).toEqual([403, []])
  expect(await rolesOf(account.id)).toEqual(['owner'])
})

test('the pages fit the screen and are accessible', async () => {
  const { id, email } = await cluster.account({ roles: ['operator'] })
  await cluster.account({ roles: ['viewer'] })
  const disabled = await cluster.account({ roles: ['support'] })
  await sql(cluster, 'UPDATE accounts SET disabled_at = now() WHERE id = $1', [disabled.id])
  const browsing = await openConsole(browser, cluster, { role: 'owner', path })
  const { page, press } = browsing
  await expectGoodLooks(browsing, 'operators')
  await page.getByLabel('Email of their account').fill('nobody@example.com')
  await press('Go on')
  await expectGoodLooks(browsing, 'operators-fault')
  await page.getByRole('link', { name: email ?? '' }).click()
  await expectGoodLooks(browsing, 'operator')
  await page.goto(`${cluster.issuer}${path}/${id}/role?role=none`)
  await expectGoodLooks(browsing, 'operator-role')
  expect(browsing.complaints).toHaveLength(0)
  await browsing.close()
})
