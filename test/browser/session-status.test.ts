/** The dialog exactly as docs/session-status.md shows it, in an application's page. */

import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openBrowser } from '../support/browser.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { authorized, type Journey } from '../support/sign-in.ts'
import { ageFamilies, ageSessions } from '../support/sql.ts'
import { post, tokensOf } from '../support/tokens.ts'

const documentation = readFileSync(new URL('../../docs/session-status.md', import.meta.url), 'utf8')
const [, snippet = ''] = /<script type="module">\n([\s\S]+?)<\/script>/.exec(documentation) ?? []
const [, dialog = ''] = /```html\n(<dialog[\s\S]+?<\/dialog>)/.exec(documentation) ?? []

let cluster: Cluster
let browser: Browser
let app: Server
let origin: string
/** The tokens of the application's page. */
let token: string | null = null
let accessToken: string | null = null

beforeAll(async () => {
  cluster = await startCluster()
  browser = await openBrowser()
  app = createServer(({ url }, response) => {
    const isScript = url === '/your-tokens.js'
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? tokens() : pageOf(cluster.issuer))
  })
  await new Promise<void>((resolve) => app.listen(0, resolve))
  origin = `http://localhost:${(app.address() as AddressInfo).port}`
})
afterAll(async () => {
  await browser?.close()
  app?.closeAllConnections()
  await new Promise((resolve) => app?.close(resolve))
  await cluster?.close()
})

/** The documented code, except for the address of the server and the action at the end. */
function pageOf(issuer: string): string {
  const script = snippet
    .replaceAll('https://id.example', issuer)
    .replace(/location\.assign\([^)]*\)/, 'document.querySelector("h1").textContent = reason')
  const heading = '<!doctype html><title>App</title><h1>App</h1>'
  return `${heading}${dialog}<script type="module">${script}</script>`
}

function tokens(): string {
  return `export const idToken = () => ${JSON.stringify(token)}
    export const freshToken = async () => ${JSON.stringify(accessToken)}`
}

async function signedInToApp(): Promise<Journey> {
  const client = await cluster.client({ redirectUris: [`${origin}/cb`] })
  const params = { redirect_uri: `${origin}/cb` }
  const journey = await authorized(cluster, { client, params })
  const answer = await post(`${cluster.issuer}/token`, client, {
    grant_type: 'authorization_code',
    code: journey.callback.searchParams.get('code') ?? '',
    redirect_uri: `${origin}/cb`,
    code_verifier: journey.request.verifier,
  })
  const issued = tokensOf(answer)
  token = issued.idToken
  accessToken = issued.accessToken
  return journey
}

async function pass({ account, client }: Journey, seconds: number): Promise<void> {
  await ageSessions(cluster, { accountId: account.id, seconds })
  await ageFamilies(cluster, { clientId: client.clientId, seconds })
}

async function openTab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.goto(origin)
  return page
}

const isWarning = (page: Page, visible: boolean) =>
  page.getByRole('dialog').waitFor({ state: visible ? 'visible' : 'hidden' })

const isOver = (page: Page, reason: string) => page.locator('h1', { hasText: reason }).waitFor()

test('every tab warns in time, and staying in one tab is staying in all', async () => {
  const journey = await signedInToApp()
  const context = await browser.newContext()
  const first = await openTab(context)
  expect(await first.getByRole('dialog').isVisible()).toBe(false)
  await pass(journey, 28 * 60 + 30)
  const second = await openTab(context)
  await isWarning(second, true)
  await isWarning(first, true)
  await first.getByRole('button', { name: 'Stay signed in' }).click()
  await isWarning(first, false)
  await isWarning(second, false)
  await context.close()
})

test('at the end every tab says that the session is over, and why', async () => {
  const journey = await signedInToApp()
  const context = await browser.newContext()
  const first = await openTab(context)
  await pass(journey, 30 * 60 - 4)
  const second = await openTab(context)
  await Promise.all([isOver(first, 'idle_timeout'), isOver(second, 'idle_timeout')])
  await context.close()
})

test('the session is over for the application when it can get no token', async () => {
  token = null
  accessToken = null
  const context = await browser.newContext()
  const page = await openTab(context)
  await page.waitForFunction("document.querySelector('h1').textContent === ''")
  await context.close()
})
