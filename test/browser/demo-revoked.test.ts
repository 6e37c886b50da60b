/**
 * The demo application shows revocation: an operator ends a session in the console, in another
 * browser, and the next call of the demo turns red and says why.
 */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import type { Demo } from '../../src/demo/app.ts'
import { expectGoodLooks, openConsole } from '../console/browser.ts'
import { openBrowser } from '../support/browser.ts'
import { type Browsing, browse, read, typeCredentials } from '../support/browsing.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { openDemo } from '../support/demo.ts'
import { eventually } from '../support/eventually.ts'
import { noticesOf } from '../support/notices.ts'
import { sql } from '../support/sql.ts'

let cluster: Cluster
let demo: Demo
let browser: Browser

beforeAll(async () => {
  // Without the queue no logout notice is sent, so the demo's own API must notice.
  cluster = await startCluster({ nodes: 2 })
  demo = await openDemo(cluster)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await demo?.close()
  await cluster?.close()
})

type Person = { readonly id: string; readonly email: string; readonly browsing: Browsing }

async function signedInAt(cluster: Cluster, { url }: Demo): Promise<Person> {
  const { id, email } = await cluster.account()
  const browsing = await browse(browser, { javaScriptEnabled: false })
  await browsing.page.goto(url)
  await browsing.press('Sign in with Parley')
  await typeCredentials(browsing, { email: email ?? '' })
  await browsing.press('Allow')
  await browsing.press('Call the protected API')
  expect(await read(browsing)).toContain('sent 6 photos')
  return { id, email: email ?? '', browsing }
}

/** Revokes in the console, in another browser. */
async function revokeInConsole(cluster: Cluster, query: string, word: string | null) {
  const operator = await openConsole(browser, cluster, {
    role: 'operator',
    path: '/console/revocations/new?kind=everything',
    javaScriptEnabled: false,
  })
  const reason = new URLSearchParams({ reason: 'Reported as stolen' })
  await operator.page.goto(`${cluster.issuer}/console/revocations/reach?${query}&${reason}`)
  if (word !== null) await operator.page.getByLabel('to go on').fill(word)
  await operator.press('Revoke')
  expect(await read(operator)).toContain('It is revoked.')
  await operator.close()
}

/** Waits until the demo's API has the revocation, which takes up to a second. */
async function callUntilRefused({ page, press }: Browsing): Promise<void> {
  const call = page.getByRole('button', { name: 'Call the protected API' })
  await eventually(async () => {
    if ((await call.count()) > 0) await press('Call the protected API')
    return (await page.getByRole('alert').count()) > 0
  })
}

test('the demo links to the place where an operator ends this session', async () => {
  const { browsing } = await signedInAt(cluster, demo)
  expect(await read(browsing)).toContain('An operator ends this session in the console')
  const link = browsing.page.getByRole('link', { name: '/console/sessions' })
  expect(await link.getAttribute('href')).toBe(`${cluster.issuer}/console/sessions`)
  await withScript(browsing, (seen) => expectGoodLooks(seen, 'demo-signed-in'))
  await browsing.close()
})

test('a session revoked in the console turns the next call red and shows the reason and a way back', async () => {
  const { id, email, browsing } = await signedInAt(cluster, demo)
  const [session] = await sql<{ id: string }>(
    cluster,
    'SELECT id FROM sessions WHERE account_id = $1',
    [id],
  )
  await revokeInConsole(cluster, `kind=session&session_id=${session?.id}`, null)
  await callUntilRefused(browsing)
  const told = await browsing.page.getByRole('alert').innerText()
  expect(told).toContain('Your session was revoked')
  expect(told).toContain('by Parley’s operator')
  const log = await read(browsing)
  expect(log).toContain('The photo API refused with invalid_token: it was revoked')
  await withScript(browsing, async (seen) => {
    expect(await colourOf(seen)).toBe('red')
    await expectGoodLooks(seen, 'demo-revoked')
  })

  await browsing.press('Sign in again')
  await typeCredentials(browsing, { email })
  await browsing.press('Allow')
  await browsing.press('Call the protected API')
  expect(await read(browsing)).toContain('sent 6 photos')
  expect(await browsing.page.getByRole('alert').count()).toBe(0)
  await browsing.close()
})

/** The same person on the same page: measuring needs script, and without script no dialog covers the page. */
async function withScript(
  { page }: Browsing,
  look: (seen: Browsing) => Promise<void>,
): Promise<void> {
  const seen = await browse(browser, { storageState: await page.context().storageState() })
  await seen.page.goto(demo.url)
  await look(seen)
  await seen.close()
}

/** Whether red is the strongest channel of the background of the alert. */
async function colourOf({ page }: Browsing): Promise<string> {
  const background = await page.evaluate<string>(
    `getComputedStyle(document.querySelector('[role=alert]')).backgroundColor`,
  )
  const [red = 0, green = 0, blue = 0] = [...background.matchAll(/\d+/g)].map(Number)
  return red > green && red > blue ? 'red' : 'other'
}

test("revoking only the demo's grant also turns the call red, and signs nobody out", async () => {
  const { email, browsing } = await signedInAt(cluster, demo)
  const { page } = browsing
  const [client] = await sql<{ id: string }>(
    cluster,
    "SELECT id FROM clients WHERE name = 'Harbor Photos'",
  )
  const query = `kind=account_client&account_id=${encodeURIComponent(email)}&client_id=${client?.id}`
  await revokeInConsole(cluster, query, email)
  await callUntilRefused(browsing)
  expect(await page.getByRole('alert').innerText()).toContain('Our access was revoked')
  await page.goto(`${cluster.issuer}/account/sessions`)
  expect(await read(browsing)).not.toContain('Password')
  await browsing.close()
})

test('after a back-channel logout the demo knows before its next call, and so does a button on an old page', async () => {
  const told = await startCluster({ nodes: 2, runsJobs: true })
  const ours = await openDemo(told)
  try {
    const { id, email, browsing } = await signedInAt(told, ours)
    await revokeInConsole(told, `kind=account&account_id=${encodeURIComponent(email)}`, email)
    await eventually(async () => (await noticesOf(told, id))[0]?.state === 'delivered')
    await browsing.press('Call the protected API')
    expect(await browsing.page.getByRole('alert').innerText()).toContain('Your session was revoked')
    expect(await read(browsing)).toContain('Not sent: there is no access token here any more.')
    await browsing.close()
  } finally {
    await ours.close()
    await told.close()
  }
})
