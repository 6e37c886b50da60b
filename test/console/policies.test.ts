/** Policies in the console: trying one changes nothing, and only settings that were reviewed are saved. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { openBrowser } from '../support/browser.ts'
import { type Browsing, read } from '../support/browsing.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { signedIn } from '../support/sign-in.ts'
import { ageSessions, sql } from '../support/sql.ts'
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

const withoutScript = { javaScriptEnabled: false }

function open(role: string, path: string): Promise<Browsing> {
  return openConsole(browser, cluster, { role, path: `/console${path}`, ...withoutScript })
}

async function rowOf(name: string) {
  const [row] = await sql(cluster, 'SELECT * FROM policies WHERE name = $1', [name])
  return row ?? null
}

test('the list shows each policy in one line and tells presets, edited and own ones apart', async () => {
  const browsing = await open('viewer', '/policies')
  const row = browsing.page.getByRole('row').filter({ hasText: 'gaming' })
  expect(await row.innerText()).toMatch(/gaming\s+preset\s+1 h idle, 1 d in all, at most 1 at once/)
  await browsing.close()
})

test('an operator tries new settings, sees which sessions they would end, and saves them after that', async () => {
  const account = await cluster.account({ tier: 'streaming' })
  await signedIn(cluster, { account })
  await signedIn(cluster, { account })
  const idle = await signedIn(cluster, { account: await cluster.account({ tier: 'streaming' }) })
  await ageSessions(cluster, { accountId: idle.account.id, seconds: 86_400 })
  await sql(
    cluster,
    "UPDATE token_families SET rotated_at = rotated_at - interval '1 day' WHERE account_id = $1",
    [idle.account.id],
  )

  const browsing = await open('operator', '/policies/streaming')
  const { page, press } = browsing
  expect(await page.getByLabel('Idle time').inputValue()).toBe('14d')
  await page.getByLabel('Idle time').fill('12h')
  await page.getByLabel('Sessions at once').fill('1')
  await page.getByLabel('Another browser').selectOption('note')
  await press('Try it')
  const tried = await read(browsing)
  expect(tried).toContain('Idle time stricter now: 14 d → then: 12 h')
  expect(tried).toContain('3 sessions live under it now.')
  expect(tried).toContain('1 would be over at the next use.')
  expect(tried).toContain('1 account has more than it may')
  expect(await rowOf('streaming')).toBeNull()

  // A change after the try must be reviewed before it is saved.
  await page.getByLabel('Time in all').fill('30 d')
  await press('Save')
  expect(await read(browsing)).toContain('Nothing is saved yet.')
  expect(await read(browsing)).toContain('Time in all stricter now: 90 d → then: 30 d')
  expect(await rowOf('streaming')).toBeNull()
  await press('Save')
  expect(await read(browsing)).toContain('It is saved.')
  expect(await rowOf('streaming')).toMatchObject({
    idle_timeout: 43_200,
    absolute_timeout: 2_592_000,
    max_sessions: 1,
    bind_browser: 'note',
  })

  await page.getByRole('link', { name: 'Turn it back to its preset' }).click()
  expect(await read(browsing)).toContain('Sessions at once looser now: 1 → then: 2')
  await press('Turn it back')
  expect(await read(browsing)).toContain('It is as it was made again.')
  expect(await rowOf('streaming')).toBeNull()
  const events = await sql(
    cluster,
    `SELECT actor_kind AS kind FROM audit_events
     WHERE type = 'policy.changed' AND details ->> 'policy' = 'streaming'`,
  )
  expect(events).toEqual([{ kind: 'operator' }, { kind: 'operator' }])
  await browsing.close()
})

test('invalid values are explained beside their fields, and the input stays', async () => {
  const browsing = await open('operator', '/policies/default')
  const { page, press } = browsing
  await page.getByLabel('Idle time').fill('soon')
  await page.getByLabel('Access token').fill('none')
  await page.getByLabel('Scope 1').fill('two words')
  await press('Save')
  const faultOf = async (label: string) => {
    const described = await page.getByLabel(label).getAttribute('aria-describedby')
    return page.locator(`[id="${described?.split(' ')[0]}"]`).innerText()
  }
  expect(await faultOf('Idle time')).toBe('A time such as 30m, 12h or 14d, or none.')
  expect(await faultOf('Access token')).toBe('A time such as 30m, 12h or 14d.')
  expect(await faultOf('Scope 1')).toBe('The name of a scope, in one word.')
  expect(await page.getByLabel('Idle time').inputValue()).toBe('soon')

  await page.getByLabel('Idle time').fill('13h')
  await page.getByLabel('Access token').fill('2h')
  await page.getByLabel('Scope 1').fill('')
  await press('Save')
  expect(await faultOf('Idle time')).toBe('Not longer than the absolute end.')
  expect(await faultOf('Access token')).toBe('From 30 s to 1 h, in whole seconds.')
  expect(await rowOf('default')).toBeNull()
  await browsing.close()
})

test('saving a policy that somebody else has changed shows the current values first', async () => {
  const [first, second] = [
    await open('operator', '/policies/social'),
    await open('operator', '/policies/social'),
  ]
  const type = async ({ page, press }: Browsing, sessions: string) => {
    await page.getByLabel('Sessions at once').fill(sessions)
    await press('Try it')
  }
  await type(first, '30')
  await type(second, '40')
  await first.press('Save')
  await second.press('Save')
  const told = await read(second)
  expect(told).toContain('somebody changed it meanwhile')
  expect(told).toContain('now: 30 → then: 40')
  expect(await rowOf('social')).toMatchObject({ max_sessions: 30 })
  await second.press('Save')
  expect(await rowOf('social')).toMatchObject({ max_sessions: 40 })
  await first.close()
  await second.close()
})

test('an own policy starts as a copy, takes scope rules, and is deleted by typing its name', async () => {
  const browsing = await open('operator', '/policies')
  const { page, press } = browsing
  await page.getByLabel('Like').selectOption('banking')
  await press('Begin')
  await page.getByLabel('Name').fill('default')
  await press('Save')
  await press('Save')
  expect(await read(browsing)).toContain('There is a policy of this name')
  await page.getByLabel('Name').fill('treasury')
  await page.getByLabel('Scope 2').fill('vault:open')
  await page.getByLabel('Weakest sign-in 2').selectOption('mfa')
  await page.getByLabel('Not older than 2').fill('45s')
  await press('Save')
  expect(await read(browsing)).toContain('vault:open: mfa, not older than 45 s')
  await press('Save')
  expect(new URL(page.url()).pathname).toBe('/console/policies/treasury')
  expect(await rowOf('treasury')).toMatchObject({ max_sessions: 1, sliding: false })

  await page.getByRole('link', { name: 'Delete this policy' }).click()
  await page.getByLabel('Type “treasury”').fill('treasure')
  await press('Delete the policy')
  expect(await read(browsing)).toContain('Type treasury, exactly as it stands there.')
  const { clientId } = await cluster.client({ policy: 'treasury' })
  await page.getByLabel('Type “treasury”').fill('treasury')
  await press('Delete the policy')
  expect(await read(browsing)).toContain('it is still the policy of a client')
  await sql(cluster, 'UPDATE clients SET policy = NULL WHERE id = $1', [clientId])
  await page.getByLabel('Type “treasury”').fill('treasury')
  await press('Delete the policy')
  expect(await read(browsing)).toContain('The policy is gone.')
  expect(await rowOf('treasury')).toBeNull()
  await browsing.close()
})

test('the effective policy of an account is shown by email and through a client', async () => {
  const { email } = await cluster.account({ tier: 'gaming' })
  const { clientId } = await cluster.client({ policy: 'banking' })
  const browsing = await open('support', '/effective-policy')
  const { page, press } = browsing
  await page.getByLabel('Account').fill('nobody@example.com')
  await press('Explain')
  expect(await read(browsing)).toContain('No account has this email or id.')
  await page.getByLabel('Account').fill(email)
  await page.getByLabel('Through which client').fill('no-such-client')
  await press('Explain')
  expect(await read(browsing)).toContain('No enabled client has this id.')
  await page.getByLabel('Through which client').fill(clientId)
  await press('Explain')
  const rowWith = (label: string) =>
    page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: label, exact: true }) })
  const wordsOf = async (label: string) => (await rowWith(label).innerText()).replace(/\s+/g, ' ')
  expect(await wordsOf('Idle time')).toBe('Idle time 1 h the account’s policy, gaming')
  expect(await wordsOf('Access token')).toBe('Access token 2 min the client’s policy, banking')
  await browsing.close()
})

test('a viewer may try settings but not save them, and posting the form is refused', async () => {
  const browsing = await open('viewer', '/policies/commerce')
  await browsing.page.getByLabel('Sessions at once').fill('3')
  await browsing.press('Try it')
  expect(await read(browsing)).toContain('now: 10 → then: 3')
  expect(await browsing.page.getByRole('button', { name: 'Save' }).count()).toBe(0)
  await browsing.close()

  for (const role of ['viewer', 'support']) {
    const { person } = await newOperatorPerson(cluster, [role])
    const page = await person.visit('/console/policies/commerce')
    const [, etag = ''] = /name="etag" value="([^"]*)"/.exec(page.text) ?? []
    const removal = await person.visit('/console/policies/commerce/removal', {
      method: 'POST',
      headers: { origin: cluster.issuer },
      body: new URLSearchParams({ etag: etag.replaceAll('&quot;', '"') }),
    })
    expect(removal.status).toBe(403)
    expect((await person.visit('/console/policies/commerce/removal')).status).toBe(403)
    expect((await person.visit('/console/new-policy')).text).not.toContain('value="save"')
    expect(await savedBy(person)).toBe(403)
  }
  expect(await rowOf('commerce')).toBeNull()
})

/** Tries settings, then saves them as the form would; answers the status of saving. */
async function savedBy(person: Awaited<ReturnType<typeof newOperatorPerson>>['person']) {
  const path = '/console/policies/commerce'
  let page = await person.visit(path)
  for (let times = 0; times < 2; times += 1) {
    page = await person.press(page, { ...fieldsOf(page.text), act: 'save', max_sessions: '3' })
  }
  return page.status
}

function fieldsOf(html: string): Record<string, string> {
  const inputs = html.matchAll(/<input [^>]*>/g)
  const texts = [...inputs].flatMap(([tag]) => {
    const [, name = ''] = / name="([^"]*)"/.exec(tag) ?? []
    const [, value = ''] = / value="([^"]*)"/.exec(tag) ?? []
    const isOff = tag.includes('checkbox') && !tag.includes(' checked')
    return name === '' || isOff ? [] : [[name, value.replaceAll('&quot;', '"')] as const]
  })
  const selects = html.matchAll(/<select [^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gs)
  const chosen = [...selects].map(([, name = '', options = '']) => {
    return [
      name,
      /value="([^"]*)" selected|selected[^>]* value="([^"]*)"/.exec(options)?.[1] ?? '',
    ] as const
  })
  return Object.fromEntries([...texts, ...chosen])
}

test('a form from another site is refused', async () => {
  const { person } = await newOperatorPerson(cluster, ['owner'])
  const posted = await person.visit('/console/policies/commerce', {
    method: 'POST',
    headers: { origin: 'https://elsewhere.example' },
    body: new URLSearchParams({ act: 'save' }),
  })
  expect(posted.status).toBe(403)
})

test.each(['no-such-policy', 'Not_A_Name', '%00'])(
  'the page of the unknown policy %j shows an error',
  async (name) => {
    const { person } = await newOperatorPerson(cluster, ['viewer'])
    const page = await person.visit(`/console/policies/${name}`)
    expect([400, 404]).toContain(page.status)
    expect(page.text).toContain('<h1>')
  },
)

test('the pages fit and can be read by everyone', async () => {
  await signedIn(cluster, { account: await cluster.account({ tier: 'banking' }) })
  const { email } = await cluster.account({ tier: 'banking' })
  const browsing = await openConsole(browser, cluster, { role: 'owner', path: '/console/policies' })
  const { page, press } = browsing
  await expectGoodLooks(browsing, 'policies')
  await page.getByRole('link', { name: 'banking' }).click()
  await expectGoodLooks(browsing, 'policy')
  await page.getByLabel('Idle time').fill('3m')
  await page.getByLabel('Time in all').fill('20m')
  await page.getByLabel('One more sign-in').selectOption('refuse')
  await page.getByLabel('Scope 2').fill('statements:read')
  await page.getByLabel('Not older than 2').fill('10m')
  await press('Try it')
  await expectGoodLooks(browsing, 'policy-tried')
  await page.getByLabel('Idle time').fill('3 weeks')
  await press('Save')
  await expectGoodLooks(browsing, 'policy-refused')
  await page.goto(`${cluster.issuer}/console/effective-policy?account=${email}`)
  await expectGoodLooks(browsing, 'effective-policy')
  await page.goto(`${cluster.issuer}/console/new-policy?from=gaming`)
  await expectGoodLooks(browsing, 'new-policy')
  // The browser complains about the expected refusals.
  expect(browsing.complaints).toEqual([expect.stringContaining('400')])
  await browsing.close()
})
