/** The accounts in the console: searching, creating, editing, helping, disabling and deleting. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { openBrowser } from '../support/browser.ts'
import { read } from '../support/browsing.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { linkIn, type Mailbox, openMailbox } from '../support/mailbox.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'
import { allDetails, sql } from '../support/sql.ts'
import { expectGoodLooks, openConsole } from './browser.ts'
import { newOperatorPerson } from './operator.ts'

let cluster: Cluster
let browser: Browser
let mailbox: Mailbox

beforeAll(async () => {
  mailbox = await openMailbox()
  cluster = await startCluster({ nodes: 2, runsJobs: true, settings: mailbox.settings })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await cluster?.close()
  await mailbox?.close()
})

const open = (path: string, role = 'operator') =>
  openConsole(browser, cluster, { role, path, javaScriptEnabled: false })

const next = 'nine lanterns drift under the pier'

async function canSignIn(email: string, password: string): Promise<boolean> {
  const { clientId } = await cluster.client()
  const request = authorizationRequest(cluster, clientId)
  const signingIn = newPerson(cluster).authorize(request, { email, password })
  return signingIn.then(
    (callback) => callback.searchParams.has('code'),
    () => false,
  )
}

const eventsOf = (id: string) =>
  sql<{ type: string; kind: string; details: Record<string, string> }>(
    cluster,
    `SELECT type, actor_kind AS kind, ${allDetails} FROM audit_events WHERE account_id = $1
     AND (type LIKE 'account.%' OR type = 'password.reset_requested') ORDER BY id`,
    [id],
  )

test('a person is found by the beginning of their email or name', async () => {
  const { account } = await signedIn(cluster)
  await sql(cluster, 'UPDATE accounts SET name = $2 WHERE id = $1', [account.id, 'Zoë <b>Z</b>'])
  const browsing = await open('/console/accounts', 'viewer')
  const { page, press } = browsing
  for (const [by, begins] of [
    ['email', account.email.slice(0, 8).toUpperCase()],
    ['name', 'zoë'],
  ] as const) {
    await page.goto(`${cluster.issuer}/console/accounts`)
    await page.getByLabel('Find by').selectOption(by)
    await page.getByLabel('Begins with').fill(begins)
    await press('Search')
    expect(await page.getByLabel('Begins with').inputValue()).toBe(begins)
    await page.getByRole('link', { name: account.email }).click()
  }
  const text = await read(browsing)
  expect(text).toContain('Zoë <b>Z</b>')
  expect(text).toContain('Open now 1')
  expect(text).toContain('Allowed at once 10')
  for (const [link, query] of [
    ['Their sessions', `/console/sessions?account=${account.id}`],
    ['What happened with the account', `/console/ledger?account=${account.id}`],
  ] as const) {
    expect(await page.getByRole('link', { name: link, exact: true }).getAttribute('href')).toBe(
      query,
    )
  }
  // The pages offer a viewer nothing that would be refused.
  const { text: source } = await (await newOperatorPerson(cluster, ['viewer'])).person.visit(
    `/console/accounts/${account.id}`,
  )
  expect(source).not.toContain('<form method="post"')
  await page.goto(`${cluster.issuer}/console/accounts?by=email&begins=nobody-like-that`)
  expect(await read(browsing)).toContain('Nobody found')
  await browsing.close()
})

test('only the invited person ever knows the password', async () => {
  const browsing = await open('/console/accounts/new')
  const { page, press } = browsing
  await page.getByLabel('Email').fill('grace@example.com')
  await page.getByLabel('Name').fill('Grace')
  await page.getByLabel('Tier').selectOption('premium')
  await press('Create')
  expect(await read(browsing)).toContain('A link to choose a password is on its way to them.')
  const person = newPerson(cluster)
  const form = await person.visit(linkIn(await mailbox.mailTo('grace@example.com')))
  await person.submit(form, { password: next, repeat: next })
  expect(await canSignIn('grace@example.com', next)).toBe(true)
  const id = page.url().split('/').at(-1)?.split('?')[0] ?? ''
  expect((await eventsOf(id)).map(({ type, kind }) => [type, kind])).toEqual([
    ['account.created', 'operator'],
    ['password.reset_requested', 'operator'],
  ])
  await browsing.close()
})

test('an error in a new account appears beside its field and the input stays', async () => {
  const { email } = await cluster.account()
  const browsing = await open('/console/accounts/new')
  const { page, press } = browsing
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Name').fill('Twice')
  await page.getByLabel('First password').fill('short')
  await press('Create')
  expect(await page.locator('#password-fault').innerText()).toContain('12 characters or more')
  expect(await page.getByLabel('Name').inputValue()).toBe('Twice')
  expect(await page.getByLabel('First password').inputValue()).toBe('')
  await page.getByLabel('First password').fill(next)
  await press('Create')
  expect(await read(browsing)).toContain('an account with this email exists')
  await page.getByLabel('Email').fill('twice@example.com')
  await page.getByLabel('First password').fill(next)
  await press('Create')
  expect(await canSignIn('twice@example.com', next)).toBe(true)
  await browsing.close()
})

describe('an account is', () => {
  test('edited, and the second editor learns of the first edit', async () => {
    const { id, email } = await cluster.account()
    const path = `/console/accounts/${id}/edit`
    const [first, second] = [await open(path), await open(path)]
    await first.page.getByLabel('Email').fill(`new.${email}`)
    await second.page.getByLabel('Name').fill('Second')
    await first.press('Save')
    expect(await read(first)).toContain('Saved.')
    await second.press('Save')
    expect(await read(second)).toContain('You had typed: Second')
    expect(await second.page.getByLabel('Email').inputValue()).toBe(`new.${email}`)
    await second.page.getByLabel('Name').fill('Second')
    await second.press('Save')
    expect(await read(second)).toContain('Saved.')
    const changes = (await eventsOf(id)).map(({ details }) => details['changed'] ?? null)
    expect(changes).toEqual([null, 'email', 'name'])
    await first.close()
    await second.close()
  })

  test('given another tier, unless it changed since the page was opened', async () => {
    const { id } = await cluster.account()
    const path = `/console/accounts/${id}`
    const [first, second] = [await open(path), await open(path)]
    await first.page.getByLabel('Tier').selectOption('premium')
    await first.press('Change the tier')
    expect(await read(first)).toContain('for the sessions that begin from now on')
    await second.page.getByLabel('Tier').selectOption('banking')
    await second.press('Change the tier')
    expect(await read(second)).toContain('Somebody else changed the account meanwhile.')
    expect(await second.page.getByLabel('Tier').inputValue()).toBe('premium')
    await first.close()
    await second.close()
  })

  test('sent password resets by support, up to a limit, and support may do nothing else', async () => {
    const { id, email } = await cluster.account()
    const browsing = await open(`/console/accounts/${id}`, 'support')
    const { page, press } = browsing
    expect(await page.getByRole('link', { name: 'Edit' }).count()).toBe(0)
    for (let i = 0; i < 5; i += 1) {
      await press('Mail a link to choose a new password')
      expect(await read(browsing)).toContain('A link is on its way to them.')
    }
    await press('Mail a link to choose a new password')
    expect(await read(browsing)).toContain('as many links in an hour as it may be')
    const { subject, text } = await mailbox.mailTo(email)
    expect(subject).toBe('Choose a new password')
    const link = linkIn(await mailbox.mailTo(email, 5))
    expect(await page.content()).not.toContain(link.searchParams.get('token'))
    expect(text).toContain('/account/reset?token=')
    await browsing.close()
  })

  test('disabled with a reason, enabled again, and deleted after its email is typed', async () => {
    const { id, email } = await cluster.account()
    const browsing = await open(`/console/accounts/${id}`)
    const { page, press } = browsing
    await page.getByRole('link', { name: 'Disable' }).click()
    await page.getByLabel('Reason').fill('Left')
    await press('Disable it')
    expect(await read(browsing)).toContain('Everything under it has ended.')
    await press('Enable')
    await page.getByRole('link', { name: 'Delete' }).click()
    await page.getByLabel('Reason').fill('Asked for it')
    await page.getByLabel(`Type “${email}” to go on`).fill('no')
    await press('Delete it')
    expect(await page.getByLabel('Reason').inputValue()).toBe('Asked for it')
    await page.getByLabel(`Type “${email}” to go on`).fill(email)
    await press('Delete it')
    expect(new URL(page.url()).pathname).toBe('/console/accounts')
    const events = await eventsOf(id)
    expect(events.map(({ type, details }) => [type, details['reason'] ?? null])).toEqual([
      ['account.created', null],
      ['account.disabled', 'Left'],
      ['account.enabled', null],
      ['account.deleted', 'Asked for it'],
    ])
    await browsing.close()
  })
})

describe("an operator's account", () => {
  test('offers changes only to a role that may change operators', async () => {
    const { id } = await cluster.account({ roles: ['support'] })
    const { person: operator } = await newOperatorPerson(cluster, ['operator'])
    const seen = await operator.visit(`/console/accounts/${id}`)
    expect(seen.text).not.toContain(`${id}/edit`)
    expect(seen.text).toContain('only who may change operators')
    expect((await operator.visit(`/console/accounts/${id}/edit`)).status).toBe(403)
    const { person: owner } = await newOperatorPerson(cluster, ['owner'])
    expect((await owner.visit(`/console/accounts/${id}`)).text).toContain(`${id}/edit`)
  })

  test('of the last owner cannot be disabled, and the page says why', async () => {
    await sql(cluster, "UPDATE accounts SET roles = '{}' WHERE 'owner' = ANY (roles)")
    const browsing = await open('/console/accounts', 'owner')
    const { page, press } = browsing
    const [owner] = await sql<{ id: string }>(
      cluster,
      "SELECT id FROM accounts WHERE 'owner' = ANY (roles)",
    )
    await page.goto(`${cluster.issuer}/console/accounts/${owner?.id}/disable`)
    await page.getByLabel('Reason').fill('x')
    await press('Disable it')
    expect(await read(browsing)).toContain('nobody else is an owner')
    await browsing.close()
  })
})

test.each(['edit', 'tier', 'reset', 'disable', 'enable', 'delete'])(
  'a form from another site or from a viewer is refused: %s',
  async (act) => {
    const { id, email } = await cluster.account()
    const body = new URLSearchParams({ etag: '*', tier: 'premium', reason: 'x', typed: email })
    body.set('email', `x.${email}`)
    const send = async (role: string, origin: string) => {
      const { person } = await newOperatorPerson(cluster, [role])
      return person.visit(`/console/accounts/${id}/${act}`, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
        body: body.toString(),
      })
    }
    expect([400, 403]).toContain((await send('viewer', cluster.issuer)).status)
    expect((await send('operator', 'https://elsewhere.example')).status).toBe(403)
    expect((await eventsOf(id)).map(({ type }) => type)).toEqual(['account.created'])
  },
)

test.each(['019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7', 'not-an-id'])(
  'the page of %j says that there is no such account',
  async (id) => {
    const { person } = await newOperatorPerson(cluster, ['operator'])
    for (const page of ['', '/edit', '/delete']) {
      const visit = await person.visit(`/console/accounts/${id}${page}`)
      expect([400, 404]).toContain(visit.status)
      expect(visit.text).toContain('<h1>')
    }
  },
)

test('the pages fit the screen and are accessible', async () => {
  const { account } = await signedIn(cluster)
  for (let i = 0; i < 60; i += 1) {
    await sql(
      cluster,
      `INSERT INTO accounts (id, email, name, password_hash) VALUES (gen_random_uuid(), $1, $2, 'x')`,
      [`crowd${i}@example.com`, `Somebody with quite a long name ${i}`],
    )
  }
  const browsing = await openConsole(browser, cluster, { role: 'owner', path: '/console/accounts' })
  await expectGoodLooks(browsing, 'accounts')
  await browsing.page.goto(`${cluster.issuer}/console/accounts?by=name&begins=nobody`)
  await expectGoodLooks(browsing, 'accounts-none')
  for (const page of ['', '/edit', '/disable', '/delete']) {
    await browsing.page.goto(`${cluster.issuer}/console/accounts/${account.id}${page}`)
    await expectGoodLooks(browsing, `account${page.replace('/', '-')}`)
  }
  await browsing.page.goto(`${cluster.issuer}/console/accounts/new`)
  await expectGoodLooks(browsing, 'account-new')
  expect(browsing.complaints).toEqual([])
  await browsing.close()
})
