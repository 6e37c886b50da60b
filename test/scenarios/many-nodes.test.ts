/** Scenario 8: two processes behind a balancer; one is killed while a person is at it. */

import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import type { Demo } from '../../src/demo/app.ts'
import type { Account } from '../../src/model/account.ts'
import { openStore, type Store } from '../../src/store/database.ts'
import { openBrowser } from '../support/browser.ts'
import { type Browsing, browse, typeCredentials } from '../support/browsing.ts'
import { type Balancer, makers, openBalancer, testSecret } from '../support/cluster.ts'
import { createDatabase, patience, type TestDatabase } from '../support/database.ts'
import { openDemo } from '../support/demo.ts'
import { endAll, type ServerProcess, startParley } from '../support/process.ts'
import { sql } from '../support/sql.ts'

let database: TestDatabase
let store: Store
let balancer: Balancer
let demo: Demo
let browser: Browser
let make: ReturnType<typeof makers>
let account: Account
let person: Browsing
let nodes: ServerProcess[]

beforeAll(async () => {
  database = await createDatabase()
  store = openStore({ url: database.url, poolSize: 2, ...patience })
  balancer = await openBalancer()
  make = makers(store)
  nodes = await Promise.all([startNode(), startNode()])
  balancer.use(nodes.map(portOf))
  demo = await openDemo({ ...make, issuer: balancer.url })
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await demo?.close()
  await endAll()
  await balancer?.close()
  await store?.close()
  await database?.drop()
})

beforeEach(async () => {
  account = await make.account()
  person = await browse(browser)
})

afterEach(() => person.close())

function startNode(): Promise<ServerProcess> {
  return startParley({
    DATABASE_URL: database.url,
    PARLEY_SECRET: testSecret,
    PARLEY_ISSUER: balancer.url,
    LOG_LEVEL: 'silent',
  })
}

function portOf({ url }: ServerProcess): number {
  return Number(new URL(url).port)
}

/** The one that served last or will serve next: which it is, is the balancer's affair. */
async function killOne(): Promise<void> {
  const [victim, ...others] = nodes
  if (victim === undefined) throw new Error('no node is left')
  await victim.end('SIGKILL')
  nodes = [...others, await startNode()]
  balancer.use(others.map(portOf))
  // A browser notices that the kept connections were closed before it sends the next form.
  await sleep(200)
}

async function openSignIn(): Promise<void> {
  await person.page.goto(demo.url)
  await person.press('Sign in with Parley')
}

test('a sign-in that moves from node to node is one sign-in', async () => {
  await openSignIn()
  await typeCredentials(person, account)
  await person.press('Allow')
  await person.page.getByText('Welcome aboard').waitFor()
  const sessions = await sql({ store }, 'SELECT state FROM sessions WHERE account_id = $1', [
    account.id,
  ])
  expect(sessions).toEqual([{ state: 'live' }])
})

test('a node is killed at each step of a sign-in, and the person continues where she was', async () => {
  await openSignIn()
  await killOne()
  await typeCredentials(person, account)
  await person.page.getByRole('button', { name: 'Allow' }).waitFor()
  await killOne()
  await person.press('Allow')
  await person.page.getByText('Welcome aboard').waitFor()
  await killOne()
  await person.page.goto(`${balancer.url}/account/sessions`)
  await person.page.getByText('This device').waitFor()
})

test('a node is killed before a refresh, and the app continues', async () => {
  await openSignIn()
  await typeCredentials(person, account)
  await person.press('Allow')
  await person.page.getByText('Welcome aboard').waitFor()
  await killOne()
  await person.press('Refresh tokens')
  const generations = 'SELECT generation FROM token_families WHERE account_id = $1'
  await person.page.waitForLoadState()
  expect(await sql({ store }, generations, [account.id])).toEqual([{ generation: 1 }])
})
