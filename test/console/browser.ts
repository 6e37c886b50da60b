/** An operator with a browser in the console, and the checks that every page must pass. */

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { type Browsing, browse, typeCredentials, violationsOn } from '../support/browsing.ts'
import type { Cluster } from '../support/cluster.ts'

/** Signs in and opens the page. */
export async function openConsole(
  browser: Browser,
  cluster: Cluster,
  { role, path = '/console', ...options }: BrowserContextOptions & { role: string; path?: string },
): Promise<Browsing> {
  const { email } = await cluster.account({ roles: [role] })
  const browsing = await browse(browser, { viewport: sizes.desk, ...options })
  await browsing.page.goto(`${cluster.issuer}${path}`)
  await typeCredentials(browsing, { email })
  await browsing.page.waitForURL(`${cluster.issuer}${path}`)
  return browsing
}

const sizes = {
  desk: { width: 1280, height: 800 },
  phone: { width: 360, height: 740 },
} as const

const looks = [
  ['desk', 'light'],
  ['phone', 'dark'],
] as const

/**
 * Checks that the open page fits the screen and is accessible: light on a desktop and dark on a phone.
 * test/browser/pages checks the colours of every page in all four. Saves screenshots in the directory PARLEY_TEST_PICTURES if it is set.
 */
export async function expectGoodLooks({ page }: Browsing, name: string): Promise<void> {
  for (const [size, colorScheme] of looks) {
    const viewport = sizes[size]
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    expect(await violationsOn(page)).toEqual([])
    const width = await page.evaluate<number>('document.documentElement.scrollWidth')
    expect([name, size, width]).toEqual([name, size, viewport.width])
    await keep(`${name}-${size}-${colorScheme}`, (path) =>
      page.screenshot({ path, fullPage: true }),
    )
  }
  await page.setViewportSize(sizes.desk)
  await page.emulateMedia({ colorScheme: 'light' })
}

async function keep(name: string, take: (path: string) => Promise<unknown>): Promise<void> {
  const directory = process.env['PARLEY_TEST_PICTURES']
  if (directory === undefined) return
  await mkdir(directory, { recursive: true })
  await take(join(directory, `${name}.png`))
}
