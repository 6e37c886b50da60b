/** Scenario 6: days of session, a list of devices that a person recognises, and a way to end each. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import type { Demo } from '../../src/demo/app.ts'
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
import { openDemo } from '../support/demo.ts'
import { writeMmdb } from '../support/mmdb.ts'
import { sql } from '../support/sql.ts'
import { abroad, believing, firefox, home } from '../support/whereabouts.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-social-'))
const places = join(folder, 'cities.mmdb')

const named = (name: string) => ({ names: { en: name } })
const entries = [
  { network: '203.0.113.0/24', found: { city: named('Berlin'), country: named('Germany') } },
  { network: '198.51.100.0/24', found: { city: named('Oslo'), country: named('Norway') } },
]

const laptop = { userAgent: firefox, extraHTTPHeaders: { 'x-forwarded-for': home } }
const phone = {
  userAgent:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 ' +
    '(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  viewport: { width: 390, height: 844 },
  extraHTTPHeaders: { 'x-forwarded-for': abroad },
}

let cluster: Cluster
let demo: Demo
let browser: Browser
let account: Account
let anna: Browsing
const open: Browsing[] = []

beforeAll(async () => {
  writeFileSync(places, writeMmdb({ type: 'GeoLite2-City', version: 6, entries }))
  cluster = await startCluster({
    nodes: 2,
    settings: { ...believing, PARLEY_GEOIP_FILE: places },
  })
  demo = await openDemo(cluster)
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await demo?.close()
  await cluster?.close()
  rmSync(folder, { recursive: true })
})

beforeEach(async () => {
  account = await cluster.account({ tier: 'social' })
  anna = await sitDown(laptop)
})

afterEach(async () => {
  for (const browsing of open.splice(0)) await browsing.close()
})

async function sitDown(options: Parameters<typeof browse>[1]): Promise<Browsing> {
  const browsing = await browse(browser, options)
  open.push(browsing)
  return browsing
}

async function knock(who: Browsing): Promise<void> {
  await who.page.goto(demo.url)
  await who.press('Sign in with Parley')
}

async function signIn(who: Browsing): Promise<void> {
  await knock(who)
  await typeCredentials(who, account)
  await who.press('Allow')
  await who.page.getByText('Welcome aboard').waitFor()
}

/** Only what the browser keeps on disk is there again. */
async function restarted(who: Browsing): Promise<Browsing> {
  const { cookies } = await who.page.context().storageState()
  await who.close()
  const again = await sitDown(laptop)
  await again.page.context().addCookies(cookies.filter(({ expires }) => expires > 0))
  return again
}

async function devicesPage(who: Browsing): Promise<string> {
  await who.page.goto(`${cluster.issuer}/account/sessions`)
  return read(who)
}

function states(): Promise<unknown[]> {
  return sql(
    cluster,
    'SELECT state, end_reason AS reason FROM sessions WHERE account_id = $1 ORDER BY id',
    [account.id],
  )
}

const live = { state: 'live', reason: null }
const revoked = { state: 'ended', reason: 'revoked' }

test('the browser is restarted, days go by, and she is still signed in', async () => {
  await signIn(anna)
  const again = await restarted(anna)
  const days = `UPDATE sessions SET created_at = created_at - interval '20 days',
    auth_time = auth_time - interval '20 days', last_seen_at = last_seen_at - interval '20 days',
    absolute_expires_at = absolute_expires_at - interval '20 days' WHERE account_id = $1`
  for (let times = 0; times < 3; times += 1) {
    await sql(cluster, days, [account.id])
    const page = await devicesPage(again)
    expect(page).toContain('Firefox on Windows This device')
  }
  // The app asks for offline access, which is asked of her each time; the password is not.
  await knock(again)
  await again.press('Allow')
  await again.page.getByText('Welcome aboard').waitFor()
  expect(await states()).toEqual([live])
})

test('she recognises each device by name, place and last use, and the new one is marked', async () => {
  await signIn(anna)
  expect(await devicesPage(anna)).not.toContain('New device')
  await signIn(await sitDown(phone))

  const shown = await devicesPage(anna)
  for (const words of [
    'Firefox on Windows This device',
    'Berlin, Germany',
    'Safari on iPhone New device',
    'Oslo, Norway',
    'First used',
    'Harbor Photos',
  ])
    expect(shown).toContain(words)
  const told = `SELECT details->'personal'->>'device_name' AS name FROM audit_events
    WHERE account_id = $1 AND type = 'device.first_seen'`
  expect(await sql(cluster, told, [account.id])).toEqual([{ name: 'Safari on iPhone' }])

  expect(await violationsOn(anna.page)).toEqual([])
  await anna.page.emulateMedia({ colorScheme: 'dark' })
  expect(await colourViolationsOn(anna.page)).toEqual([])
})

test('she ends an unknown device, and its apps and its browser are signed out', async () => {
  await signIn(anna)
  const stranger = await sitDown(phone)
  await signIn(stranger)
  await devicesPage(anna)
  await anna.press('Sign out there: Safari on iPhone')
  await anna.page.getByText('that device is signed out').waitFor()
  expect(await states()).toEqual([live, revoked])

  await stranger.page.goto(demo.url)
  const told = stranger.page.getByRole('dialog')
  await told.getByText('Your session was ended from another device').waitFor()
  await told.getByRole('button', { name: 'Sign in again' }).click()
  expect(await read(stranger)).toContain('Your session was ended from another device')
})

test('she ends all other sessions at once, and stays signed in', async () => {
  await signIn(anna)
  for (let more = 0; more < 2; more += 1) await signIn(await sitDown(phone))
  await devicesPage(anna)
  await anna.press('Sign out everywhere else')
  await anna.page.getByText('signed out everywhere else').waitFor()
  expect(await states()).toEqual([live, revoked, revoked])
  expect(await devicesPage(anna)).not.toContain('Safari on iPhone')
})

test('she signs in again on a known device, and no mail is sent', async () => {
  await signIn(anna)
  await anna.page.goto(`${cluster.issuer}/logout`)
  await anna.press('Sign out')
  await anna.page.goto(`${cluster.issuer}/account`)
  await typeCredentials(anna, account)
  await anna.page.getByText('Where you are signed in').first().waitFor()
  const told = "SELECT 1 FROM audit_events WHERE account_id = $1 AND type = 'device.first_seen'"
  expect(await sql(cluster, told, [account.id])).toEqual([])
  const devices = 'SELECT name FROM devices WHERE account_id = $1'
  expect(await sql(cluster, devices, [account.id])).toEqual([{ name: 'Firefox on Windows' }])
})
