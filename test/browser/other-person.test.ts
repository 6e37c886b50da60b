/** Someone else tries to sign in in a browser that is in use: a real browser, two nodes. */

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import type { Demo } from '../../src/demo/app.ts'
import type { Account } from '../../src/model/account.ts'
import { defaultPolicy } from '../../src/model/presets.ts'
import { savePolicy } from '../../src/policies/save.ts'
import { openBrowser } from '../support/browser.ts'
import { type Browsing, browse, read, typeCredentials, violationsOn } from '../support/browsing.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { openDemo } from '../support/demo.ts'
import { sql } from '../support/sql.ts'

let cluster: Cluster
let demo: Demo
let browser: Browser
let first: Account
let second: Account
let shared: Browsing
let elsewhere: Browsing

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  for (const onLimit of ['refuse', 'ask'] as const) {
    const policy = { ...defaultPolicy, name: onLimit, maxSessions: 1, onLimit }
    await savePolicy(cluster.store, { policy, by: { kind: 'system' } })
  }
  await cluster.policiesKnown()
  demo = await openDemo(cluster)
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await demo?.close()
  await cluster?.close()
})

beforeEach(async () => {
  shared = await browse(browser)
  elsewhere = await browse(browser)
})

afterEach(async () => {
  await shared.close()
  await elsewhere.close()
})

async function atAccount(who: Browsing, account: Account): Promise<void> {
  await who.page.goto(`${cluster.issuer}/account`)
  await typeCredentials(who, account)
  await who.page.getByRole('heading', { name: 'Where you are signed in' }).waitFor()
}

/** The first person is signed in in the shared browser, the second one elsewhere. */
async function stage(tier: string): Promise<void> {
  first = await cluster.account()
  second = await cluster.account({ tier })
  await atAccount(shared, first)
  await atAccount(elsewhere, second)
}

/** In the shared browser, by way of the demo application's consent page. */
async function triesToSignIn(): Promise<void> {
  await shared.page.goto(demo.url)
  await shared.press('Sign in with Parley')
  await shared.press('Not you? Use another account')
  await typeCredentials(shared, second)
  await shared.page.waitForURL('**/devices')
}

async function sessionsOf({ id }: Account): Promise<readonly unknown[]> {
  const find = 'SELECT state, end_reason AS reason FROM sessions WHERE account_id = $1 ORDER BY id'
  return sql(cluster, find, [id])
}

const live = { state: 'live', reason: null }

async function expectFirstIsSignedIn(): Promise<void> {
  await shared.page.goto(`${cluster.issuer}/account`)
  await shared.page.getByRole('heading', { name: 'Where you are signed in' }).waitFor()
  expect(await shared.page.locator('body').innerText()).toContain(first.email)
  expect(await sessionsOf(first)).toEqual([live])
}

test('a refused sign-in leaves the person who was there signed in', async () => {
  await stage('refuse')
  await triesToSignIn()
  expect(await violationsOn(shared.page)).toEqual([])
  expect(await read(shared)).not.toContain(first.email)
  await expectFirstIsSignedIn()
  expect(await sessionsOf(second)).toEqual([live])
})

test('the question which device to end, left by Back, changes nothing for anybody', async () => {
  await stage('ask')
  await triesToSignIn()
  await shared.page.goBack()
  await expectFirstIsSignedIn()
  expect(await sessionsOf(second)).toEqual([live])
})

test('the choice of a device lets one in, and only then the other one out', async () => {
  await stage('ask')
  await triesToSignIn()
  expect(await sessionsOf(first)).toEqual([live])
  await shared.page.locator('button[name="session"]').first().click()
  await shared.press('Allow')
  await shared.page.waitForURL(`${demo.url}/**`)
  expect(await sessionsOf(first)).toEqual([{ state: 'ended', reason: 'logout' }])
  expect(await sessionsOf(second)).toEqual([{ state: 'ended', reason: 'evicted' }, live])
})
