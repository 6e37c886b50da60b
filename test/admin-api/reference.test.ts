/** The contract is public: as a document, and as a page that works without script. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { openBrowser } from '../support/browser.ts'
import { browse, violationsOn } from '../support/browsing.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { checkedFetch, contract } from '../support/contract.ts'

let cluster: Cluster
let browser: Browser

beforeAll(async () => {
  cluster = await startCluster()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await cluster?.close()
})

const operations = Object.entries(contract.paths)
  .filter(([path]) => path.startsWith('/admin/v1/'))
  .flatMap(([path, methods]) => Object.values(methods).map((one) => ({ path, ...one })))
  .filter(({ security }) => security.length > 0)

test('the contract is served to anyone, with the issuer as its server', async () => {
  const address = `${cluster.issuer}/admin/v1/openapi.json`
  const response = await checkedFetch(address)
  const served = (await response.json()) as Record<string, unknown>
  expect(served['servers']).toEqual([{ url: cluster.issuer, description: 'The issuer.' }])
  expect({ ...served, servers: null }).toEqual({ ...contract, servers: null })
  const etag = response.headers.get('etag') ?? ''
  const again = await fetch(address, {
    // By default `fetch` sends no-cache and gets the whole document.
    headers: { 'if-none-match': etag, 'cache-control': 'max-age=0' },
  })
  expect(again.status).toBe(304)
  const posted = await checkedFetch(address, { method: 'POST' })
  expect(posted.status).toBe(405)
})

test('the reference shows every operation with its scope and an example call', async () => {
  const response = await checkedFetch(`${cluster.issuer}/admin/v1/reference`)
  const html = await response.text()
  for (const { operationId, path, security } of operations) {
    expect(html).toContain(`id="${operationId}"`)
    expect(html).toContain(path)
    expect(html).toContain(security[0]?.['adminToken']?.[0])
  }
  expect(html.match(/curl /g)).toHaveLength(operations.length)
  expect(html).not.toMatch(/undefined|\[object|NaN/)
})

test.each([
  ['desk', { width: 1280, height: 900 }, 'light'],
  ['phone', { width: 360, height: 740 }, 'dark'],
] as const)(
  'on a %s the reference is readable without script, fits, and requests no other origin',
  async (...args) => {
    const [, viewport, colorScheme] = args
    const visit = await browse(browser, { viewport, colorScheme, javaScriptEnabled: false })
    await visit.page.goto(`${cluster.issuer}/admin/v1/reference`)
    const [width] = [await visit.page.locator('body').evaluate((body) => body.scrollWidth)]
    expect(width).toBeLessThanOrEqual(viewport.width)
    expect(visit.complaints).toEqual([])
    expect(visit.requests.every((address) => new URL(address).origin === cluster.issuer)).toBe(true)
    await visit.close()
    const scripted = await browse(browser, { viewport, colorScheme })
    await scripted.page.goto(`${cluster.issuer}/admin/v1/reference`)
    expect(await violationsOn(scripted.page)).toEqual([])
    await scripted.close()
  },
)
