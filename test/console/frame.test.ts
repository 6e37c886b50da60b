/** The frame of the console: navigation by keyboard and on a phone, and the error pages. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { areasFor, grouped } from '../../src/web/console/areas.ts'
import { openBrowser } from '../support/browser.ts'
import { read, violationsOn } from '../support/browsing.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { newPerson } from '../support/person.ts'
import { expectGoodLooks, openConsole } from './browser.ts'
import { newOperatorPerson } from './operator.ts'

let cluster: Cluster
let browser: Browser

beforeAll(async () => {
  // The longest brand name that is allowed.
  const settings = { PARLEY_BRAND_NAME: 'The Extraordinarily Long Named Harbour C' }
  cluster = await startCluster({ settings })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await cluster?.close()
})

const phone = { width: 320, height: 640 }

test('every area is in exactly one group of the menu', () => {
  const all = areasFor(() => true)
  const inGroups = grouped(all).flatMap(({ areas }) => areas)
  expect(inGroups.map(({ path }) => path).toSorted()).toEqual(
    all.map(({ path }) => path).toSorted(),
  )
})

describe('the navigation', () => {
  test('is a menu on a phone that opens and closes without script', async () => {
    const options = { role: 'owner', viewport: phone, javaScriptEnabled: false }
    const browsing = await openConsole(browser, cluster, options)
    const { page, press } = browsing
    const notices = page.locator('.side-nav').getByRole('link', { name: 'Notices' })
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(320)
    expect(await notices.isVisible()).toBe(false)
    await press('Menu')
    expect(await notices.isVisible()).toBe(true)
    await press('Close')
    expect(await notices.isVisible()).toBe(false)
    await press('Menu')
    await notices.click()
    expect(new URL(page.url()).pathname).toBe('/console/notices')
    await browsing.close()
  })

  test('is accessible when it is open', async () => {
    const browsing = await openConsole(browser, cluster, { role: 'owner', viewport: phone })
    for (const colorScheme of ['light', 'dark'] as const) {
      await browsing.page.emulateMedia({ colorScheme })
      await browsing.press('Menu')
      expect(await violationsOn(browsing.page)).toEqual([])
      await browsing.page.keyboard.press('Escape')
    }
    await browsing.close()
  })

  test('is at the side of a wide screen and marks the current area', async () => {
    const browsing = await openConsole(browser, cluster, {
      role: 'owner',
      path: '/console/notices',
    })
    const { page } = browsing
    expect(await page.getByRole('button', { name: 'Menu' }).isVisible()).toBe(false)
    const current = page.locator('[aria-current=page]')
    expect(await current.allInnerTexts()).toEqual(['Notices'])
    await browsing.close()
  })
})

test('the first tab stop skips to the content', async () => {
  const browsing = await openConsole(browser, cluster, { role: 'viewer', path: '/console/notices' })
  const { page } = browsing
  await page.keyboard.press('Tab')
  expect(await page.evaluate<string>('document.activeElement.textContent')).toBe(
    'Skip to the content',
  )
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await page.evaluate<boolean>(`document.activeElement.closest('main') !== null`)).toBe(true)
  await browsing.close()
})

test('an operator signs out from the console', async () => {
  const browsing = await openConsole(browser, cluster, { role: 'viewer' })
  const { page, press } = browsing
  await page.getByRole('link', { name: 'Sign out' }).click()
  await press('Sign out')
  await page.goto(`${cluster.issuer}/console`)
  expect(new URL(page.url()).pathname).not.toMatch(/^\/console/)
  expect(await page.getByLabel('Password').isVisible()).toBe(true)
  await browsing.close()
})

describe('an error page', () => {
  test('is framed, links back to the list and says what to do', async () => {
    const browsing = await openConsole(browser, cluster, { role: 'viewer' })
    const { page } = browsing
    await page.goto(`${cluster.issuer}/console/notices/019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7`)
    expect(await read(browsing)).toContain('Look for it in the list')
    await expectGoodLooks(browsing, 'refused')
    await page.getByRole('link', { name: 'Back to Notices' }).click()
    expect(new URL(page.url()).pathname).toBe('/console/notices')
    await browsing.close()
  })

  test('tells an account without a role how to get one, and offers another account', async () => {
    const browsing = await openConsole(browser, cluster, { role: 'customer' })
    const text = await read(browsing)
    expect(text).toMatch(/parley operator set person\d+@example\.com owner/)
    await expectGoodLooks(browsing, 'no-operator')
    await browsing.page.getByRole('link', { name: 'Sign out' }).click()
    await browsing.press('Sign out')
    await browsing.close()
  })

  test('for a form says that nothing was done', async () => {
    const { person } = await newOperatorPerson(cluster, ['viewer'])
    const posted = await person.visit(
      '/console/notices/019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7/resend',
      { method: 'POST', headers: { origin: cluster.issuer } },
    )
    expect(posted.status).toBe(403)
    expect(posted.text).toContain('Nothing was done.')
    expect(posted.text).toContain('Your role does not allow this')
    expect(posted.text).toContain('side-nav')
  })

  test('has no frame while the operator is unknown, and links to the console', async () => {
    const page = await newPerson(cluster).visit('/console/notices/x/y/z')
    expect([page.status, page.text.includes('side-nav')]).toEqual([404, false])
    expect(page.text).toContain('href="/console"')
  })
})
