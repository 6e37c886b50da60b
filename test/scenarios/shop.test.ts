/** Scenario 2: a guest of a shop signs in, and her cart comes along; a real browser, two nodes. */

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import type { Account } from '../../src/model/account.ts'
import { openBrowser } from '../support/browser.ts'
import {
  type Browsing,
  browse,
  colourViolationsOn,
  read,
  typeCredentials,
  violationsOn,
} from '../support/browsing.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { noticesOf } from '../support/notices.ts'
import { openShop, type Shop } from '../support/shop.ts'
import { ageFamilies, ageSessions, sql } from '../support/sql.ts'

let cluster: Cluster
let shop: Shop
let browser: Browser
let account: Account
let person: Browsing

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2, runsJobs: true })
  shop = await openShop(cluster)
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await shop?.close()
  await cluster?.close()
})

beforeEach(async () => {
  account = await cluster.account()
  person = await browse(browser)
})

afterEach(() => person.close())

/** Opens the shop, and answers as whom. */
async function enter({ page } = person): Promise<string> {
  await page.goto(shop.url)
  return page.locator('b').innerText()
}

function choose(link: string, { page }: { readonly page: Page } = person): Promise<void> {
  return page.getByRole('link', { name: link, exact: true }).click()
}

async function signIn(who = person): Promise<void> {
  await choose('Sign in', who)
  await typeCredentials(who, account)
  await who.press('Allow')
  await who.page.getByText('Hello, member').waitFor()
}

async function sessionsOf(accountId: string) {
  return sql<{ id: string; state: string; reason: string | null }>(
    cluster,
    `SELECT id, state, end_reason AS reason FROM sessions WHERE account_id = $1 ORDER BY id`,
    [accountId],
  )
}

async function pause(sub: string, seconds: number): Promise<void> {
  await ageSessions(cluster, { accountId: sub, seconds })
  await ageFamilies(cluster, { clientId: shop.clientId, seconds })
}

async function sessionCookie({ page }: Browsing = person) {
  const cookies = await page.context().cookies()
  return cookies.find(({ name }) => name === 'parley_session')
}

describe('a visitor', () => {
  test('becomes a guest at once, without any page of Parley', async () => {
    const sub = await enter()
    expect(await read(person)).toContain('Hello, guest')
    const asked = person.requests.filter((url) => url.startsWith(cluster.issuer))
    expect(asked.map((url) => new URL(url).pathname)).toEqual(['/authorize'])
    expect((await sessionsOf(sub)).map(({ state }) => state)).toEqual(['live'])
  })

  test('shares session and cart between two tabs', async () => {
    const sub = await enter()
    await choose('Buy a compass')
    const tab = { ...person, page: await person.page.context().newPage() }
    expect(await enter(tab)).toBe(sub)
    await choose('Buy a sextant', tab)
    await person.page.reload()
    expect(await read(person)).toContain('In your cart: compass, sextant.')
    expect(await sessionsOf(sub)).toHaveLength(1)
  })

  test('stays for 30 minutes after each page, and not longer', async () => {
    const sub = await enter()
    await choose('Buy a compass')
    for (let pages = 0; pages < 3; pages += 1) {
      await pause(sub, 29 * 60)
      expect(await enter()).toBe(sub)
    }
    expect(await read(person)).toContain('In your cart: compass.')
    await pause(sub, 31 * 60)
    expect(await enter()).not.toBe(sub)
    expect(await read(person)).toContain('In your cart: nothing.')
  })

  test('has nothing to see on the account pages, and can sign in from there', async () => {
    const sub = await enter()
    await choose('Buy a compass')
    await person.page.goto(`${cluster.issuer}/account`)
    expect(await read(person)).toContain('You are browsing as a guest')
    await choose('Sign in')
    await typeCredentials(person, account)
    await person.page.getByText('Where you are signed in').waitFor()
    expect((await sessionsOf(sub)).map(({ reason }) => reason)).toEqual(['upgraded'])

    // The shop finds the guest gone, asks again, and learns who it was.
    await person.page.goto(shop.url)
    await person.press('Allow')
    await person.page.getByText('Hello, member').waitFor()
    expect(await read(person)).toContain('In your cart: compass.')
  })
})

describe('signing in', () => {
  test('keeps the cart, under a new session id and a new cookie', async () => {
    const sub = await enter()
    await choose('Buy a compass')
    const before = await sessionCookie()
    await signIn()
    expect(await read(person)).toContain(`Hello, member ${account.id}`)
    expect(await read(person)).toContain('In your cart: compass.')
    const [guest] = await sessionsOf(sub)
    const [mine, ...more] = await sessionsOf(account.id)
    expect([guest, mine?.state, more]).toEqual([
      { id: guest?.id, state: 'ended', reason: 'upgraded' },
      'live',
      [],
    ])
    expect(mine?.id).not.toBe(guest?.id)
    expect((await sessionCookie())?.value).not.toBe(before?.value)
  })

  test('makes a fixed session id worthless', async () => {
    await enter()
    const fixed = await person.page.context().cookies()
    await signIn()
    const thief = await browse(browser)
    await thief.page.context().addCookies(fixed.filter(({ name }) => name.startsWith('parley')))
    await thief.page.goto(`${cluster.issuer}/account`)
    expect(await read(thief)).toContain('Your visit as a guest ended when you signed in.')
    expect(await enter(thief)).not.toBe(account.id)
    await thief.close()
  })

  test('in two tabs at once succeeds in both, and the cart is not doubled', async () => {
    await enter()
    await choose('Buy a compass')
    const tab = { ...(await browseOn(person)) }
    await tab.page.goto(shop.url)
    await choose('Sign in', tab)
    await signIn()
    await typeCredentials(tab, account)
    await tab.page.getByText('Hello, member').waitFor()
    expect(await read(tab)).toContain('In your cart: compass.')
    expect((await sessionsOf(account.id)).map(({ state }) => state)).toEqual(['live'])
  })

  test('can be cancelled, and the guest goes on shopping', async () => {
    const sub = await enter()
    await choose('Buy a compass')
    await choose('Sign in')
    await person.press('Cancel and go back to Corner Shop')
    expect(await enter()).toBe(sub)
    expect(await read(person)).toContain('In your cart: compass.')
  })

  test('works with script switched off', async () => {
    const plain = await browse(browser, { javaScriptEnabled: false })
    await enter(plain)
    await choose('Buy a compass', plain)
    await signIn(plain)
    expect(await read(plain)).toContain('In your cart: compass.')
    await plain.close()
  })
})

/** Another tab of the same browser. */
async function browseOn({ page, ...rest }: Browsing): Promise<Browsing> {
  const tab = await page.context().newPage()
  const press = (name: string) => tab.getByRole('button', { name, exact: true }).click()
  return { ...rest, page: tab, press }
}

describe('at the checkout', () => {
  test('a guest signs in first, and then the order is placed', async () => {
    await enter()
    await choose('Buy a compass')
    await choose('Check out')
    await typeCredentials(person, account)
    await person.press('Allow')
    await person.page.getByText('Ordered: compass.').waitFor()
  })

  test('the session from the sign-in is still the same after many pages on two nodes', async () => {
    await enter()
    await signIn()
    const [begun] = await sessionsOf(account.id)
    for (let pages = 0; pages < 6; pages += 1) {
      await choose(pages % 2 === 0 ? 'Buy a compass' : 'Buy a sextant')
      await person.page.getByText('Hello, member').waitFor()
    }
    await choose('Check out')
    await person.page.getByText('Ordered: compass, sextant').waitFor()
    expect(await sessionsOf(account.id)).toEqual([begun])
  })
})

test('she signs out: the cookie is gone, the session has ended, and the next visitor is a stranger', async () => {
  await enter()
  await signIn()
  const before = await person.page.context().cookies()
  await choose('Sign out')
  await person.press('Sign out')
  await person.page.getByText('Come again!').waitFor()
  expect(await sessionsOf(account.id)).toEqual([
    { id: expect.any(String), state: 'ended', reason: 'logout' },
  ])
  expect(await sessionCookie()).toBeUndefined()

  const other = await browse(browser)
  await other.page.context().addCookies(before.filter(({ name }) => name.startsWith('parley')))
  await other.page.goto(`${cluster.issuer}/account`)
  await other.page.getByLabel('Password').waitFor()
  await other.close()

  await choose('Enter')
  await person.page.getByText('Hello, guest').waitFor()
  expect(await read(person)).toContain('In your cart: nothing.')
  expect(await read(person)).not.toContain(account.id)
})

test('she signs out everywhere else on her phone, and a back-channel notice tells the shop', async () => {
  await enter()
  await choose('Buy a compass')
  await signIn()
  const phone = await browse(browser)
  await phone.page.goto(`${cluster.issuer}/account/sessions`)
  await typeCredentials(phone, account)
  await phone.press('Sign out everywhere else')
  await eventually(async () => (await noticesOf(cluster, account.id))[0]?.state === 'delivered')
  await phone.close()

  await person.page.goto(shop.url)
  expect(await read(person)).toContain('You were signed out elsewhere.')
  await choose('Enter')
  await person.page.getByText('Hello, guest').waitFor()
  expect(await read(person)).toContain('In your cart: nothing.')
})

test('no page breaks a rule of accessibility or writes to the browser console', async () => {
  const flaws: Record<string, string[]> = {}
  const check = async (name: string) => {
    await person.page.emulateMedia({ colorScheme: 'light' })
    const found = await violationsOn(person.page)
    await person.page.emulateMedia({ colorScheme: 'dark' })
    flaws[name] = [...found, ...(await colourViolationsOn(person.page))]
  }
  await enter()
  await person.page.goto(`${cluster.issuer}/account`)
  await check('account of a guest')
  await person.page.goto(shop.url)
  await choose('Sign out')
  await check('sign out of a guest')
  await person.page.goto(shop.url)
  await choose('Sign in')
  await check('sign in of a guest')
  expect(Object.entries(flaws).filter(([, found]) => found.length > 0)).toEqual([])
  expect(person.complaints).toEqual([])
})
