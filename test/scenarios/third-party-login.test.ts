/** Scenario 1: a person signs in to a third-party app, in a real browser, on two nodes. */

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import type { Demo } from '../../src/demo/app.ts'
import type { Account } from '../../src/model/account.ts'
import { openBrowser } from '../support/browser.ts'
import {
  type Browsing,
  browse,
  colourViolationsOn,
  finishAnimations,
  read,
  typeCredentials,
  violationsOn,
} from '../support/browsing.ts'
import { type Cluster, startCluster, testPassword } from '../support/cluster.ts'
import { openDemo } from '../support/demo.ts'
import { sql } from '../support/sql.ts'

let cluster: Cluster
let demo: Demo
let browser: Browser
let account: Account
let person: Browsing

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
  account = await cluster.account()
  person = await browse(browser)
})

afterEach(() => person.close())

async function knock(who = person): Promise<void> {
  await who.page.goto(demo.url)
  await who.press('Sign in with Parley')
}

async function signIn(who = person): Promise<void> {
  await knock(who)
  await typeCredentials(who, account)
  await who.press('Allow')
  await who.page.getByText('Welcome aboard').waitFor()
}

async function signOut(who = person): Promise<void> {
  await who.press('Sign out')
  await who.page.getByText('asks to sign you out').waitFor()
  await who.press('Sign out')
  await who.page.waitForURL(`${demo.url}/logged-out`)
}

function sessionsOf({ id }: Account): Promise<unknown[]> {
  return sql(cluster, 'SELECT state, end_reason AS reason FROM sessions WHERE account_id = $1', [
    id,
  ])
}

describe('signing in', () => {
  test('a wrong password gets an answer that hides whether the account exists', async () => {
    await knock()
    await typeCredentials(person, { email: account.email, password: 'wrong' })
    const known = await read(person)
    await typeCredentials(person, { email: 'nobody@example.com', password: 'wrong' })
    const unknown = await read(person)
    expect(known).toContain('Email or password is wrong.')
    expect(unknown).toBe(known)
    expect(await sessionsOf(account)).toEqual([])

    await typeCredentials(person, account)
    await person.press('Allow')
    await person.page.getByText('Welcome aboard, A Person.').waitFor()
  })

  test('the person reads what the app asks for, for how long and where it leads, and may deny', async () => {
    await knock()
    expect(await read(person)).toContain('Harbor Photos wants you to sign in with Parley.')
    await typeCredentials(person, account)
    const asked = await read(person)
    expect(asked).toContain('Harbor Photos asks for access to your account')
    expect(asked).toContain(account.email)
    for (const scope of [
      'See your email address',
      'Keep working while you are away',
      'photos:read',
    ])
      expect(asked).toContain(scope)
    expect(asked).toContain('up to 90 days, also when you are away')
    expect(asked).toContain(`You will go back to ${new URL(demo.url).host}`)

    await person.press('Deny')
    await person.page.waitForURL(`${demo.url}/`)
    expect(await read(person)).toContain('You said no')
    expect(await read(person)).toContain('access_denied')
    const grants = 'SELECT 1 FROM grants WHERE account_id = $1'
    expect(await sql(cluster, grants, [account.id])).toEqual([])
  })

  test('a person who cancels before signing in also returns to the app, and no session begins', async () => {
    await knock()
    await person.press('Cancel and go back to Harbor Photos')
    await person.page.waitForURL(`${demo.url}/`)
    expect(await read(person)).toContain('You said no')
    expect(await sessionsOf(account)).toEqual([])
  })

  test('another account is asked the same as the first, including offline access', async () => {
    const other = await cluster.account()
    await knock()
    await typeCredentials(person, other)
    await person.press('Not you? Use another account')
    await typeCredentials(person, account)
    const asked = await read(person)
    expect(asked).toContain(account.email)
    expect(asked).toContain('Keep working while you are away')
    await person.press('Allow')
    await person.page.getByText(account.email).first().waitFor()
    expect(await sessionsOf(other)).toEqual([{ state: 'ended', reason: 'logout' }])
  })
})

describe('in the app', () => {
  test('the tokens are decoded and explained, and the API accepts the access token', async () => {
    await signIn()
    const shown = await read(person)
    for (const words of ['at+jwt', cluster.issuer, `${cluster.issuer}/api`, account.id])
      expect(shown).toContain(words)
    expect(await person.page.locator('figure').count()).toBe(0)

    await person.press('Call the protected API')
    await person.page.getByText('Blue hour').waitFor()
    expect(await person.page.locator('figure').count()).toBe(6)
  })

  test('a refresh replaces the refresh token, and a revoked one cannot refresh', async () => {
    await signIn()
    const stub = person.page.locator('.stub')
    const first = await stub.innerText()
    await person.press('Refresh tokens')
    await person.page.getByText('1 refresh since you signed in').waitFor()
    expect(await stub.innerText()).not.toBe(first)

    await person.press('Revoke the refresh token')
    await person.page.getByText('Parley took the refresh token back.').first().waitFor()
    await person.press('Refresh tokens')
    await person.page.getByText('Parley ended this session').waitFor()
    expect(await read(person)).toContain('invalid_grant')

    await person.press('Sign in again')
    await person.press('Allow')
    await person.page.getByText('0 refreshes since you signed in').waitFor()
  })

  test('the next refresh reports that the operator ended the session, and signing out still works', async () => {
    await signIn()
    // The dialog has asked how the session stands, and asks again only later.
    await person.page.waitForLoadState('networkidle')
    await cluster.endSessionsOf(account.id)
    await person.press('Refresh tokens')
    await person.page.getByText('Parley ended this session').waitFor()

    expect(await sessionsOf(account)).toEqual([{ state: 'ended', reason: 'revoked' }])

    // There is nothing left to ask: Parley sends the browser on at once.
    await person.press('Sign out')
    await person.page.waitForURL(`${demo.url}/logged-out`)
    await person.press('Sign in again')
    await person.page.getByLabel('Password').waitFor()
  })
})

describe('signing out', () => {
  test('Parley asks, the session ends, and the Back button does not restore it', async () => {
    await signIn()
    await signOut()
    expect(await read(person)).toContain('You are signed out of Harbor Photos.')
    expect(await sessionsOf(account)).toEqual([{ state: 'ended', reason: 'logout' }])

    for (let steps = 0; steps < 3; steps += 1) {
      await person.page.goBack().catch(() => null)
      await person.page.waitForLoadState()
      expect(await person.page.content()).not.toContain('Welcome aboard')
    }
    await knock()
    await person.page.getByLabel('Password').waitFor()
  })

  test('a person who stays signed in loses only this app, and need not type the password again', async () => {
    await signIn()
    await person.press('Sign out')
    await person.press('Stay signed in')
    await person.page.waitForURL(`${demo.url}/logged-out`)
    expect(await sessionsOf(account)).toEqual([{ state: 'live', reason: null }])
    await person.press('Sign in again')
    await person.page.getByText('asks for access to your account').waitFor()

    await person.page.goto(`${cluster.issuer}/logout`)
    await person.press('Stay signed in')
    expect(await read(person)).toContain('You are still signed in')
    await person.page.goto(`${cluster.issuer}/logout`)
    await person.press('Sign out')
    expect(await read(person)).toContain('You are signed out')
  })
})

test('everything works with script switched off', async () => {
  const plain = await browse(browser, { javaScriptEnabled: false })
  await signIn(plain)
  await plain.press('Call the protected API')
  await plain.page.getByText('Blue hour').waitFor()
  await plain.press('Refresh tokens')
  await plain.page.getByText('1 refresh since you signed in').waitFor()
  await signOut(plain)
  expect(await sessionsOf(account)).toEqual([{ state: 'ended', reason: 'logout' }])
  await plain.close()
})

test('the keyboard is enough to sign in and allow', async () => {
  const { page } = person
  const tabTo = async (name: string) => {
    for (let tabs = 0; tabs < 8; tabs += 1) {
      if ((await page.evaluate<string>(focusedName)) === name) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`The Tab key does not come to ${name}.`)
  }
  await page.goto(demo.url)
  await tabTo('Sign in with Parley')
  await page.keyboard.press('Enter')
  await page.getByLabel('Email').waitFor()
  await tabTo('email')
  await page.keyboard.type(account.email)
  await tabTo('password')
  await page.keyboard.type(testPassword)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Allow' }).waitFor()
  // Until it may be pressed, Tab passes the button by.
  await finishAnimations(page)
  await tabTo('Allow')
  await page.keyboard.press('Enter')
  await page.getByText('Welcome aboard').waitFor()
})

const focusedName = `(() => {
  const { name, innerText, tagName } = document.activeElement
  return tagName === 'INPUT' ? name : innerText
})()`

test('no page breaks a rule of accessibility, complains, or loads anything from a stranger', async () => {
  const { page, press } = person
  const flaws: Record<string, string[]> = {}
  const check = async (name: string) => {
    await page.emulateMedia({ colorScheme: 'light' })
    const found = await violationsOn(page)
    await page.emulateMedia({ colorScheme: 'dark' })
    flaws[name] = [...found, ...(await colourViolationsOn(page))]
  }
  await page.goto(demo.url)
  await check('welcome')
  await press('Sign in with Parley')
  await check('sign in')
  await typeCredentials(person, account)
  await page.getByRole('button', { name: 'Allow' }).waitFor()
  await check('consent')
  await press('Allow')
  await page.getByText('Welcome aboard').waitFor()
  await press('Call the protected API')
  await page.getByText('Blue hour').waitFor()
  await check('app')
  await press('Revoke the refresh token')
  await press('Refresh tokens')
  await page.getByText('Parley ended this session').waitFor()
  await check('app, ended')
  await press('Sign out')
  await page.getByText('asks to sign you out').waitFor()
  await check('sign out')
  await press('Sign out')
  await page.waitForURL(`${demo.url}/logged-out`)
  await check('signed out')

  expect(Object.entries(flaws).filter(([, found]) => found.length > 0)).toEqual([])
  expect(person.complaints).toEqual([])
  const hosts = new Set(
    person.requests
      .map((url) => new URL(url))
      .filter(isFetched)
      .map(hostOf),
  )
  expect([...hosts].sort()).toEqual(
    [demo.url, cluster.issuer].map((url) => hostOf(new URL(url))).sort(),
  )
})

/** A picture inside the page is asked of nobody. */
function isFetched({ protocol }: URL): boolean {
  return protocol !== 'data:'
}

function hostOf({ host }: URL): string {
  return host
}
