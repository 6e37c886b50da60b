/** The settings and code that the console shows for a new client work as they are. */

import { execFile, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { openBrowser } from '../support/browser.ts'
import { type Browsing, browse, read, typeCredentials } from '../support/browsing.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { newPerson } from '../support/person.ts'
import { sql } from '../support/sql.ts'
import { claimsOf, post } from '../support/tokens.ts'
import { expectGoodLooks, openConsole } from './browser.ts'

let cluster: Cluster
let browser: Browser
let operator: Browsing
let folder = ''
/** The application's redirect URI. */
let app: Server
let redirectUri = ''

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  browser = await openBrowser()
  folder = await mkdtemp(join(tmpdir(), 'parley-setup-'))
  const modules = fileURLToPath(new URL('../../node_modules', import.meta.url))
  await mkdir(join(folder, 'node_modules'))
  for (const name of ['openid-client', 'jose', 'oauth4webapi']) {
    await symlink(join(modules, name), join(folder, 'node_modules', name))
  }
  // Its own package.json says where parley/verifier is.
  await symlink(join(modules, '..'), join(folder, 'node_modules', 'parley'))
  app = createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end('<title>App</title><h1>Back</h1>')
  })
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', () => resolve()))
  redirectUri = `http://127.0.0.1:${(app.address() as AddressInfo).port}/cb`
  operator = await openConsole(browser, cluster, {
    role: 'operator',
    path: '/console/clients/new',
    javaScriptEnabled: false,
  })
})
afterAll(async () => {
  await operator?.close()
  await browser?.close()
  app?.close()
  await cluster?.close()
  await rm(folder, { recursive: true })
})

type Fields = Readonly<Record<string, string>>

type ClientSetup = {
  readonly clientId: string
  readonly secret: string | null
  /** The texts on the page: settings, module, shell commands. */
  readonly settings: Fields
  readonly code: string
  readonly shell: string
}

/** Registers a client through the form. */
async function register(kind: string, fields: Fields, ticks: readonly string[] = []) {
  const { page, press } = operator
  await page.goto(`${cluster.issuer}/console/clients/new`)
  await page.getByRole('link', { name: kind }).click()
  for (const [label, value] of Object.entries(fields)) {
    await page.getByLabel(label, { exact: true }).fill(value)
  }
  for (const label of ticks) await page.getByLabel(label).check()
  await press('Register')
  return readSetup()
}

async function readSetup(): Promise<ClientSetup> {
  const { page } = operator
  const [settings = '', code = '', shell = ''] = await page.locator('pre code').allInnerTexts()
  const lines = settings.split('\n').map((line) => /^(\w+)=(.*)$/.exec(line)?.slice(1) ?? [])
  const [clientId = '', secret = null] = await page.locator('dd code').allInnerTexts()
  return {
    clientId,
    secret: secret?.startsWith('http') ? null : secret,
    settings: Object.fromEntries(lines),
    code,
    shell,
  }
}

/** Imports the module as if it had been pasted into a file. */
async function moduleOf<Module>({ code, clientId, secret }: ClientSetup): Promise<Module> {
  const path = join(folder, `${clientId}.mjs`)
  await writeFile(path, code)
  process.env['OIDC_CLIENT_SECRET'] = secret ?? ''
  return import(pathToFileURL(path).href)
}

type Tokens = Readonly<Record<string, string>>

type SignInModule = {
  readonly beginSignIn: () => Promise<{ url: URL; checks: object }>
  readonly finishSignIn: (url: URL, checks: object) => Promise<{ person: Tokens; tokens: Tokens }>
  readonly refresh: (tokens: Tokens) => Promise<Tokens>
  readonly signOutUrl: (tokens: Tokens) => URL
}

test('a web application works from the form through a sign-in to a refresh', async () => {
  const name = "Photos & 'Co'"
  const made = await register(
    'Register a web application',
    { Name: name, 'Redirect URIs': redirectUri, 'Further scopes': 'photos:read' },
    ['to go on while they are away'],
  )
  expect(await read(operator)).toContain(`${name} is registered`)
  expect(await read(operator)).toContain(`${cluster.issuer}/.well-known/openid-configuration`)
  expect(made.settings).toEqual({
    OIDC_ISSUER: cluster.issuer,
    OIDC_CLIENT_ID: made.clientId,
    OIDC_CLIENT_SECRET: made.secret,
    OIDC_REDIRECT_URI: redirectUri,
    OIDC_SCOPE: "'openid profile email offline_access photos:read'",
  })
  const { beginSignIn, finishSignIn, refresh } = await moduleOf<SignInModule>(made)
  const { url, checks } = await beginSignIn()

  const account = await cluster.account()
  const visitor = await browse(browser)
  await visitor.page.goto(url.href)
  await typeCredentials(visitor, account)
  await visitor.press('Allow')
  await visitor.page.waitForURL(`${redirectUri}?**`)
  const { person, tokens } = await finishSignIn(new URL(visitor.page.url()), checks)
  expect([person['sub'], person['email']]).toEqual([account.id, account.email])
  const next = await refresh(tokens)
  expect(claimsOf(next['access_token'])).toMatchObject({
    client_id: made.clientId,
    scope: 'openid profile email offline_access photos:read',
  })
  await visitor.close()
})

type ApiModule = {
  readonly look: (token: string) => Promise<unknown>
  readonly verify: (token: string) => Promise<{ subject: string; scopes: string[] } | null>
}

describe('with an API registered', () => {
  const resource = 'https://api.example/orders'
  let api: ClientSetup
  let verify: ApiModule['verify']

  beforeAll(async () => {
    api = await register('Register an API', {
      Name: 'Orders',
      'Its address, as it stands in tokens': resource,
      'The scopes that it offers': 'orders:read orders:write',
    })
    verify = (await moduleOf<ApiModule>(api)).verify
  })

  test('the API is offered to applications without the scope of its own for the feed', async () => {
    expect(api.settings).toMatchObject({ OIDC_AUDIENCE: resource })
    const rows = await sql(cluster, 'SELECT scopes FROM resource_servers WHERE identifier = $1', [
      resource,
    ])
    expect(rows).toEqual([{ scopes: ['orders:read', 'orders:write'] }])
  })

  test.each([
    ['Register a web application', 'https://shop.example/cb'],
    ['Register a single-page app', 'http://localhost:8080/cb'],
    ['Register a mobile or desktop app', 'com.example.shop:/cb'],
  ])('%s: its tokens are good at the API until the person signs out', async (kind, uri) => {
    const farewell = uri.replace(/cb$/, 'bye')
    const made = await register(kind, {
      Name: 'Shop',
      'Redirect URIs': uri,
      'Where people may be sent after signing out': farewell,
      'Further scopes': 'orders:read',
    })
    expect(made.settings).toMatchObject({ OIDC_RESOURCE: resource })
    const { beginSignIn, finishSignIn, refresh, signOutUrl } = await moduleOf<SignInModule>(made)
    const { url, checks } = await beginSignIn()
    const account = await cluster.account()
    const person = newPerson(cluster)
    const back = await person.authorize({ url, verifier: '' }, account)
    const { tokens } = await finishSignIn(back, checks)
    const next = await refresh(tokens)
    for (const { access_token: token = '' } of [tokens, next]) {
      expect(await verify(token)).toMatchObject({
        subject: account.id,
        scopes: expect.arrayContaining(['orders:read']),
      })
    }
    const left = await person.submit(await person.follow(signOutUrl(next)), { logout: 'yes' })
    expect(left.url.href).toBe(farewell)
    await eventually(async () => (await verify(next['access_token'] ?? '')) === null)
  })
})

test('reloading the page with the secret does not register a second client', async () => {
  const made = await register('Register a service', {
    Name: 'Sent twice',
    'The scopes that it may ask for': 'jobs:run',
  })
  await operator.page.reload()
  expect(await readSetup()).toEqual(made)
  const clients = await sql(cluster, "SELECT id FROM clients WHERE name = 'Sent twice'")
  expect(clients).toEqual([{ id: made.clientId }])
  // Nobody can see the secret after that.
  await operator.page.goto(`${cluster.issuer}/console/clients/${made.clientId}/setup`)
  expect(await operator.page.content()).not.toContain(made.secret)
})

describe('the shell commands', () => {
  const run = promisify(execFile)

  /** Runs the commands and parses the output of the last one. */
  async function answerOf({ shell, secret }: ClientSetup, more: Fields = {}): Promise<Tokens> {
    const env = { ...process.env, ...more, OIDC_CLIENT_SECRET: secret ?? '' }
    const { stdout } = await run('sh', ['-c', shell], { env })
    return JSON.parse(stdout.slice(stdout.indexOf('{')))
  }

  test('get a token for a service and introspect it for an API', async () => {
    const resource = 'https://api.example/jobs'
    const api = await register('Register an API', {
      Name: 'Jobs',
      'Its address, as it stands in tokens': resource,
      'The scopes that it offers': 'jobs:run jobs:see',
    })
    const service = await register('Register a service', {
      Name: 'Nightly report',
      'The scopes that it may ask for': 'jobs:run',
    })
    const own = await answerOf(service)
    expect(claimsOf(own['access_token'])).toMatchObject({
      client_id: service.clientId,
      scope: 'jobs:run',
    })
    const client = { clientId: service.clientId, clientSecret: service.secret }
    const params = { grant_type: 'client_credentials', scope: 'jobs:run', resource }
    const { body } = await post(`${cluster.issuer}/token`, client, params)
    const token = String(body['access_token'])
    expect(claimsOf(own['access_token'])['aud']).toBe(resource)
    expect(await answerOf(api, { TOKEN: token })).toMatchObject({ active: true, aud: resource })
    const { look, verify } = await moduleOf<ApiModule>(api)
    expect(await verify(token)).toMatchObject({ clientId: service.clientId, isStale: false })
    expect(await verify(`${token}x`)).toBeNull()
    expect(await look(token)).toMatchObject({ scope: 'jobs:run' })
    expect(await look(`${token}x`)).toBeNull()
    const { accessToken } = await moduleOf<{ accessToken: () => Promise<Tokens> }>(service)
    expect(claimsOf((await accessToken())['access_token'])['scope']).toBe('jobs:run')
  })
})

test('the shell commands print the address to sign in at and exchange the code', async () => {
  const made = await register('Register a web application', {
    Name: 'By hand',
    'Redirect URIs': redirectUri,
  })
  const env = { ...process.env, OIDC_CLIENT_SECRET: made.secret ?? '' }
  const shell = spawn('sh', ['-c', made.shell], { env, stdio: ['pipe', 'pipe', 'ignore'] })
  const account = await cluster.account()
  let out = ''
  for await (const piece of shell.stdout) {
    out += String(piece)
    const [address] = /^https?:\S+code_challenge=\S+$/m.exec(out) ?? []
    if (address === undefined || shell.stdin.writableEnded) continue
    const request = { url: new URL(address), verifier: '' }
    const back = await newPerson(cluster).authorize(request, account)
    shell.stdin.end(`${back.searchParams.get('code')}\n`)
  }
  const tokens: Tokens = JSON.parse(out.slice(out.indexOf('{')))
  expect(claimsOf(tokens['id_token'])['sub']).toBe(account.id)
})

test.each([
  ['Register a single-page app', 'http://localhost:8080/cb', 'web'],
  ['Register a mobile or desktop app', 'com.example.photos:/cb', 'native'],
])('%s: no secret, and a sign-in that works', async (kind, uri, applicationType) => {
  const made = await register(kind, { Name: 'Photos', 'Redirect URIs': uri })
  expect([made.secret, made.settings['OIDC_CLIENT_SECRET']]).toEqual([null, undefined])
  const rows = await sql(
    cluster,
    'SELECT auth_method AS method, application_type AS type FROM clients WHERE id = $1',
    [made.clientId],
  )
  expect(rows).toEqual([{ method: 'none', type: applicationType }])
  const { beginSignIn, finishSignIn } = await moduleOf<SignInModule>(made)
  const { url, checks } = await beginSignIn()
  const account = await cluster.account()
  const back = await newPerson(cluster).authorize({ url, verifier: '' }, account)
  const { person } = await finishSignIn(back, checks)
  expect(person['sub']).toBe(account.id)
})

test('an error appears beside its field and the input stays', async () => {
  const { page, press } = operator
  await page.goto(`${cluster.issuer}/console/clients/new?kind=native`)
  await page.getByLabel('Name', { exact: true }).fill('Photos')
  await page.getByLabel('Redirect URIs').fill('photos:/*')
  await page.getByLabel('their name').uncheck()
  await press('Register')
  expect(await page.locator('#redirect_uris-fault').innerText()).toContain('"photos:/*"')
  expect(await page.getByLabel('Redirect URIs').inputValue()).toBe('photos:/*')
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Photos')
  expect(await page.getByLabel('their name').isChecked()).toBe(false)
  await page.getByLabel('Redirect URIs').fill('com.example.photos:/cb')
  await press('Register')
  expect(await read(operator)).toContain('Photos is registered')
})

test('the setup page fits the screen and is accessible', async () => {
  const browsing = await openConsole(browser, cluster, {
    role: 'operator',
    path: '/console/clients/new?kind=machine',
  })
  await browsing.page.getByLabel('Name').fill('Nightly report')
  await browsing.page.getByLabel('The scopes that it may ask for').fill('reports:write')
  await browsing.press('Register')
  await expectGoodLooks(browsing, 'client-ready')
  expect(browsing.complaints).toEqual([])
  await browsing.close()
})
