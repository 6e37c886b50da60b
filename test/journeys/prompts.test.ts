/** `prompt=select_account` and `prompt=create`, without script, on two nodes. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { type Cluster, startCluster, testPassword } from '../support/cluster.ts'
import { newShop, tokensOfGuest } from '../support/guest.ts'
import { linkIn, type Mailbox, openMailbox } from '../support/mailbox.ts'
import { authorizationRequest, newPerson, type Person, type Visit } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { claimsOf, post, redeem, send, tokensOf } from '../support/tokens.ts'

let cluster: Cluster
/** Where nobody can register. */
let closed: Cluster
let mailbox: Mailbox
let client: RegisteredClient

beforeAll(async () => {
  mailbox = await openMailbox()
  const settings = { ...mailbox.settings, PARLEY_REGISTRATION: 'open' }
  cluster = await startCluster({ nodes: 2, runsJobs: true, settings })
  closed = await startCluster({ settings: { PARLEY_REGISTRATION: 'closed' } })
  client = await cluster.client()
})
afterAll(async () => {
  await cluster?.close()
  await closed?.close()
  await mailbox?.close()
})

const requestOf = (prompt: string, over: Record<string, string> = {}) =>
  authorizationRequest(cluster, client.clientId, { prompt, ...over })

async function subOf(page: Visit, verifier: string): Promise<unknown> {
  const request = { url: page.url, verifier }
  const answer = await redeem(cluster.issuer, client, { callback: page.url, request })
  return claimsOf(tokensOf(answer).idToken)['sub']
}

const errorOf = ({ url }: Visit) => url.searchParams.get('error')

const credentials = (email: string) => ({ action: 'sign-in', email, password: testPassword })

async function stateOf(accountId: string): Promise<readonly unknown[]> {
  const find = 'SELECT state, end_reason AS reason FROM sessions WHERE account_id = $1 ORDER BY id'
  return sql(cluster, find, [accountId])
}

test.each(['none select_account', 'none create', 'none login', 'select_account none'])(
  '%s is refused: a silent request asks nobody',
  async (prompt) => {
    const { person } = await signedIn(cluster, { client })
    expect(errorOf(await person.follow(requestOf(prompt).url))).toBe('invalid_request')
  },
)

test('the metadata names every prompt that there is', async () => {
  const values = async ({ issuer }: Cluster) =>
    (await send(`${issuer}/.well-known/openid-configuration`)).body['prompt_values_supported']
  const everywhere = ['none', 'login', 'select_account', 'consent']
  expect(new Set((await values(cluster)) as string[])).toEqual(new Set([...everywhere, 'create']))
  expect(await values(closed)).toEqual(everywhere)
})

describe('select_account', () => {
  const shownTo = async (person: Person, prompt = 'select_account') => {
    const request = requestOf(prompt)
    return { request, page: await person.follow(request.url) }
  }

  test('offers whoever is signed in, who goes on without a password', async () => {
    const { person, account } = await signedIn(cluster, { client })
    const { request, page } = await shownTo(person)
    expect(page.text).toContain('Choose an account')
    expect(page.text).toContain(account.email)
    expect(page.text).not.toContain('name="password"')
    const next = await person.submit(page, { action: 'continue' })
    expect(await subOf(next, request.verifier)).toBe(account.id)
    expect(await stateOf(account.id)).toEqual([{ state: 'live', reason: null }])
  })

  test('lets someone else sign in, which ends the first session only then', async () => {
    const first = await signedIn(cluster, { client })
    const second = await signedIn(cluster, { client })
    const { page } = await shownTo(first.person)
    const form = await first.person.submit(page, { action: 'switch-account' })
    expect(form.text).toContain('name="password"')
    expect(await stateOf(first.account.id)).toEqual([{ state: 'live', reason: null }])
    const next = await first.person.submit(form, credentials(second.account.email))
    expect(next.url.searchParams.has('code')).toBe(true)
    expect(await stateOf(first.account.id)).toEqual([{ state: 'ended', reason: 'logout' }])
  })

  test('is a sign-in page where nobody is signed in, and asks only once', async () => {
    const { account } = await signedIn(cluster, { client })
    const person = newPerson(cluster)
    const { request, page } = await shownTo(person)
    expect(page.text).toContain('name="password"')
    const next = await person.submit(page, credentials(account.email))
    expect(await subOf(next, request.verifier)).toBe(account.id)
  })

  test('is a sign-in page for a guest, who is nobody yet', async () => {
    const shop = await newShop(cluster)
    const visitor = await tokensOfGuest(cluster, { shop })
    const request = authorizationRequest(cluster, shop.clientId, { prompt: 'select_account' })
    expect((await visitor.person.follow(request.url)).text).toContain('name="password"')
  })

  test('with login asks for the password, and with consent for both answers', async () => {
    const { person, account } = await signedIn(cluster, { client })
    const login = await shownTo(person, 'login select_account')
    expect(login.page.text).toContain('name="password"')
    const signedInNow = await person.submit(login.page, credentials(account.email))
    expect(await subOf(signedInNow, login.request.verifier)).toBe(account.id)

    const { request, page } = await shownTo(person, 'select_account consent')
    const consent = await person.submit(page, { action: 'continue' })
    expect(consent.text).toContain('value="allow"')
    const next = await person.submit(consent, { action: 'allow' })
    expect(await subOf(next, request.verifier)).toBe(account.id)
  })

  test('left by Cancel tells the app, and ends nothing', async () => {
    const { person, account } = await signedIn(cluster, { client })
    const { page } = await shownTo(person)
    expect(errorOf(await person.submit(page, { action: 'deny' }))).toBe('access_denied')
    expect(await stateOf(account.id)).toEqual([{ state: 'live', reason: null }])
  })

  test('takes no other answer, and no answer of another browser', async () => {
    const { person } = await signedIn(cluster, { client })
    const { page } = await shownTo(person)
    const stranger = newPerson(cluster)
    for (const action of ['allow', 'sign-in', 'constructor', '']) {
      expect((await person.press(page, { action })).status).toBe(400)
    }
    expect((await stranger.press(page, { action: 'continue' })).status).toBe(400)
    expect((await person.submit(page, { action: 'continue' })).url.href).toContain('code=')
  })

  test('cannot be skipped by leaving the page', async () => {
    const { person } = await signedIn(cluster, { client })
    const { page } = await shownTo(person)
    const again = await person.follow(page.url.pathname.replace('/interaction', '/authorize'))
    expect(again.text).toContain('Choose an account')
  })

  test('works in a pushed request', async () => {
    const { person, account } = await signedIn(cluster, { client })
    const request = requestOf('select_account')
    const params = Object.fromEntries(request.url.searchParams)
    const { body } = await post(`${cluster.issuer}/par`, client, params)
    const { clientId: client_id } = client
    const query = new URLSearchParams({ client_id, request_uri: String(body['request_uri']) })
    const page = await person.follow(`/authorize?${query}`)
    const next = await person.submit(page, { action: 'continue' })
    expect(await subOf(next, request.verifier)).toBe(account.id)
  })
})

const password = 'seven quiet herons by the weir'

/** From the registration page to the answer of the confirmed address. */
async function registersOn(person: Person, page: Visit, email: string): Promise<Visit> {
  const typed = { name: 'Ada', email, password, repeat: password }
  expect((await person.submit(page, typed)).status).toBe(200)
  const confirm = await person.visit(linkIn(await mailbox.mailTo(email)))
  return person.submit(confirm, {})
}

describe('create', () => {
  test('begins with the registration page and ends at the application', async () => {
    const person = newPerson(cluster)
    const { url, verifier } = requestOf('create')
    const page = await person.follow(url)
    expect(page.url.pathname).toMatch(/^\/interaction\/[\w-]+\/register$/)
    const email = 'created@example.com'
    const form = await registersOn(person, page, email)
    const consent = await person.submit(form, { action: 'sign-in', email, password })
    const next = await person.submit(consent, { action: 'allow' })
    const [account] = await sql(cluster, 'SELECT id FROM accounts WHERE email = $1', [email])
    expect(await subOf(next, verifier)).toBe(account?.['id'])
  })

  test('lets a person who has an account sign in with it', async () => {
    const { account } = await signedIn(cluster, { client })
    const person = newPerson(cluster)
    const { url, verifier } = requestOf('create')
    const page = await person.follow(url)
    const step = page.url.pathname.replace('/register', '')
    expect(page.text).toContain(`href="${step}"`)
    const next = await person.submit(await person.visit(step), credentials(account.email))
    expect(await subOf(next, verifier)).toBe(account.id)
  })

  test('leaves whoever is signed in here alone until the new person has signed in', async () => {
    const { person, account } = await signedIn(cluster, { client })
    const page = await person.follow(requestOf('create').url)
    expect(page.url.pathname).toMatch(/\/register$/)
    const email = 'beside@example.com'
    const form = await registersOn(person, page, email)
    expect(await stateOf(account.id)).toEqual([{ state: 'live', reason: null }])
    await person.submit(form, { action: 'sign-in', email, password })
    expect(await stateOf(account.id)).toEqual([{ state: 'ended', reason: 'logout' }])
  })

  test('is refused where nobody can register', async () => {
    const own = await closed.client()
    const request = authorizationRequest(closed, own.clientId, { prompt: 'create' })
    const page = await newPerson(closed).follow(request.url)
    expect(errorOf(page)).toBe('invalid_request')
  })
})
