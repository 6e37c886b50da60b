/** The pages in every language: they fit, they are accessible, and their times are in the reader's time zone. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { languages } from '../../src/model/language.ts'
import { lookIn } from '../../src/web/ui/look.ts'
import { renderPage } from '../../src/web/ui/render.ts'
import { openBrowser } from '../support/browser.ts'
import { finishAnimations, violationsOn } from '../support/browsing.ts'
import { type PageServer, type ServedPage, servePages } from '../support/page-server.ts'
import { samplePages } from '../web/samples.tsx'

const others = languages.filter((language) => language !== 'en')

const samples = languages.flatMap((language) => {
  const look = lookIn(language)
  return samplePages({ look, development: true })
    .filter(({ name }) => !/^console|^form post$/.test(name))
    .map(({ name, page }) => ({
      name,
      language,
      path: `/${language}/${encodeURIComponent(name)}`,
      html: renderPage(page, look),
    }))
})

const most =
  /^(sign in, evicted|consent, offline|too many devices, choose one|register, weak.*|account, (sessions|security|activity)|error)$/

let browser: Browser
let server: PageServer

beforeAll(async () => {
  const pages = samples.map(({ path, html }): [string, ServedPage] => [path, { html }])
  server = await servePages(new Map(pages))
  browser = await openBrowser()
})

afterAll(async () => {
  await browser.close()
  await server.close()
})

describe.each(others)('in %s', (language) => {
  const pages = samples.filter((each) => each.language === language)

  test('every page fits the narrowest phone', async () => {
    await inBrowser({ viewport: { width: 320, height: 640 } }, async (page) => {
      const wide = []
      for (const { name, path } of pages) {
        await page.goto(server.origin + path)
        if ((await page.evaluate<number>('document.documentElement.scrollWidth')) > 320) {
          wide.push(name)
        }
      }
      expect(wide).toEqual([])
    })
  })

  test('no page breaks an accessibility rule, light on a phone or dark on a desktop', async () => {
    const paths = pages.filter(({ name }) => most.test(name)).map(({ path }) => path)
    await inBrowser({}, async (page) => {
      for (const path of paths) await expectAccessible(page, path)
    })
  })
})

describe('times', () => {
  const path = `/en/${encodeURIComponent('account, security')}`
  const at = { timezoneId: 'America/New_York', locale: 'en-US' }
  const shown = (page: Page) => page.locator('time').first()

  test("are in the reader's time zone and format, with the exact time on hover", async () => {
    await inBrowser(at, async (page) => {
      await page.goto(server.origin + path)
      await expect(shown(page).innerText()).resolves.toMatch(/^Nov 14, 2026, 3:15\sPM$/)
      expect(await shown(page).getAttribute('title')).toMatch(/^Saturday, .* 3:15:00\sPM EST$/)
      expect(await shown(page).getAttribute('datetime')).toBe('2026-11-14T20:15:00.000Z')
    })
  })

  test('follow the language of the page, not of the browser', async () => {
    await inBrowser({ ...at, timezoneId: 'Asia/Tokyo' }, async (page) => {
      await page.goto(server.origin + path.replace('/en/', '/de/'))
      await expect(shown(page).innerText()).resolves.toBe('15.11.2026, 05:15')
    })
  })

  test('are in UTC without script, and say so', async () => {
    await inBrowser({ ...at, javaScriptEnabled: false }, async (page) => {
      await page.goto(server.origin + path)
      await expect(shown(page).innerText()).resolves.toBe('14 Nov 2026, 20:15 UTC')
      expect(await shown(page).getAttribute('title')).toBe('2026-11-14 20:15:00 UTC')
    })
  })
})

async function expectAccessible(page: Page, path: string): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto(server.origin + path)
  await finishAnimations(page)
  expect(await violationsOn(page)).toEqual([])
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await violationsOn(page)).toEqual([])
}

async function inBrowser(
  options: BrowserContextOptions,
  act: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext(options)
  try {
    await act(await context.newPage())
  } finally {
    await context.close()
  }
}
