/** The session dialog on our own pages and in the demo: every tab shows the same. */

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import type { Demo } from '../../src/demo/app.ts'
import type { Account } from '../../src/model/account.ts'
import { defaultPolicy } from '../../src/model/presets.ts'
import type { EndReason } from '../../src/model/session.ts'
import { savePolicy } from '../../src/policies/save.ts'
import { endSession } from '../../src/sessions/end.ts'
import { openBrowser } from '../support/browser.ts'
import { type Browsing, browse, typeCredentials, violationsOn } from '../support/browsing.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { openDemo } from '../support/demo.ts'
import { ageSessions, sql } from '../support/sql.ts'

let cluster: Cluster
let demo: Demo
let browser: Browser
let account: Account
let person: Browsing

const by = { kind: 'system' } as const

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  const rigid = { ...defaultPolicy, name: 'rigid', idleSeconds: null, absoluteSeconds: 900 }
  await savePolicy(cluster.store, { policy: { ...rigid, sliding: false }, by })
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
  person = await browse(browser)
})

afterEach(() => person.close())

async function signIn(tier?: string): Promise<Page> {
  account = await cluster.account(tier === undefined ? {} : { tier })
  await person.page.goto(`${cluster.issuer}/account`)
  await typeCredentials(person, account)
  await person.page.getByRole('heading', { name: 'Where you are signed in' }).waitFor()
  return person.page
}

async function tab(url = `${cluster.issuer}/account/applications`): Promise<Page> {
  const page = await person.page.context().newPage()
  await page.goto(url)
  return page
}

/** Moves the session and its refresh tokens this many seconds into the past. */
async function pass(seconds: number): Promise<void> {
  await ageSessions(cluster, { accountId: account.id, seconds })
  await sql(
    cluster,
    `UPDATE token_families SET rotated_at = rotated_at - make_interval(secs => $2::int)
     WHERE account_id = $1`,
    [account.id, seconds],
  )
}

async function end(reason: EndReason): Promise<void> {
  const find = `SELECT id FROM sessions WHERE account_id = $1 AND state = 'live'`
  const [session] = await sql<{ id: string }>(cluster, find, [account.id])
  await endSession(cluster.store, { sessionId: session?.id ?? '', reason, by })
}

const dialogOn = (page: Page, name: string) => page.getByRole('dialog', { name })

const shows = (page: Page, name: string) => dialogOn(page, name).waitFor()

const isGone = (page: Page) => page.getByRole('dialog').waitFor({ state: 'hidden' })

/** The page asks at once when the person returns to it, instead of at the next half minute. */
const comesBack = (page: Page) =>
  page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

describe('on the pages of the account', () => {
  const question = 'Are you still there?'

  test('every tab warns, and staying in one tab is staying in all', async () => {
    const [first, second] = [await signIn(), await tab()]
    expect(await first.getByRole('dialog').isVisible()).toBe(false)
    await pass(28 * 60 + 30)
    await Promise.all([shows(first, question), shows(second, question)])
    const find = 'SELECT last_seen_at > now() - make_interval(mins => 1) AS seen FROM sessions'
    const isSeen = () => sql(cluster, `${find} WHERE account_id = $1`, [account.id])
    expect(await isSeen()).toEqual([{ seen: false }])
    await first.bringToFront()
    await first.getByRole('button', { name: 'Stay signed in' }).click()
    await Promise.all([isGone(first), isGone(second)])
    expect(await isSeen()).toEqual([{ seen: true }])
    expect(person.complaints).toEqual([])
  })

  test('an ended session shows its reason in every tab, for good', async () => {
    const [first, second] = [await signIn(), await tab()]
    await end('evicted')
    for (const page of [first, second]) {
      await shows(page, 'You were signed out')
      await page.getByText('new login detected').waitFor()
      for (let i = 0; i < 3; i += 1) await page.keyboard.press('Escape')
      await shows(page, 'You were signed out')
    }
    await first.getByRole('link', { name: 'Sign in again' }).click()
    await first.getByLabel('Password').waitFor()
    expect(await first.locator('.notice').textContent()).toContain('new login detected')
  })

  test('a session that cannot be extended offers no way to stay, and Escape closes the warning', async () => {
    const page = await signIn('rigid')
    await pass(900 - 100)
    await shows(page, 'Your session ends soon')
    expect(await page.getByRole('button', { name: 'Stay signed in' }).isVisible()).toBe(false)
    await page.keyboard.press('Escape')
    await isGone(page)
    await comesBack(page)
    expect(await page.getByRole('dialog').isVisible()).toBe(false)
    await pass(100)
    await shows(page, 'You were signed out')
    await page.getByText('had lasted as long as it may').waitFor()
  })

  test('one tab listens for all tabs, and another takes over when it closes', async () => {
    const context = person.page.context()
    const listening = new Set<Page>()
    context.on('request', (request) => {
      if (request.url().endsWith('/session/events')) listening.add(request.frame().page())
    })
    const next = () => context.waitForEvent('request', (one) => one.url().endsWith('/events'))
    const [first] = await Promise.all([signIn(), next()])
    const second = await tab()
    const third = await tab()
    expect([...listening]).toEqual([first])
    await Promise.all([next(), first.close()])
    expect(listening.size).toBe(2)
    await end('revoked')
    await Promise.all([second, third].map((page) => shows(page, 'You were signed out')))
  })

  test('signing out in one tab signs out every tab', async () => {
    const [first, second] = [await signIn(), await tab()]
    await first.goto(`${cluster.issuer}/logout`)
    await person.press('Sign out')
    await shows(second, 'You were signed out')
    await second.getByText('Your session in this browser is over.').waitFor()
  })

  test('the dialog breaks no accessibility rule, light or dark', async () => {
    const page = await signIn()
    await pass(28 * 60 + 30)
    await shows(page, question)
    const focused = await page.evaluate('document.activeElement.textContent')
    expect(focused).toBe('Stay signed in')
    const told = dialogOn(page, question).locator('[aria-live]:visible')
    expect(await told.textContent()).toMatch(/You will be signed out in \d+ (seconds|minutes)\./)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      expect(await violationsOn(page)).toEqual([])
    }
    await end('evicted')
    await shows(page, 'You were signed out')
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await violationsOn(page)).toEqual([])
    }
  })
})

describe('in the demo', () => {
  async function signInToDemo(): Promise<Page> {
    account = await cluster.account()
    await person.page.goto(demo.url)
    await person.press('Sign in with Parley')
    await typeCredentials(person, account)
    const asked = person.page.waitForResponse(`${demo.url}/session/status`)
    await person.press('Allow')
    await person.page.getByText('Welcome aboard').waitFor()
    await asked
    return person.page
  }

  test('every tab warns, staying in one tab is staying in all, and no token reaches the page', async () => {
    const told: Promise<string>[] = []
    person.page.on('response', (response) => {
      if (response.url().includes('/session/')) told.push(response.text().catch(() => ''))
    })
    const first = await signInToDemo()
    const second = await tab(demo.url)
    await pass(28 * 60 + 30)
    await comesBack(second)
    await Promise.all([shows(first, 'Still aboard?'), shows(second, 'Still aboard?')])
    expect(await violationsOn(second)).toEqual([])
    await first.bringToFront()
    await first.getByRole('button', { name: 'Stay signed in' }).click()
    await Promise.all([isGone(first), isGone(second)])
    expect((await Promise.all(told)).join('')).not.toMatch(/eyJ/)
    expect(person.complaints).toEqual([])
  })

  test('the end of the browser part looks different from the end of the session', async () => {
    const page = await signInToDemo()
    await pass(1801)
    await comesBack(page)
    await shows(page, 'Parley signed you out')
    await page.getByRole('button', { name: 'All right' }).click()
    await isGone(page)
    const find = 'SELECT id FROM sessions WHERE account_id = $1'
    const [session] = await sql<{ id: string }>(cluster, find, [account.id])
    await endSession(cluster.store, { sessionId: session?.id ?? '', reason: 'revoked', by })
    await comesBack(page)
    await shows(page, 'You were signed out')
    await page.getByText('from another device').waitFor()
  })
})
