/** The pages in a browser: light and dark, on a phone and on a desktop. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { AccountApplicationsPage } from '../../src/web/account/applications.tsx'
import { AccountSessionsPage } from '../../src/web/account/sessions.tsx'
import { ConsentPage } from '../../src/web/sign-in/consent.tsx'
import { FormPostPage, formPostScriptSource } from '../../src/web/sign-in/protocol-pages.tsx'
import { SignInPage } from '../../src/web/sign-in/sign-in.tsx'
import { TooManyPage } from '../../src/web/sign-in/too-many.tsx'
import { renderPage } from '../../src/web/ui/render.ts'
import { openBrowser } from '../support/browser.ts'
import { colourViolationsOn, finishAnimations, violationsOn } from '../support/browsing.ts'
import { type PageServer, type ServedPage, servePages } from '../support/page-server.ts'
import { samplePages } from '../web/samples.tsx'

const phone = { width: 360, height: 740 }
const desk = { width: 1280, height: 800 }
const narrowest = { width: 320, height: 640 }

const shared = { development: true, action: '/received', hidden: { csrf: 'c"<' } }
const signIn = {
  ...shared,
  clientName: 'PhotoApp',
  loginHint: null,
  error: null,
  ended: null,
  hasChanged: false,
  again: null,
}
const consent = {
  ...shared,
  clientName: 'PhotoApp',
  redirectHost: 'photos.example',
  accountEmail: 'anna@example.com',
  scopes: [{ name: 'email', title: 'See your email address', description: '', isNew: true }],
  offline: false,
  lifetime: 'Until you sign out',
}
const device = {
  device: 'Safari on iPhone',
  network: '203.0.113.7',
  since: new Date('2026-11-14T20:15Z'),
  lastSeen: new Date('2026-11-22T09:41Z'),
}
const devices = [
  { ...device, id: 'phone' },
  { ...device, id: 'laptop', device: 'Firefox on Windows' },
]
const tooMany = { ...shared, clientName: 'PhotoApp', limit: 2, devices }
const account = { development: true, accountEmail: 'anna@example.com', formAction: '/received' }
const session = {
  ...device,
  isNewDevice: true,
  deviceSince: device.since,
  place: 'Berlin, Germany',
  isThisOne: false,
  isOffline: false,
  applications: ['PhotoApp'],
}
const endless = 'W'.repeat(200)

const samples = samplePages({ development: true }).map(({ name, page }) => ({
  name,
  path: `/${encodeURIComponent(name)}`,
  html: renderPage(page),
}))

/** The first settling button, held at the start of its animation and then at the end. */
const settlingStyles = `(() => {
  const button = document.querySelector('.settling')
  const look = () => {
    const { visibility, opacity, pointerEvents } = getComputedStyle(button)
    return [visibility, opacity, pointerEvents]
  }
  button.style.animation = 'none'
  look()
  button.style.animation = ''
  const [settle] = button.getAnimations()
  settle.pause()
  settle.currentTime = 0
  const before = look()
  settle.finish()
  return JSON.stringify([before, look()])
})()`

let browser: Browser
let server: PageServer

beforeAll(async () => {
  const pages = new Map<string, ServedPage>(samples.map(({ path, html }) => [path, { html }]))
  server = await servePages(pages)
  pages.set('/sign-in', { html: renderPage(<SignInPage {...signIn} />) })
  pages.set('/consent', { html: renderPage(<ConsentPage {...consent} />) })
  pages.set('/choose', { html: renderPage(<TooManyPage {...tooMany} mayEnd />) })
  pages.set('/refused', { html: renderPage(<TooManyPage {...tooMany} mayEnd={false} />) })
  pages.set('/endless', { html: renderPage(<ConsentPage {...endlessConsent()} />) })
  pages.set('/endless-devices', { html: renderPage(<TooManyPage {...endlessTooMany()} />) })
  pages.set('/sessions', { html: accountSessions() })
  pages.set('/applications', { html: accountApplications('PhotoApp') })
  pages.set('/endless-applications', { html: accountApplications(endless) })
  pages.set('/form-post', { html: formPost(), scripts: [formPostScriptSource] })
  browser = await openBrowser()
})

afterAll(async () => {
  await browser.close()
  await server.close()
})

describe.each(samples)('the page "$name"', ({ name, path }) => {
  let page: Page
  let seen: Seen

  beforeAll(async () => {
    ;({ page, seen } = await open(path, { javaScriptEnabled: true }))
  })

  test('loads nothing from outside, violates no policy, and fits the narrowest phone', async () => {
    await page.setViewportSize(narrowest)
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(320)
    // The one inline script runs only if the policy has its digest, and this policy does not.
    expect(seen.complaints).toHaveLength(name === 'form post' ? 1 : 0)
    expect(seen.requests.filter((url) => !url.startsWith(`${server.origin}/`))).toEqual([])
    expect(await page.evaluate<number>('document.styleSheets.length')).toBe(1)
  })

  test('breaks no accessibility rule, light or dark, on a phone or a desktop', async () => {
    for (const size of [phone, desk]) {
      await page.setViewportSize(size)
      await page.emulateMedia({ colorScheme: 'light' })
      expect(await violationsOn(page)).toEqual([])
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await colourViolationsOn(page)).toEqual([])
    }
  })
})

describe('without script', () => {
  test('the Enter key in the password field signs in', async () => {
    await withoutScript('/sign-in', async (page) => {
      await page.getByLabel('Email').fill('anna@example.com')
      await page.getByLabel('Password').fill('correct horse')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/received')
      const entered = { email: 'anna@example.com', password: 'correct horse' }
      expect(server.posted.at(-1)).toEqual({ csrf: 'c"<', ...entered, action: 'sign-in' })
    })
  })

  test('cancelling sends deny with both fields empty', async () => {
    await withoutScript('/sign-in', async (page) => {
      await page.getByRole('button', { name: 'Cancel' }).click()
      await page.waitForURL('**/received')
      expect(server.posted.at(-1)).toEqual({ csrf: 'c"<', email: '', password: '', action: 'deny' })
    })
  })

  test.each([
    ['Allow', 'allow'],
    ['Deny', 'deny'],
    ['Use another account', 'switch-account'],
  ])('the button "%s" of the consent page sends %s', async (label, action) => {
    await withoutScript('/consent', async (page) => {
      await page.getByRole('button', { name: label }).click()
      await page.waitForURL('**/received')
      expect(server.posted.at(-1)).toEqual({ csrf: 'c"<', action })
    })
  })

  test.each([
    ['/choose', /End this one and go on: Firefox on Windows/, { action: 'end', session: 'laptop' }],
    ['/choose', /Cancel/, { action: 'deny' }],
    ['/refused', /Try again/, { action: 'retry' }],
    ['/refused', /Cancel/, { action: 'deny' }],
  ])('on the page of too many devices %s the button %s sends %j', async (path, name, sent) => {
    await withoutScript(path, async (page) => {
      await page.getByRole('button', { name }).click()
      await page.waitForURL('**/received')
      expect(server.posted.at(-1)).toEqual({ csrf: 'c"<', ...sent })
    })
  })

  test.each([
    ['/sessions', 'Sign out there: Safari on iPhone', { action: 'end', session: 'phone' }],
    ['/sessions', 'This wasn’t me: Safari on iPhone', { action: 'disown', session: 'phone' }],
    ['/sessions', 'Sign out everywhere else', { action: 'end_others' }],
    ['/applications', 'Remove access: PhotoApp', { client: 'photos' }],
  ])('on the page of the account %s the button "%s" sends %j', async (path, name, sent) => {
    await withoutScript(path, async (page) => {
      await page.getByRole('button', { name }).click()
      await page.waitForURL('**/received')
      expect(server.posted.at(-1)).toEqual(sent)
    })
  })

  test('the button sends the answer to the app', async () => {
    await withoutScript('/form-post', async (page) => {
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.waitForURL('**/received')
      expect(server.posted.at(-1)).toEqual({ submit: 's', state: '">' })
    })
  })
})

describe('in the browser', () => {
  test.each(['/consent', '/choose', '/sessions'])(
    'at %s a button that must not be pressed yet is shown from the start, disabled',
    async (path) => {
      const page = await browser.newPage()
      await page.goto(`${server.origin}${path}`)
      const [before, after] = JSON.parse(String(await page.evaluate(settlingStyles)))
      expect(before).toEqual(['visible', '0.5', 'none'])
      expect(after).toEqual(['visible', '1', 'auto'])
      await page.close()
    },
  )

  test('the answer to the app is sent automatically, even with a field named submit', async () => {
    const page = await browser.newPage()
    await page.goto(`${server.origin}/form-post`)
    await page.waitForURL('**/received')
    expect(server.posted.at(-1)).toEqual({ submit: 's', state: '">' })
    await page.close()
  })

  test.each([
    ['consent', '/consent#allow'],
    ['too many devices', '/choose#device-1'],
  ])('keys held down while the page of %s opens press nothing', async (_, path) => {
    await onPage(path, async (page) => {
      const before = server.posted.length
      for (const key of ['Enter', 'Space', 'Enter']) await page.keyboard.press(key)
      expect(page.url()).toBe(`${server.origin}${path}`)
      expect(server.posted).toHaveLength(before)
    })
  })

  test('every control shows keyboard focus, and no phone zooms into a field', async () => {
    await onPage('/sign-in', async (page) => {
      for (const expected of ['email', 'password', 'sign-in', 'deny']) {
        await page.keyboard.press('Tab')
        const [name, width, size] = await page.evaluate<[string, number, number]>(focused)
        expect(name).toBe(expected)
        expect(width).toBeGreaterThanOrEqual(3)
        expect(size).toBeGreaterThanOrEqual(16)
      }
    })
  })

  test.each(['/endless', '/endless-devices', '/endless-applications'])(
    'names without spaces do not push %s wider than the screen',
    async (path) => {
      await onPage(path, async (page) => {
        await page.setViewportSize(narrowest)
        expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(320)
      })
    },
  )
})

const focused = `(() => {
  const { name, value, ...rest } = document.activeElement
  const style = getComputedStyle(document.activeElement)
  const called = document.activeElement.name === 'action' ? document.activeElement.value : document.activeElement.name
  return [called, parseFloat(style.outlineWidth), parseFloat(style.fontSize)]
})()`

type Seen = { readonly complaints: string[]; readonly requests: string[] }

async function onPage(path: string, act: (page: Page, seen: Seen) => Promise<void>): Promise<void> {
  return visit(path, { javaScriptEnabled: true }, act)
}

async function withoutScript(path: string, act: (page: Page) => Promise<void>): Promise<void> {
  return visit(path, { javaScriptEnabled: false }, act)
}

async function visit(
  path: string,
  options: BrowserContextOptions,
  act: (page: Page, seen: Seen) => Promise<void>,
): Promise<void> {
  const { page, seen } = await open(path, options)
  await act(page, seen)
}

async function open(
  path: string,
  options: BrowserContextOptions,
): Promise<{ page: Page; seen: Seen }> {
  const page = await blankPage(options)
  page.removeAllListeners()
  const seen: Seen = { complaints: [], requests: [] }
  page.on('console', (message) => seen.complaints.push(message.text()))
  page.on('request', (request) => seen.requests.push(request.url()))
  await page.goto(`${server.origin}${path}`)
  await finishAnimations(page)
  return { page, seen }
}

const blankPages = new Map<boolean | undefined, Page>()

/** One for all visits: these pages keep nothing. */
async function blankPage(options: BrowserContextOptions): Promise<Page> {
  const known = blankPages.get(options.javaScriptEnabled)
  const page = known ?? (await (await browser.newContext(options)).newPage())
  blankPages.set(options.javaScriptEnabled, page)
  await page.setViewportSize(phone)
  await page.emulateMedia({ colorScheme: 'light' })
  return page
}

function endlessConsent() {
  const scope = { name: endless, title: endless, description: endless, isNew: true }
  return {
    ...consent,
    clientName: endless,
    redirectHost: endless,
    accountEmail: endless,
    scopes: [scope],
  }
}

function endlessTooMany() {
  const { since, lastSeen } = device
  const listed = { id: endless, device: endless, network: endless, since, lastSeen }
  return { ...tooMany, mayEnd: true, clientName: endless, devices: [listed] }
}

function accountSessions(): string {
  const sessions = [
    { ...session, id: 'desk', device: 'Firefox on Windows', isThisOne: true },
    { ...session, id: 'phone' },
  ]
  return renderPage(<AccountSessionsPage {...account} notice={null} sessions={sessions} />)
}

function accountApplications(name: string): string {
  const scopes = [{ name, title: name }]
  const applications = [{ clientId: 'photos', name, since: device.since, scopes }]
  return renderPage(
    <AccountApplicationsPage {...account} notice={null} applications={applications} />,
  )
}

function formPost(): string {
  const fields = { submit: 's', state: '">' }
  return renderPage(<FormPostPage development action="/received" fields={fields} />)
}
