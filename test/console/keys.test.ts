/** The keys and settings in the console: the pages, the actions, and the roles that may use them. */

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { advanceKeys } from '../../src/keys/advance.ts'
import { publishedSeconds } from '../../src/model/signing-key.ts'
import { ageKeys, keysSeen, makeNextDue, statesSeen } from '../keys/turning.ts'
import { openBrowser } from '../support/browser.ts'
import { read } from '../support/browsing.ts'
import { type Cluster, startCluster, testPassword, testSecret } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { sql } from '../support/sql.ts'
import { expectGoodLooks, openConsole } from './browser.ts'
import { newOperatorPerson } from './operator.ts'

let cluster: Cluster
let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
beforeEach(async () => {
  cluster = await startCluster({
    nodes: 2,
    settings: { PARLEY_MAIL_URL: mailUrl, PARLEY_MAIL_FROM: 'a@b.example' },
  })
})
afterEach(() => cluster?.close())
afterAll(() => browser?.close())

const mailUrl = 'smtps://mailer:swordfish@mail.example'

const owner = { role: 'owner', path: '/console/keys', javaScriptEnabled: false } as const

async function advance(): Promise<void> {
  await advanceKeys(cluster.store, { secret: testSecret, rotationDays: 0 })
}

test('an owner rotates the keys, sees what happens next, and withdraws one, without script', async () => {
  const browsing = await openConsole(browser, cluster, owner)
  const { page, press } = browsing
  await page.getByRole('link', { name: 'Rotate' }).first().click()
  await page.getByLabel('Which').selectOption('ES256')
  await page.getByLabel('Reason').fill('An administrator left')
  await press('Rotate')
  expect(new URL(page.url()).pathname).toBe('/console/keys')
  const text = await read(browsing)
  expect(text).toContain('The next keys are published.')
  expect(text).toContain('It begins to sign')
  expect(await statesSeen(cluster)).toEqual(['signing', 'next'])
  expect(await statesSeen(cluster, 'RS256')).toEqual(['signing'])
  const [event] = await sql(
    cluster,
    `SELECT actor_kind AS kind, details->'personal'->>'reason' AS reason FROM audit_events
     WHERE type = 'key.created' AND details->>'after' = 'next'`,
  )
  expect(event).toEqual({ kind: 'operator', reason: 'An administrator left' })

  await page.getByRole('link', { name: 'Withdraw it now' }).click()
  await page.getByLabel('Reason').fill('Not now')
  await page.getByLabel('Type “withdraw”').fill('withdraw')
  await press('Withdraw it')
  expect(await read(browsing)).toContain('The key is withdrawn.')
  expect(await statesSeen(cluster)).toEqual(['signing', 'retired'])
  await browsing.close()
})

test('replacing leaked keys needs a reason and the typed word', async () => {
  const browsing = await openConsole(browser, cluster, owner)
  const { page, press } = browsing
  await page.getByRole('link', { name: 'A key leaked' }).click()
  expect(await read(browsing)).toContain('Every access token that they signed, within a second')
  await page.getByLabel('Reason').fill('Found in a backup')
  await page.getByLabel('Type “leaked”').fill('yes')
  await press('Replace the keys now')
  expect(await read(browsing)).toContain('Type leaked, exactly as it stands there.')
  expect(await page.getByLabel('Reason').inputValue()).toBe('Found in a backup')
  expect(await statesSeen(cluster)).toEqual(['signing'])

  await page.getByLabel('Type “leaked”').fill('leaked')
  await press('Replace the keys now')
  expect(await read(browsing)).toContain('New keys sign.')
  expect(await statesSeen(cluster)).toEqual(['retired', 'signing'])
  expect(await statesSeen(cluster, 'RS256')).toEqual(['retired', 'signing'])
  // The console's own session is not signed by these keys and continues.
  await page.reload()
  expect(await read(browsing)).toContain('distrusted')
  await browsing.close()
})

test("the ledger's key can be rotated, and the former one stays listed", async () => {
  const browsing = await openConsole(browser, cluster, owner)
  const { page, press } = browsing
  await page.getByRole('link', { name: 'Rotate' }).last().click()
  await page.getByLabel('Reason').fill('Every year')
  await press('Rotate')
  expect(await read(browsing)).toContain('Another key signs the ledger')
  expect(await sql(cluster, 'SELECT kid FROM audit_keys')).toHaveLength(2)
  await browsing.close()
})

test('the pages fit the screen and are accessible in every state of the keys', async () => {
  const browsing = await openConsole(browser, cluster, { role: 'owner', path: '/console/keys' })
  const { page } = browsing
  const go = (path: string) => page.goto(`${cluster.issuer}/console/${path}`)
  const rotate = async (reason: string) => {
    await go('keys/rotate')
    await page.getByLabel('Reason').fill(reason)
    await browsing.press('Rotate')
    await page.getByText('The next keys are published.').waitFor()
  }
  await page.getByRole('link', { name: 'Rotate' }).first().click()
  await expectGoodLooks(browsing, 'keys-rotate')
  await rotate('In good order')
  await makeNextDue(cluster)
  await advance()
  expect(await statesSeen(cluster)).toEqual(['published', 'signing'])
  await ageKeys(cluster, publishedSeconds)
  await advance()
  expect(await statesSeen(cluster)).toEqual(['retired', 'signing'])
  await rotate('Once more')
  expect(await statesSeen(cluster)).toEqual(['retired', 'signing', 'next'])
  await makeNextDue(cluster)
  await advance()
  expect(await statesSeen(cluster)).toEqual(['retired', 'published', 'signing'])
  await rotate('In good order')
  await eventually(async () => {
    await go('keys')
    return (await read(browsing)).includes('Block ')
  })
  expect(await statesSeen(cluster)).toEqual(['retired', 'published', 'signing', 'next'])
  await expectGoodLooks(browsing, 'keys')
  await go('keys/replace')
  await expectGoodLooks(browsing, 'keys-replace')
  const next = (await keysSeen(cluster)).at(-1)
  await go(`keys/${next?.kid}/retire`)
  await expectGoodLooks(browsing, 'keys-retire')
  await go('settings')
  await expectGoodLooks(browsing, 'settings')
  expect(await read(browsing)).toContain('smtps://mail.example')
  expect(await page.content()).not.toMatch(/swordfish|mailer/)
  expect(browsing.complaints).toHaveLength(0)
  await browsing.close()
})

test('a viewer sees keys and settings without actions, and a direct request is refused', async () => {
  const { person } = await newOperatorPerson(cluster, ['viewer'])
  const page = await person.visit('/console/keys')
  expect([page.status, page.text.includes('>Rotate<')]).toEqual([200, false])
  expect((await person.visit('/console/settings')).status).toBe(200)
  const posted = await person.visit('/console/keys/replace', {
    method: 'POST',
    headers: { origin: cluster.issuer },
    body: new URLSearchParams({ typed: 'leaked', reason: 'x' }),
  })
  expect(posted.status).toBe(403)
  expect(await statesSeen(cluster)).toEqual(['signing'])
})

test('a form from another site rotates nothing', async () => {
  const { person } = await newOperatorPerson(cluster, ['owner'])
  const posted = await person.visit('/console/keys/replace', {
    method: 'POST',
    headers: { origin: 'https://elsewhere.example' },
    body: new URLSearchParams({ typed: 'leaked', reason: 'x' }),
  })
  expect(posted.status).toBe(403)
  expect(await statesSeen(cluster)).toEqual(['signing'])
})

test('an operator without a recent sign-in signs in again before an action on keys', async () => {
  const { person, account } = await newOperatorPerson(cluster, ['owner'])
  await sql(cluster, "UPDATE sessions SET auth_time = auth_time - interval '10 minutes'")
  const page = await person.visit('/console/keys/replace')
  expect(page.status).toBe(303)
  expect(page.headers.get('location')).toContain('prompt=login')

  const asked = await person.follow(page.headers.get('location') ?? '')
  expect(asked.text).toContain('Your sign-in was some time ago')
  expect(asked.text).toContain(`value="${account.email}"`)
  expect(asked.text).not.toContain('/register"')
  const answer = { action: 'sign-in', email: account.email, password: testPassword }
  const back = await person.submit(asked, answer)
  expect([back.status, back.url.pathname]).toEqual([200, '/console/keys/replace'])
})

test('an error appears on the form where it can be corrected', async () => {
  const { person } = await newOperatorPerson(cluster, ['owner'])
  const send = (path: string, fields: Record<string, string>) =>
    person.visit(`/console/keys/${path}`, {
      method: 'POST',
      headers: { origin: cluster.issuer },
      body: new URLSearchParams(fields),
    })
  const wordless = await send('rotate', { reason: ' ' })
  expect([wordless.status, wordless.text.includes('must match')]).toEqual([400, true])
  const unknown = await send('rotate', { reason: 'x', alg: 'HS256' })
  expect([unknown.status, unknown.text.includes('must be one of ES256, RS256')]).toEqual([
    400,
    true,
  ])
  const [key] = await keysSeen(cluster)
  const signing = await send(`${key?.kid}/retire`, { reason: 'x', typed: 'withdraw' })
  expect([signing.status, signing.text.includes('this key signs')]).toEqual([400, true])
  expect((await send('nobody/retire', { reason: 'x', typed: 'withdraw' })).status).toBe(404)
})
