/** Harbor Photos as a person meets it, against a bare oidc-provider. */

import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { decodeJwt } from 'jose'
import { audience, clientId, clientSecret, person } from './bare-issuer.ts'
import { openStage, rawTokens, read, type Stage } from './stage.ts'

let stage: Stage

beforeEach(async () => {
  stage = await openStage()
})

afterEach(() => stage.close())

test('a visitor who is not signed in learns what the page is and how to sign in', async () => {
  const page = await stage.visitor.get(`${stage.demo.url}/`)
  expect(page.status).toBe(200)
  expect(read(page)).toContain('Sign in with Parley')
  expect(page.text).toContain('<form method="post" action="/login">')
})

test('signing in asks with PKCE, state, nonce and resource, and ends on the front page', async () => {
  const page = await stage.signIn()
  const asked = new URL(page.way[1] ?? '').searchParams
  expect(asked.get('code_challenge_method')).toBe('S256')
  expect(asked.get('resource')).toBe(audience)
  expect(asked.get('scope')).toBe('openid profile email offline_access photos:read')
  for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)).toBeTruthy()
  expect(page.url.href).toBe(`${stage.demo.url}/`)
  expect(read(page)).toContain(`Welcome aboard, ${person.name}.`)
  expect(read(page)).toContain(person.email)
})

test('a link with a login hint passes the hint on to Parley', async () => {
  const page = await stage.visitor.get(`${stage.demo.url}/?login_hint=ada%2Bb%40example.com`)
  const action = page.text.match(/action="([^"]*login_hint[^"]*)"/)?.[1] ?? ''
  const asked = await stage.visitor.press(`${stage.demo.url}${action}`)
  expect(new URL(asked.way[1] ?? '').searchParams.get('login_hint')).toBe('ada+b@example.com')
})

test('markup in a name is shown as text', async () => {
  const { text } = await stage.signIn()
  expect(text).toContain('Ada &lt;Byron')
  expect(text).not.toContain('Ada <Byron')
})

test('both tokens are decoded, explained and correct', async () => {
  const page = await stage.signIn()
  const { accessToken, idToken } = rawTokens(page)
  expect(decodeJwt(idToken)).toMatchObject({ iss: stage.issuer.url, aud: clientId })
  expect(decodeJwt(accessToken)).toMatchObject({ aud: audience, scope: 'photos:read' })
  for (const words of ['at+jwt', 'Who made it: Parley', 'Nobody accepts it after', 'left.']) {
    expect(read(page)).toContain(words)
  }
})

test('the API accepts the access token, and the page shows the photos', async () => {
  await stage.signIn()
  const page = await stage.visitor.press(`${stage.demo.url}/call-api`)
  expect(page.text.match(/<figure>/g)).toHaveLength(6)
  expect(read(page)).toContain('Blue hour')
  expect(read(page)).toContain('The API checked the access token and sent 6 photos.')
})

test('a refresh brings another access token and is counted', async () => {
  const before = rawTokens(await stage.signIn())
  const page = await stage.visitor.press(`${stage.demo.url}/refresh`)
  expect(rawTokens(page).accessToken).not.toBe(before.accessToken)
  expect(read(page)).toContain('1 refresh since you signed in')
  expect(read(page)).toContain('a new refresh token in place of the used one')
})

test('two concurrent refreshes present the token once, and both succeed', async () => {
  await stage.signIn()
  const refresh = () => stage.visitor.press(`${stage.demo.url}/refresh`)
  await Promise.all([refresh(), refresh()])
  expect(read(await refresh())).toContain('2 refreshes since you signed in')
})

test('after a revocation a refresh fails, and the page says that Parley ended it', async () => {
  await stage.signIn()
  const revoked = await stage.visitor.press(`${stage.demo.url}/revoke`)
  expect(read(revoked)).toContain('Parley took the refresh token back.')

  const ended = await stage.visitor.press(`${stage.demo.url}/refresh`)
  expect(read(ended)).toContain('Parley ended this session')
  expect(read(ended)).toContain('invalid_grant')
  expect(ended.text).toContain('action="/login"')
  expect(ended.text).not.toContain('action="/refresh"')

  expect(read(await stage.signIn())).not.toContain('Parley ended this session')
})

test('signing out forgets the tokens, tells Parley with the ID token, and comes back', async () => {
  const { idToken } = rawTokens(await stage.signIn())
  const asked = await stage.visitor.press(`${stage.demo.url}/logout`)
  expect(asked.url.origin).toBe(stage.issuer.url)
  expect(asked.url.searchParams.get('id_token_hint')).toBe(idToken)
  expect(asked.url.searchParams.get('post_logout_redirect_uri')).toBe(
    `${stage.demo.url}/logged-out`,
  )

  const xsrf = asked.text.match(/name="xsrf" value="([^"]+)"/)?.[1] ?? ''
  const action = asked.text.match(/action="([^"]+)"/)?.[1] ?? ''
  const back = await stage.visitor.press(action, { xsrf, logout: 'yes' })
  expect(back.url.href).toBe(`${stage.demo.url}/logged-out`)
  expect(read(back)).toContain('You are signed out of Harbor Photos.')
  expect(read(await stage.visitor.get(`${stage.demo.url}/`))).toContain('Sign in with Parley')
})

test('signing out revokes the refresh token and changes the cookie', async () => {
  await stage.signIn()
  const response = await stage.visitor.send(`${stage.demo.url}/logout`, {
    method: 'POST',
    headers: { origin: stage.demo.url },
  })
  expect(response.headers.get('set-cookie')).toMatch(/^harbor_session=[\w-]{22}; Path=\/; HttpOnly/)
  const page = await stage.visitor.get(`${stage.demo.url}/logged-out`)
  expect(read(page)).toContain('Gave the refresh token back before leaving.')
})

test('a person who denies consent learns that nothing was shared', async () => {
  stage.issuer.mood.consent = 'deny'
  const page = await stage.signIn()
  expect(read(page)).toContain('You said no')
  expect(read(page)).toContain('access_denied')
})

test('a UserInfo refusal breaks nothing: the ID token says who signed in', async () => {
  stage.issuer.mood.userinfo = 'refused'
  const page = await stage.signIn()
  expect(read(page)).toContain(`Welcome aboard, ${person.name}.`)
  expect(read(page)).toContain('invalid_token')
})

test('no page and no log line holds a refresh token, a code or the client secret', async () => {
  const pages = [
    await stage.signIn(),
    await stage.visitor.press(`${stage.demo.url}/refresh`),
    await stage.visitor.press(`${stage.demo.url}/revoke`),
  ]
  const code = new URL(pages[0]?.way.at(-2) ?? '').searchParams.get('code') ?? 'missing'
  const told = [...pages.map((page) => page.text), ...stage.logged].join('\n')
  expect(code.length).toBeGreaterThan(20)
  expect(told).toContain('•••')
  expect(told).not.toContain(code)
  expect(told).not.toContain(clientSecret)
  // The bare issuer's refresh tokens are 43 characters; the page may show ten of them.
  const shown = pages.map((page) => page.text.match(/class="stub">([^<]*)/)?.[1] ?? '')
  for (const stub of shown) expect(stub).toMatch(/^[\w-]{6}•+[\w-]{4} \(43 characters\)$/)
})
