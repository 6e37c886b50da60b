/** Scenario 3: so many devices at once, and no more; a real browser, two nodes. */

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import type { Demo } from '../../src/demo/app.ts'
import type { Account } from '../../src/model/account.ts'
import { openBrowser } from '../support/browser.ts'
import { type Browsing, browse, read, typeCredentials, violationsOn } from '../support/browsing.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { openDemo } from '../support/demo.ts'
import { sql } from '../support/sql.ts'
import { chrome, firefox } from '../support/whereabouts.ts'

const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 ' +
  '(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1'

let cluster: Cluster
let demo: Demo
let browser: Browser
let account: Account
const open: Browsing[] = []

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  demo = await openDemo(cluster)
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await demo?.close()
  await cluster?.close()
})

beforeEach(async () => {
  account = await cluster.account({ tier: 'standard' })
})

afterEach(async () => {
  for (const browsing of open.splice(0)) await browsing.close()
})

async function device(userAgent: string): Promise<Browsing> {
  const browsing = await browse(browser, { userAgent })
  open.push(browsing)
  return browsing
}

async function tryToSignIn(who: Browsing): Promise<void> {
  await who.page.goto(demo.url)
  await who.press('Sign in with Parley')
  await typeCredentials(who, account)
}

/** Signs in, with consent at the first visit of this account. */
async function watch(who: Browsing): Promise<void> {
  await tryToSignIn(who)
  await goOn(who)
}

async function goOn(who: Browsing): Promise<void> {
  const allow = who.page.getByRole('button', { name: 'Allow' })
  await allow.or(who.page.getByText('Welcome aboard')).waitFor()
  if (await allow.isVisible()) await allow.click()
  await who.page.getByText('Welcome aboard').waitFor()
}

function states(): Promise<unknown[]> {
  return sql(
    cluster,
    'SELECT state, end_reason AS reason FROM sessions WHERE account_id = $1 ORDER BY id',
    [account.id],
  )
}

const live = { state: 'live', reason: null }

test('the third device of a tier of two sees the devices in use, and is not signed in for any of them', async () => {
  await watch(await device(chrome))
  await watch(await device(firefox))
  const third = await device(safari)
  await tryToSignIn(third)
  await third.page.getByText('Too many devices').first().waitFor()
  const page = await read(third)
  expect(page).toContain('Chrome on Windows')
  expect(page).toContain('Firefox on Windows')
  expect(await violationsOn(third.page)).toEqual([])
  expect(await states()).toEqual([live, live])
})

test('it may end one and continue without the password; the other device says why', async () => {
  const first = await device(chrome)
  await watch(first)
  await watch(await device(firefox))
  const third = await device(safari)
  await tryToSignIn(third)
  await third.page.getByRole('button', { name: /Chrome on Windows/ }).click()
  await goOn(third)
  expect(await states()).toEqual([{ state: 'ended', reason: 'evicted' }, live, live])

  await first.page.goto(demo.url)
  await first.page.getByRole('dialog').getByText('new login detected').waitFor()
})

test('signing a device out from another one makes room', async () => {
  await watch(await device(chrome))
  const second = await device(firefox)
  await watch(second)
  await second.page.goto(`${cluster.issuer}/account/sessions`)
  await second.press('Sign out there: Chrome on Windows')
  await second.page.getByText('that device is signed out').waitFor()
  await watch(await device(safari))
  expect(await states()).toEqual([{ state: 'ended', reason: 'revoked' }, live, live])
})
