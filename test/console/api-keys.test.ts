/** The API keys in the console: creating one that is shown once and works, and revoking it. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { openBrowser } from '../support/browser.ts'
import { type Browsing, read } from '../support/browsing.ts'
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

const path = '/console/api-keys'

/** Sends the request of the curl command on the page. */
async function callAsShown({ page }: Browsing): Promise<number> {
  const command = await page.getByText(/^curl /).innerText()
  const [, header, address] = /^curl -H '(.+)' '(.+)'$/.exec(command) ?? []
  const [name = '', value = ''] = header?.split(': ') ?? []
  return (await fetch(address ?? '', { headers: { [name]: value } })).status
}

test('an owner creates a key, calls with it as shown, and revokes it, without script', async () => {
  const browsing = await openConsole(browser, cluster, {
    role: 'owner',
    path,
    javaScriptEnabled: false,
  })
  const { page, press } = browsing
  expect(await read(browsing)).toContain('No API keys')
  await page.getByRole('link', { name: 'Make a key' }).click()
  await page.getByLabel('Name').fill('Nightly report')
  await page.getByLabel('Days to live').fill('30')
  await page.getByRole('checkbox', { name: /parley:sessions\.read/ }).check()
  await page.getByRole('checkbox', { name: /parley:notices\.resend/ }).check()
  await press('Make the key')
  expect(await read(browsing)).toContain('the only time that it is shown')
  expect(await callAsShown(browsing)).toBe(200)
  const first = await page.getByText(/^curl /).innerText()
  await page.reload()
  expect(await page.getByText(/^curl /).innerText()).toBe(first)
  const [kept] = await sql(
    cluster,
    `SELECT name, scopes, round(extract(epoch FROM expires_at - created_at) / 86400)::int AS days
     FROM api_keys`,
  )
  expect(kept).toEqual({
    name: 'Nightly report',
    scopes: ['parley:sessions.read', 'parley:notices.resend'],
    days: 30,
  })
  const curl = await page.getByText(/^curl /).innerText()

  await page.getByRole('link', { name: 'To the API keys' }).click()
  expect(await read(browsing)).not.toContain(curl.slice(30, 70))
  await page.getByRole('link', { name: 'Nightly report' }).click()
  await page.getByRole('link', { name: 'Revoke it' }).click()
  await press('Revoke this key')
  expect(await read(browsing)).toContain('it opens nothing any more')
  expect(await page.getByRole('row', { name: /revoked/ }).count()).toBe(1)
  const [, key = ''] = /Bearer (\S+)'/.exec(curl) ?? []
  const dead = await fetch(`${cluster.issuer}/admin/v1/sessions`, {
    headers: { authorization: `Bearer ${key}` },
  })
  expect(dead.status).toBe(401)
  const events = await sql<{ type: string }>(
    cluster,
    `SELECT type FROM audit_events WHERE type LIKE 'api_key.%' AND actor_kind = 'operator' ORDER BY id`,
  )
  expect(events.map(({ type }) => type)).toEqual(['api_key.created', 'api_key.revoked'])
  await browsing.close()
})

test('the form offers only scopes that a key can have, each with its meaning', async () => {
  const { person } = await newOperatorPerson(cluster, ['owner'])
  const { text } = await person.visit(`${path}/new`)
  expect(text).toContain('value="parley:sessions.end"')
  expect(text).toContain('End sessions.')
  expect(text).not.toContain('value="parley:api_keys.write"')
})

describe('an error appears beside its field and the input stays:', () => {
  test.each([
    [{ name: ' ' }, 'Say what the key is for.'],
    [{ name: 'x'.repeat(101) }, 'must NOT have more than 100 characters'],
    [{ scopes: '' }, 'Choose at least one.'],
    [{ days: '0' }, 'A whole number, 1 to 3650'],
    [{ days: 'soon' }, 'A whole number, 1 to 3650'],
    [{ scopes: 'parley:api_keys.write' }, 'no key is given parley:api_keys.write'],
    [{ scopes: 'root' }, 'must match pattern'],
    [{ from: '2001-01-01T00:00:00Z' }, 'They are over already'],
    [{ from: '+275760-09-12T00:00:00Z' }, 'A whole number, 1 to 3650'],
    [{ from: '+100000-01-01T00:00:00Z' }, 'They are over already'],
  ])('%j', async (input, words) => {
    const { person } = await newOperatorPerson(cluster, ['owner'])
    const form = await person.visit(`${path}/new`)
    const good = { name: 'Report', days: '7', scopes: 'parley:sessions.read' }
    const page = await person.submit(form, { ...good, ...input })
    expect(page.status).toBe(200)
    expect(page.text).toContain(words)
    expect(page.text).toContain('Make the key')
    expect(page.text).not.toMatch(/parley_[\w-]{20}/)
  })
})

test('a key without a scope to read is shown without a call to try', async () => {
  const { person } = await newOperatorPerson(cluster, ['owner'])
  const form = await person.visit(`${path}/new`)
  const input = { name: 'Ender', days: '', scopes: 'parley:sessions.end' }
  const { text } = await person.submit(form, input)
  expect(text).toMatch(/parley_[\w-]{20}/)
  expect(text).not.toContain('curl')
})

test.each(['viewer', 'operator'])('a %s cannot open the area', async (role) => {
  const { page, person } = await newOperatorPerson(cluster, [role])
  expect(page.text).not.toContain(`href="${path}"`)
  for (const one of [path, `${path}/new`]) {
    expect([one, (await person.visit(one)).status]).toEqual([one, 403])
  }
  const posted = await person.visit(path, {
    method: 'POST',
    headers: { origin: cluster.issuer },
    body: new URLSearchParams({ name: 'x', scopes: 'parley:sessions.read' }),
  })
  expect(posted.status).toBe(403)
})

test('the pages fit the screen and are accessible', async () => {
  const browsing = await openConsole(browser, cluster, { role: 'owner', path: `${path}/new` })
  const { page, press } = browsing
  await expectGoodLooks(browsing, 'api-key-new')
  await page.getByLabel('Name').fill('Audit collector')
  await press('Make the key')
  await expectGoodLooks(browsing, 'api-key-fault')
  await page.getByRole('checkbox', { name: /parley:audit\.read/ }).check()
  await press('Make the key')
  await expectGoodLooks(browsing, 'api-key-made')
  await page.getByRole('link', { name: 'To the API keys' }).click()
  await expectGoodLooks(browsing, 'api-keys')
  await page.getByRole('link', { name: 'Audit collector' }).click()
  await expectGoodLooks(browsing, 'api-key')
  await page.getByRole('link', { name: 'Revoke it' }).click()
  await expectGoodLooks(browsing, 'api-key-revoke')
  expect(browsing.complaints).toHaveLength(0)
  await browsing.close()
})
