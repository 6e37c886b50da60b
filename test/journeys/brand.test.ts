/** The operator's name, colour and logo on the pages and in the mail. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { contrast, readable } from '../../src/model/colour.ts'
import { openBrand } from '../../src/web/ui/logo.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { type Mailbox, openMailbox } from '../support/mailbox.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8H0z"/></svg>'
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

let cluster: Cluster
let mailbox: Mailbox
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(import.meta.dirname, 'brand-'))
  await writeFile(join(folder, 'logo.svg'), svg)
  mailbox = await openMailbox()
  cluster = await startCluster({
    runsJobs: true,
    settings: {
      ...mailbox.settings,
      PARLEY_BRAND_NAME: 'Tulip & Sons',
      PARLEY_BRAND_COLOR: '#ffcc00',
      PARLEY_BRAND_LOGO: join(folder, 'logo.svg'),
    },
  })
})
afterAll(async () => {
  await cluster?.close()
  await mailbox?.close()
  await rm(folder, { recursive: true, force: true })
})

test('every page has the name of the brand, and none has ours', async () => {
  const { clientId } = await cluster.client()
  const person = newPerson(cluster)
  const page = await person.follow(authorizationRequest(cluster, clientId).url)
  expect(page.text).toContain('<title>Sign in · Tulip &amp; Sons</title>')
  expect(page.text).toContain('wants you to sign in with Tulip &amp; Sons.')
  const german = { headers: { 'accept-language': 'de' } }
  for (const path of ['/', '/nowhere', '/account/forgot', '/logout']) {
    const { text } = await person.visit(path, german)
    expect(text).toContain('Tulip &amp; Sons')
    expect(text.replace(/\/assets\/parley-/g, '')).not.toMatch(/parley/i)
  }
})

test('a browser that asks for an icon gets the logo', async () => {
  const icon = await fetch(`${cluster.issuer}/favicon.ico`)
  expect([icon.status, await icon.text()]).toEqual([200, svg])
  expect(icon.headers.get('content-type')).toMatch(/^image\/svg\+xml/)
  expect(icon.headers.get('content-security-policy')).toContain('sandbox')
})

test('the logo is an image that runs no script, even opened as a page', async () => {
  const person = newPerson(cluster)
  const page = await person.visit('/')
  const [, path = ''] = /<img class="logo" src="([^"]+)" alt/.exec(page.text) ?? []
  const logo = await fetch(cluster.issuer + path)
  expect(await logo.text()).toBe(svg)
  expect(logo.headers.get('content-type')).toMatch(/^image\/svg\+xml/)
  expect(logo.headers.get('x-content-type-options')).toBe('nosniff')
  expect(logo.headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  )
})

test('the colour comes in readable tones from its own stylesheet', async () => {
  const { text } = await newPerson(cluster).visit('/')
  const [, path = ''] = /href="(\/assets\/brand-[^"]+\.css)"/.exec(text) ?? []
  const style = await fetch(cluster.issuer + path)
  expect(style.headers.get('content-type')).toMatch(/^text\/css/)
  expect(await style.text()).toMatch(/^:root \{ --accent: #[0-9a-f]{6};.*\n@media/)
})

test('mail is sent in the name of the brand', async () => {
  const { email } = await cluster.account()
  const person = newPerson(cluster)
  await person.submit(await person.visit('/account/forgot'), { email })
  const mail = await mailbox.mailTo(email)
  expect(mail.text).toContain('Sent by Tulip & Sons at ')
  expect(mail.text + mail.html).not.toContain('Sent by Parley')
  const [, accent = ''] = /background:(#[0-9a-f]{6});color:#ffffff/.exec(mail.html) ?? []
  expect(contrast(accent, '#ffffff')).toBeGreaterThanOrEqual(readable)
})

describe('at the start a logo is refused', () => {
  const opening = (logoFile: string) => openBrand({ name: 'Tulip', colour: null, logoFile })

  test.each([
    ['a script', '<svg><script>alert(1)</script></svg>'],
    ['a handler', '<svg onload="alert(1)"></svg>'],
    ['a handler on a line of its own', '<svg\nonload=alert(1)></svg>'],
    ['HTML inside', '<svg><foreignObject><p>x</p></foreignObject></svg>'],
    ['an entity', '<!DOCTYPE svg [<!ENTITY a "b">]><svg></svg>'],
    ['a link', '<svg><a href="javascript:alert(1)"><path/></a></svg>'],
    ['a picture from elsewhere', '<svg><image href="https://example.com/x.png"/></svg>'],
    ['a style from elsewhere', '<svg><style>@import "https://example.com/x.css"</style></svg>'],
    ['an address from elsewhere', '<svg><path fill="url(https://example.com/x)"/></svg>'],
    ['no picture', 'a text'],
    ['a page', '<html><svg></svg></html>'],
    ['too much', `<svg>${' '.repeat(256 * 1024)}</svg>`],
  ])('with %s', async (_, drawing) => {
    const path = join(folder, 'bad')
    await writeFile(path, drawing)
    await expect(opening(path)).rejects.toThrow(/^PARLEY_BRAND_LOGO names a/)
  })

  test('if it is missing, or is a folder', async () => {
    await expect(opening(join(folder, 'none'))).rejects.toThrow(/cannot be read/)
    await expect(opening(folder)).rejects.toThrow(/cannot be read/)
  })

  test('but accepted if it is a plain SVG or a PNG', async () => {
    const drawings = [svg, `<?xml version="1.0"?>\n<!-- ours -->\n${svg}\n`, png]
    const styled = '<svg><style>.a{fill:url(#b)}</style><use href="#b"/></svg>'
    for (const drawing of [...drawings, styled]) {
      await writeFile(join(folder, 'good'), drawing)
      expect((await opening(join(folder, 'good'))).logo?.path).toMatch(/^\/assets\/logo-/)
    }
  })
})
