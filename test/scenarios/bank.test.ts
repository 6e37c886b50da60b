/** Scenario 5: a bank, in a real browser, on two nodes: one short session, transfers by step-up. */

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import type { Account } from '../../src/model/account.ts'
import { type BankApp, openBankApp } from '../support/bank-app.ts'
import { openBrowser } from '../support/browser.ts'
import { type Browsing, browse, read, typeCredentials } from '../support/browsing.ts'
import { type Cluster, startCluster, testPassword } from '../support/cluster.ts'
import { allDetails, passTime, sql } from '../support/sql.ts'
import { claimsOf, send } from '../support/tokens.ts'
import { abroad, believing, chrome, firefox, home } from '../support/whereabouts.ts'

let cluster: Cluster
let bank: BankApp
let browser: Browser
let account: Account
let person: Browsing

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2, settings: believing })
  bank = await openBankApp(cluster)
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await bank?.close()
  await cluster?.close()
})

beforeEach(async () => {
  account = await cluster.account({ tier: 'banking' })
  person = await browse(browser, at(home, chrome))
  bank.issued.length = 0
})

afterEach(() => person.close())

function at(network: string, userAgent: string) {
  return { userAgent, extraHTTPHeaders: { 'x-forwarded-for': network } }
}

/** Signs in, with consent at the first visit of this account. */
async function signIn(who = person): Promise<void> {
  await who.page.goto(bank.url)
  await typeCredentials(who, account)
  const allow = who.page.getByRole('button', { name: 'Allow' })
  await allow.or(who.page.getByText('Balance: 1,200.00')).waitFor()
  if (await allow.isVisible()) await allow.click()
  await who.page.getByText('Balance: 1,200.00').waitFor()
}

async function typePassword(password = testPassword): Promise<void> {
  await person.page.getByLabel('Password').fill(password)
  await person.press('Sign in')
}

function pass(seconds: number): Promise<void> {
  return passTime(cluster, { accountId: account.id, seconds })
}

type Row = { id: string; state: string; reason: string | null; secret: string }

function sessions(): Promise<Row[]> {
  return sql<Row>(
    cluster,
    `SELECT id, state, end_reason AS reason, encode(secret_hash, 'hex') AS secret
     FROM sessions WHERE account_id = $1 ORDER BY id`,
    [account.id],
  )
}

function newest(): Record<string, unknown> {
  return claimsOf(bank.issued.at(-1)?.access_token)
}

describe('a transfer', () => {
  test('is made at once right after a sign-in', async () => {
    await signIn()
    await person.press('Transfer')
    await person.page.getByText('Transferred: 100.00').waitFor()
  })

  test('asks for the password again later, while the balance is shown without it', async () => {
    await signIn()
    const [before] = await sessions()
    await pass(130)
    await person.press('Balance')
    await person.page.getByText('Balance: 1,200.00').waitFor()
    expect(newest()['scope']).toBe('openid accounts:read')

    await person.press('Transfer')
    await person.page.getByRole('heading', { name: 'Sign in again' }).waitFor()
    expect(await read(person)).toContain(
      'River Bank asks you to sign in again for: transfers:write',
    )
    expect(await person.page.getByLabel('Email').inputValue()).toBe(account.email)
    await typePassword('not it')
    await person.page.getByText('Email or password is wrong.').waitFor()
    expect(await sessions()).toEqual([before])

    await typePassword()
    await person.page.getByText('Transferred: 100.00').waitFor()
    const [after, ...others] = await sessions()
    expect([after?.id, after?.state, others]).toEqual([before?.id, 'live', []])
    expect(after?.secret).not.toBe(before?.secret)
    expect(newest()).toMatchObject({ acr: 'pwd', amr: ['pwd'] })
    expect(String(newest()['scope']).split(' ')).toContain('transfers:write')
    expect(Number(newest()['exp']) - Number(newest()['iat'])).toBeLessThanOrEqual(120)
  })

  test('that is cancelled at the password leaves the person where they were', async () => {
    await signIn()
    const [before] = await sessions()
    await pass(130)
    await person.press('Transfer')
    await person.press('Cancel and go back to River Bank')
    await person.page.getByText('Refused: access_denied').waitFor()
    expect(await sessions()).toEqual([before])
    await person.press('Balance')
    await person.page.getByText('Balance: 1,200.00').waitFor()
  })

  test('during which someone else signs in is theirs, and the first session has ended', async () => {
    await signIn()
    await pass(130)
    const first = account
    account = await cluster.account({ tier: 'banking' })
    await person.press('Transfer')
    await person.page.getByLabel('Email').fill(account.email)
    await typePassword()
    await person.press('Allow')
    await person.page.getByText('Transferred: 100.00').waitFor()
    expect(newest()['sub']).toBe(account.id)
    expect(await sessions()).toMatchObject([{ state: 'live' }])
    account = first
    expect(await sessions()).toMatchObject([{ state: 'ended', reason: 'logout' }])
  })
})

test('a new sign-in ends the one before, and the old device says so', async () => {
  await signIn()
  const other = await browse(browser)
  await signIn(other)
  expect(await sessions()).toMatchObject([
    { state: 'ended', reason: 'evicted' },
    { state: 'live', reason: null },
  ])
  await person.press('Balance')
  await person.page.getByLabel('Password').waitFor()
  expect(await read(person)).toContain('You have been logged out: new login detected')
  await other.press('Balance')
  await other.page.getByText('Balance: 1,200.00').waitFor()
  await other.close()
})

describe('the end', () => {
  async function status() {
    const token = bank.issued.at(-1)?.access_token
    const headers = { authorization: `Bearer ${token}` }
    return (await send(`${cluster.issuer}/session/status`, { headers })).body
  }

  test('comes five minutes after the sign-in, whatever the person does, with a warning two minutes before', async () => {
    await signIn()
    await pass(170)
    await person.press('Balance')
    const early = await status()
    const at = (name: string) => Date.parse(String(early[name]))
    expect(at('expires_at') - at('warn_at')).toBe(120_000)
    expect(at('warn_at')).toBeGreaterThan(at('server_time'))
    expect(early['extendable']).toBe(false)
    await pass(20)
    const late = await status()
    expect(Date.parse(String(late['warn_at']))).toBeLessThan(
      Date.parse(String(late['server_time'])),
    )
    await pass(120)
    await person.press('Balance')
    await person.page.getByLabel('Password').waitFor()
    expect(await read(person)).toContain('You were signed out after a time without activity.')
  })

  test('comes after fifteen minutes even if the person signs in again and again', async () => {
    await signIn()
    for (let times = 0; times < 3; times += 1) {
      await pass(280)
      await person.press('Transfer')
      await typePassword()
      await person.page.getByText('Transferred: 100.00').waitFor()
    }
    expect(await sessions()).toMatchObject([{ state: 'live' }])
    await pass(65)
    await person.press('Balance')
    await person.page.getByLabel('Password').waitFor()
    expect(await read(person)).toContain('your session had lasted as long as it may')
  })
})

test('every step is in the ledger with session, user, client, network, device and outcome', async () => {
  await signIn()
  await pass(130)
  await person.press('Transfer')
  await typePassword('not it')
  await typePassword()
  await person.page.getByText('Transferred: 100.00').waitFor()

  const [session] = await sessions()
  type Line = Record<
    'type' | 'outcome' | 'session' | 'client' | 'network' | 'device',
    string | null
  >
  const trail = await sql<Line>(
    cluster,
    `SELECT type, outcome, session_id AS session, client_id AS client, host(network) AS network,
       user_agent AS device FROM audit_events WHERE account_id = $1 AND type <> 'account.created'
     ORDER BY id`,
    [account.id],
  )
  expect(trail.map(({ type, outcome }) => `${type} ${outcome}`)).toEqual([
    'session.begun success',
    'consent.granted success',
    'code.issued success',
    'code.redeemed success',
    'refresh.rotated success',
    'refresh.rotated success',
    'authentication.failed failure',
    'session.reauthenticated success',
    'code.issued success',
    'code.redeemed success',
    'refresh.rotated success',
  ])
  for (const { type, network, device, ...line } of trail) {
    expect([network, device]).toEqual([expect.any(String), expect.any(String)])
    if (type === 'authentication.failed') continue
    expect(line).toMatchObject({ session: session?.id, client: bank.client.clientId })
  }
})

describe('the session is bound', () => {
  test('to its network: from another one she signs in again, in the same session', async () => {
    await signIn()
    const [before] = await sessions()
    await person.page.context().setExtraHTTPHeaders({ 'x-forwarded-for': abroad })
    await person.page.goto(`${cluster.issuer}/account/sessions`)
    await typeCredentials(person, account)
    await person.page.getByText('Where you are signed in').first().waitFor()
    const [after] = await sessions()
    expect(after).toMatchObject({ id: before?.id, state: 'live' })
    expect(after?.secret).not.toBe(before?.secret)
  })

  test('to its browser: a copied cookie ends it, for the thief and for her', async () => {
    await signIn()
    const thief = await browse(browser, at(home, firefox))
    await thief.page.context().addCookies(await person.page.context().cookies())
    await thief.page.goto(`${cluster.issuer}/account/sessions`)
    await thief.page.getByLabel('Password').waitFor()
    expect((await sessions()).map(({ state, reason }) => [state, reason])).toEqual([
      ['ended', 'binding_mismatch'],
    ])
    await thief.close()
    const events = await sql<{ details: Record<string, string> }>(
      cluster,
      `SELECT ${allDetails} FROM audit_events WHERE account_id = $1
         AND type = 'session.binding_changed'`,
      [account.id],
    )
    expect(JSON.stringify(events)).toContain('Firefox')
    expect(JSON.stringify(events)).toContain('Chrome')
  })

  test('and the page warns two minutes before its end; nothing can extend it', async () => {
    await signIn()
    await person.page.goto(`${cluster.issuer}/account/sessions`)
    await pass(200)
    const dialog = person.page.getByRole('dialog')
    await dialog.waitFor()
    expect(await dialog.getByRole('button', { name: 'Stay signed in' }).count()).toBe(0)
  })
})
