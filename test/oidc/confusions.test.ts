/** Known mistakes of other servers: one thing taken for another, and text taken for code. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Cluster, redirectUri, startCluster } from '../support/cluster.ts'
import { authorizationRequest, newPerson, type Visit } from '../support/person.ts'
import { authorized, type Journey, sidOf, signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { type Answer, post, type SignedIn, send } from '../support/tokens.ts'

let cluster: Cluster
let journey: Journey & { readonly tokens: SignedIn }

beforeAll(async () => {
  cluster = await startCluster()
  journey = await signedIn(cluster)
})
afterAll(() => cluster?.close())

function ask(over: Record<string, string> = {}): URL {
  return authorizationRequest(cluster, journey.client.clientId, over).url
}

/** Every value of some kind that a browser or client gets to see, or finds in a dump. */
async function everyId(): Promise<readonly (readonly [string, string])[]> {
  const person = newPerson(cluster)
  const page = await person.follow(ask())
  const [, uid = ''] = /interaction\/([\w-]+)/.exec(page.url.href) ?? []
  const params = Object.fromEntries(ask().searchParams)
  const pushed = await post(`${cluster.issuer}/par`, journey.client, params)
  const requestUri = String(pushed.body['request_uri'])
  const { callback } = await authorized(cluster, journey)
  const cookies = [...journey.person.cookies, ...person.cookies]
  const [session] = await sql<{ id: string; secret: string }>(
    cluster,
    `SELECT id, encode(secret_hash, 'hex') AS secret FROM sessions WHERE account_id = $1`,
    [journey.account.id],
  )
  return [
    ['the id of a step', uid],
    ['the id of a pushed request', requestUri.split(':').at(-1) ?? ''],
    ['a request_uri', requestUri],
    ['a code', callback.searchParams.get('code') ?? ''],
    ['a refresh token', journey.tokens.refreshToken],
    ['a family', journey.tokens.refreshToken.split('.')[1] ?? ''],
    ['an access token', journey.tokens.accessToken],
    ['an ID token', journey.tokens.idToken],
    ['a grant id', sidOf(journey.tokens)],
    ['an account id', journey.account.id],
    ['a client id', journey.client.clientId],
    ['a session id', session?.id ?? ''],
    ['the hash of a session cookie', session?.secret ?? ''],
    ...cookies.map(([name, { value }]) => [`the cookie ${name}`, value] as const),
  ]
}

describe('a value of one kind is worthless as another kind:', () => {
  let ids: readonly (readonly [string, string])[]

  beforeAll(async () => {
    ids = await everyId()
    for (const [kind, value] of ids) expect([kind, value.length > 9]).toEqual([kind, true])
  })

  const others = (kind: RegExp) => ids.filter(([name]) => !kind.test(name))

  test('as a code', async () => {
    for (const [kind, code] of others(/^a code$/)) {
      const answer = await post(`${cluster.issuer}/token`, journey.client, {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: 'v'.repeat(43),
      })
      expect([kind, answer.status, answer.body['error']]).toEqual([kind, 400, 'invalid_grant'])
    }
  })

  test('as a refresh token', async () => {
    for (const [kind, token] of others(/^a refresh token$/)) {
      const answer = await post(`${cluster.issuer}/token`, journey.client, {
        grant_type: 'refresh_token',
        refresh_token: token,
      })
      expect([kind, answer.status, answer.body['error']]).toEqual([kind, 400, 'invalid_grant'])
    }
  })

  test('as an access token', async () => {
    for (const [kind, token] of others(/^an access token$/)) {
      const headers = { authorization: `Bearer ${token}` }
      const answer = await send(`${cluster.issuer}/userinfo`, { headers })
      expect([kind, answer.status >= 400 && answer.status < 500]).toEqual([kind, true])
    }
  })

  test('as a pushed request', async () => {
    for (const [kind, id] of others(/pushed request|request_uri/)) {
      const url = new URL('/authorize', cluster.issuer)
      url.search = new URLSearchParams({
        client_id: journey.client.clientId,
        request_uri: `urn:ietf:params:oauth:request_uri:${id}`,
      }).toString()
      const page = await journey.person.visit(url)
      expect([kind, page.status, page.headers.get('location')]).toEqual([kind, 400, null])
    }
  })

  test('as an interaction', async () => {
    const [, stepCookie = ''] = ids.find(([kind]) => /parley_interaction\|/.test(kind)) ?? []
    expect(stepCookie).not.toBe('')
    for (const [kind, id] of others(/step|parley_(interaction|resume)\|/)) {
      for (const path of [`/interaction/${id}`, `/authorize/${id}`]) {
        const page = await newPerson(cluster).visit(path, {
          headers: { cookie: `parley_interaction=${id}; parley_resume=${id}` },
        })
        expect([kind, page.status < 500 && page.status >= 400]).toEqual([kind, true])
        expect(page.headers.get('location')).toBeNull()
      }
    }
  })

  test('as a session cookie, signed or not', async () => {
    const signature = [...journey.person.cookies].find(([name]) => /session\.sig/.test(name))
    for (const [kind, value] of others(/parley_session\|/)) {
      const page = await newPerson(cluster).visit(ask({ prompt: 'none' }), {
        headers: {
          cookie: `parley_session=${value}; parley_session.sig=${signature?.[1].value ?? ''}`,
        },
      })
      const location = page.headers.get('location') ?? ''
      expect([kind, location.includes('error=login_required')]).toEqual([kind, true])
    }
  })

  test('as client credentials', async () => {
    const { clientId } = journey.client
    for (const [kind, secret] of ids) {
      // Each is judged for itself, not as one of many that were wrong.
      await sql(cluster, 'DELETE FROM failed_tries')
      const answer = await post(
        `${cluster.issuer}/introspect`,
        { clientId, clientSecret: secret },
        { token: 'x' },
      )
      expect([kind, answer.status, answer.body['error']]).toEqual([kind, 401, 'invalid_client'])
    }
  })
})

test('a cookie with one changed character is not a cookie', async () => {
  const jar = [...journey.person.cookies].filter(([name]) => name.startsWith('parley_session'))
  const header = (changed: string | null) =>
    jar
      .map(([name, { value }]) => {
        const text = name === changed ? (value[0] === 'A' ? 'B' : 'A') + value.slice(1) : value
        return `${name.split('|')[0]}=${text}`
      })
      .join('; ')
  const visit = async (cookie: string) => {
    const page = await newPerson(cluster).visit(ask({ prompt: 'none' }), { headers: { cookie } })
    return page.headers.get('location') ?? ''
  }
  expect(jar.length).toBeGreaterThan(1)
  expect(await visit(header(null))).toContain('code=')
  for (const [name] of jar) expect(await visit(header(name))).toContain('error=login_required')
  const [[name = '', cookie] = []] = jar
  expect(await visit(`${name.split('|')[0]}=${cookie?.value}`)).toContain('error=login_required')
})

const markup = `"><svg/onload=alert(1)>'</script><script>alert(2)</script>{{7*7}}`

function expectNoMarkup(page: Visit): void {
  expect(page.text).not.toContain('<svg/onload')
  expect(page.text).not.toContain('<script>alert')
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
}

describe('markup is always only text', () => {
  const params = [
    'client_id',
    'redirect_uri',
    'response_type',
    'response_mode',
    'scope',
    'state',
    'nonce',
    'prompt',
    'max_age',
    'display',
    'ui_locales',
    'claims_locales',
    'id_token_hint',
    'login_hint',
    'acr_values',
    'code_challenge',
    'code_challenge_method',
    'claims',
    'resource',
    'request',
    'request_uri',
    'registration',
    'error',
    'error_description',
    'error_hint',
    'iss',
  ]

  test.each(params)('in the parameter %s, on the page of a refusal', async (name) => {
    const refused = ask({ client_id: 'nobody' })
    refused.searchParams.set(name, markup)
    expectNoMarkup(await journey.person.visit(refused))
    const page = await journey.person.visit(ask({ [name]: markup }))
    expectNoMarkup(page)
    expect(page.status).toBeLessThan(500)
    const named = await journey.person.visit(`/authorize?${encodeURIComponent(markup)}=1`)
    expectNoMarkup(named)
  })

  test.each(['login_hint', 'state', 'scope', 'nonce'])(
    'in %s, on the pages of a person',
    async (name) => {
      expectNoMarkup(await newPerson(cluster).follow(ask({ [name]: markup })))
      expectNoMarkup(await journey.person.follow(ask({ [name]: markup, prompt: 'consent' })))
    },
  )

  test.each([
    `/logout?${new URLSearchParams({ state: markup, logout_hint: markup, ui_locales: markup })}`,
    `/logout?${new URLSearchParams({ client_id: markup })}`,
    `/logout?${new URLSearchParams({ id_token_hint: markup })}`,
    `/logout/success?${new URLSearchParams({ client_id: markup })}`,
    `/interaction/${encodeURIComponent(markup)}`,
    `/authorize/${encodeURIComponent(markup)}`,
    `/${encodeURIComponent(markup)}`,
    `/?${encodeURIComponent(markup)}`,
  ])('in the address %s', async (path) => {
    expectNoMarkup(await journey.person.visit(path))
  })

  test('in the name of a client and of an account', async () => {
    const client = await cluster.client({ name: markup })
    const { person } = journey
    const { url } = authorizationRequest(cluster, client.clientId)
    const asked = await person.follow(url)
    expect(asked.text).toContain('&lt;svg/onload')
    expectNoMarkup(asked)
  })

  test('in a wrong email, which is shown in the form again', async () => {
    const person = newPerson(cluster)
    const page = await person.press(await person.follow(ask()), {
      action: 'sign-in',
      email: markup,
      password: 'wrong password here',
    })
    expect(page.status).toBe(401)
    expectNoMarkup(page)
  })

  test('in a JSON answer, which no browser renders as a page', async () => {
    const answers: readonly Answer[] = [
      await post(`${cluster.issuer}/token`, journey.client, { grant_type: markup }),
      await post(`${cluster.issuer}/par`, journey.client, { client_id: markup }),
      await post(`${cluster.issuer}/token`, null, { client_id: markup, grant_type: 'x' }),
    ]
    for (const { headers } of answers) {
      expect(headers.get('content-type')).toContain('application/json')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  test('in a form that carries an answer to the client', async () => {
    const page = await journey.person.visit(ask({ response_mode: 'form_post', state: markup }))
    expect(page.text).toContain('&lt;svg/onload')
    expectNoMarkup(page)
  })
})

test('a redirect has no content', async () => {
  const state = `"><script>alert(1)</script>`
  const pages = [
    await journey.person.visit(ask({ state })),
    await journey.person.visit(ask({ state, response_type: 'none' })),
    await newPerson(cluster).visit(ask({ state })),
  ]
  for (const page of pages) {
    expect(page.status).toBe(303)
    expect(page.text).not.toContain('<script>')
    expect(page.text).not.toContain('"><')
  }
})

describe('no URL in a request decides where a browser goes', () => {
  const elsewhere = [
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '%2f%2fevil.example',
    'https://evil.example',
    'javascript:alert(1)',
  ]

  test.each(elsewhere)('%j', async (to) => {
    const names = ['return_to', 'returnTo', 'next', 'redirect', 'continue', 'url', 'RelayState']
    const query = new URLSearchParams(names.map((name) => [name, to]))
    const person = newPerson(cluster)
    const first = await person.visit(`${ask()}&${query}`)
    expect(first.headers.get('location')).toMatch(
      /^(\/|http:\/\/localhost:\d+\/)interaction\/[\w-]+$/,
    )
    const page = await person.visit(`${first.headers.get('location')}?${query}`)
    const signIn = await person.press(page, {
      action: 'sign-in',
      email: journey.account.email,
      password: 'correct horse battery staple',
      ...Object.fromEntries(query),
    })
    expect(signIn.headers.get('location')).toMatch(/^(http:\/\/localhost:\d+)?\/authorize\/[\w-]+$/)
    const home = await person.visit(`/${encodeURIComponent(to)}?${query}`)
    expect(home.headers.get('location')).toBeNull()
  })
})
