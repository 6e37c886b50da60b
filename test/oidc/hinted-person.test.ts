/** `id_token_hint` names a person: nobody else is answered for (OpenID Connect Core, 3.1.2.1). */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import type { Account } from '../../src/model/account.ts'
import { alternating } from '../support/alternating.ts'
import { type Cluster, redirectUri, startCluster, testPassword } from '../support/cluster.ts'
import { newShop, tokensOfGuest } from '../support/guest.ts'
import { authorizationRequest, newPerson, type Person, type Visit } from '../support/person.ts'
import { type Journey, signedIn } from '../support/sign-in.ts'
import { resigned } from '../support/sign-tokens.ts'
import { sql } from '../support/sql.ts'
import { claimsOf, post, redeem, type SignedIn, tokensOf } from '../support/tokens.ts'

let cluster: Cluster
let client: RegisteredClient
/** Whom the hint names. They are signed in in a browser of their own. */
let named: Journey & { readonly tokens: SignedIn }
let hint: string

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  client = await cluster.client()
  named = await signedIn(cluster, { client })
  hint = named.tokens.idToken
})
afterAll(() => cluster?.close())

/** How the request reaches the authorization endpoint. */
const ways = ['query', 'pushed'] as const

type Way = (typeof ways)[number]

async function ask(way: Way, over: Record<string, string> = {}) {
  const request = authorizationRequest(cluster, client.clientId, { id_token_hint: hint, ...over })
  if (way === 'query') return request
  const params = Object.fromEntries(request.url.searchParams)
  const { body } = await post(`${cluster.issuer}/par`, client, params)
  const { clientId: client_id } = client
  const query = new URLSearchParams({ client_id, request_uri: String(body['request_uri']) })
  return { ...request, url: new URL(`/authorize?${query}`, cluster.issuer) }
}

const errorOf = ({ url }: Visit) => url.searchParams.get('error')

const credentials = ({ email }: Pick<Account, 'email'>) => ({
  action: 'sign-in',
  email,
  password: testPassword,
})

async function other() {
  return signedIn(cluster, { client, person: newPerson(cluster, alternating(cluster)) })
}

async function subOf(way: Way, callback: URL, verifier: string): Promise<unknown> {
  expect([way, callback.href.startsWith(redirectUri)]).toEqual([way, true])
  const tokens = tokensOf(
    await redeem(cluster.issuer, client, { callback, request: { url: callback, verifier } }),
  )
  return claimsOf(tokens.idToken)['sub']
}

async function stateOf({ id }: Account): Promise<readonly unknown[]> {
  const find = 'SELECT state, end_reason AS reason FROM sessions WHERE account_id = $1 ORDER BY id'
  return sql(cluster, find, [id])
}

describe.each(ways)('while someone else is signed in (%s)', (way) => {
  test('a silent request is login_required', async () => {
    const { person } = await other()
    const page = await person.follow((await ask(way, { prompt: 'none' })).url)
    expect(errorOf(page)).toBe('login_required')
  })

  test('the named person signs in, and the code is theirs', async () => {
    const { person } = await other()
    const { url, verifier } = await ask(way)
    const form = await person.follow(url)
    expect(form.text).toContain('name="password"')
    const page = await person.submit(form, credentials(named.account))
    expect(await subOf(way, page.url, verifier)).toBe(named.account.id)
  })

  test.each(['who is signed in', 'a third person'])(
    'the password of %s is login_required and changes nothing',
    async (who) => {
      const { person, account } = await other()
      const third = who === 'a third person' ? await cluster.account() : account
      const form = await person.follow((await ask(way)).url)
      const page = await person.submit(form, credentials(third))
      expect(errorOf(page)).toBe('login_required')
      expect(await stateOf(account)).toEqual([{ state: 'live', reason: null }])
      if (third !== account) expect(await stateOf(third)).toEqual([])
    },
  )

  test('nobody gets a code by leaving the sign-in page without an answer', async () => {
    const { person } = await other()
    const form = await person.follow((await ask(way)).url)
    const [, uid = ''] = /interaction\/([\w-]+)/.exec(form.url.pathname) ?? []
    const page = await person.follow(`/authorize/${uid}`)
    expect(page.url.href).not.toContain('code=')
    expect(page.text).toContain('name="password"')
  })
})

describe.each(ways)('while nobody is signed in (%s)', (way) => {
  test('only the named person can sign in', async () => {
    const someone = await cluster.account()
    const person: Person = newPerson(cluster)
    const form = await person.follow((await ask(way)).url)
    const page = await person.submit(form, credentials(someone))
    expect(errorOf(page)).toBe('login_required')
    expect(await stateOf(someone)).toEqual([])

    const { url, verifier } = await ask(way)
    const right = await person.submit(await person.follow(url), credentials(named.account))
    expect(await subOf(way, right.url, verifier)).toBe(named.account.id)
  })
})

function expiredHint(): Promise<string> {
  const iat = Number(claimsOf(hint)['iat']) - 86_400
  return resigned(cluster, hint, { claims: { iat, exp: iat + 300 }, header: { typ: 'JWT' } })
}

test('the named person who is signed in is answered at once, also by an expired hint', async () => {
  const expired = await expiredHint()
  for (const id_token_hint of [hint, expired]) {
    const { url } = await ask('query', { id_token_hint, prompt: 'none' })
    expect((await named.person.follow(url)).url.href).toContain('code=')
  }
})

test('an expired hint of someone else still names someone else', async () => {
  const id_token_hint = await expiredHint()
  const { person } = await other()
  const page = await person.follow((await ask('query', { id_token_hint, prompt: 'none' })).url)
  expect(errorOf(page)).toBe('login_required')
})

test('a hint for another client is refused', async () => {
  const elsewhere = await signedIn(cluster, { account: named.account })
  const { url } = await ask('query', { id_token_hint: elsewhere.tokens.idToken })
  expect(errorOf(await named.person.follow(url))).toBe('invalid_request')
})

test('login_hint is only a hint: it names nobody', async () => {
  const { person } = await other()
  const request = authorizationRequest(cluster, client.clientId, {
    login_hint: named.account.email,
    prompt: 'none',
  })
  expect((await person.follow(request.url)).url.href).toContain('code=')
})

test('a way to sign out that names someone else asks whoever is signed in', async () => {
  const { person, account } = await other()
  const query = new URLSearchParams({ id_token_hint: hint })
  const asked = await person.follow(`/logout?${query}`)
  expect(asked.text).toContain(account.email)
  expect(asked.text).not.toContain(named.account.email)
  expect(await stateOf(account)).toEqual([{ state: 'live', reason: null }])
})

describe('a guest', () => {
  const silently = (shop: RegisteredClient, id_token_hint: string) =>
    authorizationRequest(cluster, shop.clientId, { id_token_hint, prompt: 'none' }).url

  test('is not answered for when a hint names someone else', async () => {
    const shop = await newShop(cluster)
    const known = await signedIn(cluster, { client: shop })
    const visitor = await tokensOfGuest(cluster, { shop })
    const page = await visitor.person.follow(silently(shop, known.tokens.idToken))
    expect(errorOf(page)).toBe('login_required')
  })

  test('who signs in is still the one whom the hint of the guest names', async () => {
    const visitor = await tokensOfGuest(cluster)
    const { shop, person, tokens } = visitor
    const account = await cluster.account()
    const request = authorizationRequest(cluster, shop.clientId, {
      id_token_hint: tokens.idToken,
      prompt: 'login',
    })
    const callback = await person.authorize(request, account)
    const now = tokensOf(await redeem(cluster.issuer, shop, { callback, request }))
    expect(claimsOf(now.idToken)).toMatchObject({
      sub: account.id,
      parley_former_sub: visitor.sub,
    })
    const later = await person.follow(silently(shop, tokens.idToken))
    expect(later.url.href).toContain('code=')
  })

  test('is named by nobody else’s session', async () => {
    const shop = await newShop(cluster)
    const visitor = await tokensOfGuest(cluster, { shop })
    await signedIn(cluster, { client: shop, person: visitor.person })
    const stranger = await signedIn(cluster, { client: shop })
    const page = await stranger.person.follow(silently(shop, visitor.tokens.idToken))
    expect(errorOf(page)).toBe('login_required')
    const form = await visitor.person.follow(
      authorizationRequest(cluster, shop.clientId, {
        id_token_hint: visitor.tokens.idToken,
        prompt: 'login',
      }).url,
    )
    const third = await visitor.person.submit(form, credentials(stranger.account))
    expect(errorOf(third)).toBe('login_required')
  })
})
