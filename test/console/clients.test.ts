/** The clients in the console: listing, editing, rotating secrets, disabling and deleting. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { openBrowser } from '../support/browser.ts'
import { type Browsing, read } from '../support/browsing.ts'
import { type Cluster, redirectUri, startCluster } from '../support/cluster.ts'
import { allDetails, sql } from '../support/sql.ts'
import { post } from '../support/tokens.ts'
import { expectGoodLooks, openConsole } from './browser.ts'
import { newOperatorPerson, password } from './operator.ts'

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

const open = (path: string, role = 'operator') =>
  openConsole(browser, cluster, { role, path, javaScriptEnabled: false })

const eventsOf = (clientId: string) =>
  sql<{ type: string; kind: string; details: Record<string, string> }>(
    cluster,
    `SELECT type, actor_kind AS kind, ${allDetails} FROM audit_events
     WHERE client_id = $1 AND type LIKE 'client.%' ORDER BY id`,
    [clientId],
  )

const idIn = ({ page }: Browsing) => page.url().split('/').at(-1)?.split('?')[0] ?? ''

test('the list is paged, links to each client, and shows no secret', async () => {
  const { clientId, clientSecret } = await cluster.client({ name: 'Corner <b>Shop</b>' })
  for (let i = 0; i < 55; i += 1) await cluster.client({ name: `App ${i}` })
  const browsing = await open('/console/clients', 'viewer')
  const { page } = browsing
  expect(await page.getByRole('row').count()).toBe(51)
  await page.getByRole('link', { name: 'Next page' }).click()
  await page.goto(`${cluster.issuer}/console/clients/${clientId}`)
  const text = await read(browsing)
  expect(text).toContain('Corner <b>Shop</b>')
  expect(text).toContain(redirectUri)
  expect(text).toContain('never since it was registered')
  expect(await page.content()).not.toContain(clientSecret)
  // The pages offer a viewer nothing that would be refused.
  for (const button of ['Edit', 'Disable', 'Delete', 'Give it another secret']) {
    expect(await page.getByText(button, { exact: true }).count()).toBe(0)
  }
  await browsing.close()
})

describe('editing', () => {
  test('saves the form and records it in the ledger', async () => {
    const { clientId } = await cluster.client()
    const browsing = await open(`/console/clients/${clientId}/edit`)
    const { page, press } = browsing
    await page.getByLabel('Name', { exact: true }).fill('Photos')
    await page.getByLabel('Redirect URIs').fill(`${redirectUri}\nhttps://photos.example/cb\n`)
    await page.getByLabel('their email address').uncheck()
    await page.getByLabel('Further scopes').fill('photos:read photos:write')
    await page.getByLabel('Policy of its own').selectOption('banking')
    await press('Save')
    expect(await read(browsing)).toContain('Saved.')
    const [, changed] = await eventsOf(clientId)
    expect([changed?.type, changed?.kind]).toEqual(['client.changed', 'operator'])
    expect(JSON.parse(changed?.details['after'] ?? '')).toEqual({
      client_name: 'Photos',
      redirect_uris: [redirectUri, 'https://photos.example/cb'],
      scope: 'openid profile offline_access photos:read photos:write',
      policy: 'banking',
    })
    await browsing.close()
  })

  test('shows an error beside its field and keeps the input', async () => {
    const { clientId } = await cluster.client()
    const browsing = await open(`/console/clients/${clientId}/edit`)
    const { page, press } = browsing
    await page.getByLabel('Name', { exact: true }).fill('Photos')
    await page.getByLabel('Redirect URIs').fill('http://photos.example/cb')
    await press('Save')
    const uris = page.getByLabel('Redirect URIs')
    expect(await uris.inputValue()).toBe('http://photos.example/cb')
    expect(await uris.getAttribute('aria-invalid')).toBe('true')
    expect(await page.locator('#redirect_uris-fault').innerText()).toContain('must be https')
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Photos')
    await browsing.close()
  })

  test('shows the second editor the current values and the lost input', async () => {
    const scopes = ['photos:read', 'email', 'openid']
    const { clientId } = await cluster.client({ scopes })
    const path = `/console/clients/${clientId}/edit`
    const [first, second] = [await open(path), await open(path)]
    await first.page.getByLabel('Name', { exact: true }).fill('First')
    await second.page.getByLabel('Name', { exact: true }).fill('Second')
    await first.press('Save')
    await second.press('Save')
    const text = await read(second)
    expect(text).toContain('Somebody else changed it meanwhile')
    expect(text).toContain('You had typed: Second')
    expect(await second.page.getByLabel('Name', { exact: true }).inputValue()).toBe('First')
    await second.press('Save')
    expect(await read(second)).toContain('It was so before: nothing changed.')
    expect((await eventsOf(clientId)).map(({ type }) => type)).toEqual([
      'client.created',
      'client.changed',
    ])
    await first.close()
    await second.close()
  })
})

describe('ending', () => {
  test('a new secret is shown once, however often the form is sent', async () => {
    const { clientId, clientSecret } = await cluster.client({
      grantTypes: ['client_credentials'],
      redirectUris: [],
      postLogoutRedirectUris: [],
      scopes: ['jobs:run'],
    })
    const browsing = await open(`/console/clients/${clientId}/secret`)
    const { page, press } = browsing
    await page.getByLabel('The former secret goes on for').selectOption('an hour')
    await press('Make another secret')
    const secret = await page.locator('dd code').nth(1).innerText()
    await page.reload()
    expect(await page.locator('dd code').nth(1).innerText()).toBe(secret)
    for (const good of [secret, clientSecret ?? '']) {
      const params = { grant_type: 'client_credentials', scope: 'jobs:run' }
      const client = { clientId, clientSecret: good }
      expect((await post(`${cluster.nodes[0]}/token`, client, params)).status).toBe(200)
    }
    expect((await eventsOf(clientId)).map(({ type }) => type)).toEqual([
      'client.created',
      'client.secret_rotated',
    ])
    await page.goto(`${cluster.issuer}/console/clients/${clientId}`)
    expect(await page.content()).not.toContain(secret)
    await browsing.close()
  })

  test('a client is disabled with a reason, enabled again, and deleted after its name is typed', async () => {
    const { clientId } = await cluster.client({ name: 'Old  App' })
    const browsing = await open(`/console/clients/${clientId}`)
    const { page, press } = browsing
    await page.getByRole('link', { name: 'Disable' }).click()
    await page.getByLabel('Reason').fill('It leaked')
    await press('Disable it')
    expect(await read(browsing)).toContain('Whatever it was issued is dead.')
    await press('Enable')
    expect(await read(browsing)).toContain('It can ask for tokens again')
    await page.getByRole('link', { name: 'Delete' }).click()
    await page.getByLabel('Reason').fill('Nobody uses it')
    await page.getByLabel('Type “Old App” to go on').fill('Old')
    await press('Delete it')
    expect(await read(browsing)).toContain('Type Old App, exactly as it stands there.')
    expect(await page.getByLabel('Reason').inputValue()).toBe('Nobody uses it')
    await page.getByLabel('Type “Old App” to go on').fill('Old App')
    await press('Delete it')
    expect(new URL(page.url()).pathname).toBe('/console/clients')
    const events = await eventsOf(clientId)
    expect(events.map(({ type, details }) => [type, details['reason'] ?? null])).toEqual([
      ['client.created', null],
      ['client.disabled', 'It leaked'],
      ['client.enabled', null],
      ['client.deleted', 'Nobody uses it'],
    ])
    await browsing.close()
  })
})

describe('an operator without a recent sign-in', () => {
  test.each(['edit', 'secret', 'disable', 'delete'])(
    'signs in again before %s and returns to it',
    async (act) => {
      const { clientId } = await cluster.client()
      const { account, person } = await newOperatorPerson(cluster, ['operator'])
      await sql(
        cluster,
        "UPDATE sessions SET auth_time = auth_time - interval '6 minutes' WHERE account_id = $1",
        [account.id],
      )
      const path = `/console/clients/${clientId}/${act}`
      const form = await person.follow(path)
      expect(form.text).toContain('name="password"')
      const posted = await person.visit(path, {
        method: 'POST',
        headers: { origin: cluster.issuer },
      })
      expect(posted.headers.get('location')).toMatch(/^\/authorize\?/)
      const page = await person.submit(form, {
        action: 'sign-in',
        email: account.email,
        password,
      })
      expect([page.url.pathname, page.status]).toEqual([path, 200])
    },
  )
})

test('a client that can call the admin API is registered only after a recent sign-in', async () => {
  const { account, person } = await newOperatorPerson(cluster, ['operator'])
  const form = await person.visit('/console/clients/new?kind=machine')
  await sql(
    cluster,
    "UPDATE sessions SET auth_time = auth_time - interval '6 minutes' WHERE account_id = $1",
    [account.id],
  )
  const fields = { client_name: 'Key', scope: 'parley:sessions.end' }
  const refused = await person.submit(form, fields)
  expect([refused.status, refused.text.includes('only right after signing in')]).toEqual([
    400,
    true,
  ])
  expect(await sql(cluster, "SELECT id FROM clients WHERE name = 'Key'")).toEqual([])
  const made = await person.submit(refused, { ...fields, scope: 'jobs:run' })
  expect(made.text).toContain('Key is registered')
  // Opening the form asks for a new sign-in, too.
  expect((await person.follow('/console/clients/new')).text).toContain('name="password"')
})

describe('a viewer or another site', () => {
  const forms = ['edit', 'secret', 'disable', 'enable', 'delete']

  test.each(forms)('is refused %s', async (act) => {
    const { clientId } = await cluster.client()
    const { person } = await newOperatorPerson(cluster, ['viewer'])
    const path = `/console/clients/${clientId}/${act}`
    const form = 'once=a-key&overlap=0&reason=x&typed=PhotoApp&client_name=X&etag=*'
    const send = (origin: string, by = person) =>
      by.visit(path, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
        body: form,
      })
    expect([400, 403]).toContain((await send(cluster.issuer)).status)
    const { person: operator } = await newOperatorPerson(cluster, ['operator'])
    expect((await send('https://elsewhere.example', operator)).status).toBe(403)
    expect((await eventsOf(clientId)).map(({ type }) => type)).toEqual(['client.created'])
  })

  test('is refused the form that registers a client', async () => {
    const { person } = await newOperatorPerson(cluster, ['viewer'])
    expect((await person.visit('/console/clients/new')).status).toBe(403)
  })
})

test.each(['unknown', 'a%00b'])('the page of %j says that there is no such client', async (id) => {
  const { person } = await newOperatorPerson(cluster, ['operator'])
  for (const page of ['', '/edit', '/setup', '/delete']) {
    const visit = await person.visit(`/console/clients/${id}${page}`)
    expect([400, 404]).toContain(visit.status)
    expect(visit.text).toContain('<h1>')
  }
})

test('the pages fit the screen and are accessible', async () => {
  const { clientId } = await cluster.client({
    policy: 'banking',
    allowGuests: true,
    backchannelLogout: {
      uri: 'https://app.example/backchannel-logout',
      sessionRequired: true,
      causes: ['logout', 'evicted'],
    },
  })
  const browsing = await openConsole(browser, cluster, { role: 'owner', path: '/console/clients' })
  await expectGoodLooks(browsing, 'clients')
  for (const page of ['', '/edit', '/secret', '/disable', '/delete', '/setup']) {
    await browsing.page.goto(`${cluster.issuer}/console/clients/${clientId}${page}`)
    await expectGoodLooks(browsing, `client${page.replace('/', '-')}`)
  }
  await browsing.page.goto(`${cluster.issuer}/console/clients/new`)
  await expectGoodLooks(browsing, 'client-new')
  for (const kind of ['server', 'native', 'machine', 'api']) {
    await browsing.page.goto(`${cluster.issuer}/console/clients/new?kind=${kind}`)
    await expectGoodLooks(browsing, `client-new-${kind}`)
  }
  expect(idIn(browsing)).toBe('new')
  expect(browsing.complaints).toEqual([])
  await browsing.close()
})
