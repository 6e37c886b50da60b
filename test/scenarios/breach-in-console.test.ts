/**
 * Scenario 9 as an operator plays it in the console, on two nodes: sessions begun before a moment, a
 * client whose secret leaked, a hostile network. Offline verifiers refuse within a second or as the
 * receipt says, applications are told by the back channel, and the ledger has who did it.
 */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { createVerifier, TokenRevoked, type Verifier } from '../../src/verifier/index.ts'
import { type CommandLine, commandLine, documentOf } from '../cli/command-line.ts'
import { openBrowser } from '../support/browser.ts'
import { type Browsing, browse, read, typeCredentials } from '../support/browsing.ts'
import { type Cluster, startCluster, testSecret } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { openReceiver, type Receiver, toldAt } from '../support/receiver.ts'
import { type Journey, sidOf, signedIn } from '../support/sign-in.ts'
import { ageSessions, sql } from '../support/sql.ts'
import { refresh, type SignedIn } from '../support/tokens.ts'
import { optionsFor } from '../verifier/api-process.ts'

let cluster: Cluster
let browser: Browser
let receiver: Receiver
let verifier: Verifier
let shop: RegisteredClient
let operator: { readonly id: string; readonly console: Browsing }

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2, runsJobs: true })
  receiver = await openReceiver()
  browser = await openBrowser()
  shop = await cluster.client({ name: 'Shop', ...toldAt(receiver) })
  verifier = createVerifier(await optionsFor(cluster))
  await verifier.ready()
  operator = await signInToConsole()
})
afterAll(async () => {
  await browser?.close()
  verifier?.close()
  await receiver?.close()
  await cluster?.close()
})

async function signInToConsole() {
  const { id, email } = await cluster.account({ email: 'oona@example.com', roles: ['owner'] })
  const viewport = { width: 1280, height: 800 }
  const browsing = await browse(browser, { javaScriptEnabled: false, viewport })
  await browsing.page.goto(`${cluster.issuer}/console`)
  await typeCredentials(browsing, { email: email ?? '' })
  return { id, console: browsing }
}

type Signed = Journey & { readonly tokens: SignedIn }

async function oldSession(seconds: number): Promise<Signed> {
  const journey = await signedIn(cluster, { client: shop })
  await ageSessions(cluster, { accountId: journey.account.id, seconds })
  return journey
}

async function isRefreshed({ client, tokens }: Signed): Promise<boolean> {
  return (await refresh(cluster.issuer, client, tokens.refreshToken)).status === 200
}

/** True only where it was revoked: any other refusal fails the test. */
async function isRevokedOffline({ tokens }: Signed): Promise<boolean> {
  try {
    await verifier.verify(tokens.accessToken)
    return false
  } catch (error) {
    if (error instanceof TokenRevoked) return true
    throw error
  }
}

/** Goes from the list of scopes to the confirmation page. */
async function choose(what: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const { page, press } = operator.console
  await page.goto(`${cluster.issuer}/console`)
  await page.getByRole('link', { name: 'Revocations' }).click()
  await page.getByRole('link', { name: 'Revoke', exact: true }).click()
  await page.getByRole('link', { name: what, exact: true }).click()
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value)
  await press('See what it would reach')
}

/** The id of the revocation, by the address of its page. */
async function confirm(word: string): Promise<string> {
  const { page, press } = operator.console
  await page.getByLabel('to go on').fill(word)
  await press('Revoke')
  expect(await read(operator.console)).toContain('It is revoked.')
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

/** As the operator looks again, until the page says that all is marked and every verifier refuses. */
async function readsAtTheEnd(): Promise<string> {
  const { page } = operator.console
  let told = ''
  await eventually(async () => {
    await page.goto(page.url())
    told = await read(operator.console)
    return told.includes('Marking done') && told.includes('follows the feed refuses since')
  })
  return told
}

async function isTold(journey: Signed): Promise<boolean> {
  return receiver.tokensFor(sidOf(journey.tokens)).length > 0
}

async function recorded(id: string) {
  return sql(
    cluster,
    `SELECT actor_kind AS kind, actor_id AS actor, details ->> 'scope' AS scope,
       details -> 'personal' ->> 'reason' AS reason
     FROM audit_events WHERE type = 'revocation.made' AND details ->> 'revocation' = $1`,
    [id],
  )
}

test('sessions begun before a moment end, and later ones live on, the operator’s included', async () => {
  const stolen = [await oldSession(1_200), await oldSession(900)]
  const since = await oldSession(60)
  const before = new Date(Date.now() - 600_000).toISOString()
  const reason = 'Sessions begun before 13:00 may be stolen'
  await choose('Everything', { 'Issued by': before, Reason: reason })
  expect(await read(operator.console)).toContain('Sessions 2 Accounts 2 Grants 2 Applications 1')
  expect(await isRefreshed(stolen[0] ?? since)).toBe(true)

  const id = await confirm('everything')
  for (const journey of stolen) expect(await isRefreshed(journey)).toBe(false)
  const told = await readsAtTheEnd()
  for (const journey of stolen) {
    expect(await isRevokedOffline(journey)).toBe(true)
    await eventually(() => isTold(journey))
  }
  expect(await isRefreshed(since)).toBe(true)
  expect(await isRevokedOffline(since)).toBe(false)
  expect(await isTold(since)).toBe(false)
  expect(told).toContain('Ended 2 sessions')
  expect(told).toContain('an operator, oona@example.com')
  expect(await recorded(id)).toEqual([
    { kind: 'operator', actor: operator.id, scope: 'everything', reason },
  ])
})

test('everything issued to a client that leaked its secret is dead, and other clients are not affected', async () => {
  const photos = await cluster.client({ name: 'PhotoApp', ...toldAt(receiver) })
  const journey = await signedIn(cluster, { client: photos })
  const { person, account } = journey
  const elsewhere = await signedIn(cluster, { client: shop, person, account })
  const reason = 'Its secret leaked'
  await choose('Everything a client was issued', { Client: photos.clientId, Reason: reason })
  expect(await read(operator.console)).toContain('1 of 1 application is told')
  const id = await confirm(photos.clientId)
  expect([await isRefreshed(journey), await isRefreshed(elsewhere)]).toEqual([false, true])
  expect(await readsAtTheEnd()).toContain('Ended 1 grant')
  expect(await isRevokedOffline(journey)).toBe(true)
  await eventually(() => isTold(journey))
  expect([await isRevokedOffline(elsewhere), await isTold(elsewhere)]).toEqual([false, false])
  expect(await recorded(id)).toMatchObject([{ actor: operator.id, scope: 'client', reason }])
})

test('a hostile network is revoked and its neighbours stay; verifiers learn it as it is marked', async () => {
  const [hostile, neighbour] = [
    await signedIn(cluster, { client: shop }),
    await signedIn(cluster, { client: shop }),
  ]
  const move = 'UPDATE sessions SET network = $2 WHERE account_id = $1'
  await sql(cluster, move, [hostile.account.id, '198.51.100.77'])
  await sql(cluster, move, [neighbour.account.id, '198.51.101.77'])
  const network = '198.51.100.0/24'
  await choose('Everybody in a network', { Network: network, Reason: 'Credential stuffing' })
  const id = await confirm(network)
  expect([await isRefreshed(hostile), await isRefreshed(neighbour)]).toEqual([false, true])
  expect(await readsAtTheEnd()).toMatch(/Ended 1 session/)
  expect(await isRevokedOffline(hostile)).toBe(true)
  await eventually(() => isTold(hostile))
  expect(await isRevokedOffline(neighbour)).toBe(false)
  expect(await recorded(id)).toMatchObject([{ actor: operator.id, scope: 'network' }])
})

test('the ledger of the whole incident verifies', async () => {
  const parley: CommandLine = commandLine({
    DATABASE_URL: cluster.databaseUrl,
    PARLEY_SECRET: testSecret,
  })
  const verdict = () => parley(['audit', 'verify', '--json']).then(documentOf)
  await eventually(async () => Object(await verdict()).unsealed === 0)
  expect(await verdict()).toMatchObject({ ok: true })
})
