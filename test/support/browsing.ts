/** A person at a browser: what they see and press there, and what the browser complains about. */

import axe from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { testPassword } from './cluster.ts'

export type Browsing = {
  readonly page: Page
  /** Whatever came up in the console, a broken policy included. */
  readonly complaints: readonly string[]
  /** Every address that was asked for. */
  readonly requests: readonly string[]
  readonly press: (button: string) => Promise<void>
  readonly close: () => Promise<void>
}

const screen = { width: 800, height: 600 }

export async function browse(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<Browsing> {
  const context = await browser.newContext({ viewport: screen, ...options })
  context.setDefaultTimeout(120_000)
  const page = await context.newPage()
  const complaints: string[] = []
  const requests: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => requests.push(request.url()))
  return {
    page,
    complaints,
    requests,
    press: (name) => page.getByRole('button', { name, exact: true }).click(),
    close: () => context.close(),
  }
}

/** Ends the animations of the page, so that no test waits for them. */
export async function finishAnimations(page: Page): Promise<void> {
  await page.evaluate('document.getAnimations().forEach((each) => each.finish())')
}

/** On the sign-in page. */
export async function typeCredentials(
  { page, press }: Browsing,
  { email, password = testPassword }: { readonly email: string; readonly password?: string },
): Promise<void> {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(password)
  await press('Sign in')
}

/** The text of the main part of the page. */
export async function read({ page }: Pick<Browsing, 'page'>): Promise<string> {
  const text = await page.locator('main').innerText()
  return text.replace(/\s+/g, ' ')
}

/** The rules of accessibility that the page breaks, each with the element that breaks it. */
export function violationsOn(page: Page): Promise<string[]> {
  return violations(page, {})
}

/** The same for only the rules that judge colours: nothing else differs between light and dark. */
export function colourViolationsOn(page: Page): Promise<string[]> {
  return violations(page, { runOnly: ['color-contrast', 'link-in-text-block'] })
}

async function violations(page: Page, options: axe.RunOptions): Promise<string[]> {
  // A button that may not be pressed yet looks disabled; axe judges it once it may.
  await finishAnimations(page)
  // The page takes longer to load its half megabyte than to run all the rules.
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe.source)
  // No rule that runs reads the stylesheets, which axe would otherwise fetch each time.
  const preload = { assets: ['media'] }
  const all = JSON.stringify({ ...options, preload, resultTypes: ['violations'] })
  return page.evaluate<string[]>(`axe.run(document, ${all}).then((found) =>
    found.violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.html)))`)
}
