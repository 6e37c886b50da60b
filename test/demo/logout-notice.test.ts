/** Harbor Photos accepts logout notices from Parley, and from nobody else. */

import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { decodeJwt, type JWTPayload } from 'jose'
import { clientId } from './bare-issuer.ts'
import { openStage, rawTokens, read, type Stage } from './stage.ts'
import { createVisitor } from './visitor.ts'

let stage: Stage
let claims: JWTPayload

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'

beforeEach(async () => {
  stage = await openStage()
  const { sub, sid } = decodeJwt(rawTokens(await stage.signIn()).idToken)
  const now = Math.floor(Date.now() / 1000)
  claims = {
    iss: stage.issuer.url,
    aud: clientId,
    sub: sub ?? '',
    sid,
    iat: now,
    exp: now + 120,
    jti: randomUUID(),
    events: { [logoutEvent]: {} },
  }
})

afterEach(() => stage.close())

/** As a server does: no origin, no cookie. */
function post(body: Record<string, string>): Promise<Response> {
  return fetch(`${stage.demo.url}/backchannel-logout`, {
    method: 'POST',
    body: new URLSearchParams(body),
  })
}

async function tell(over: Record<string, unknown> = {}, typ = 'logout+jwt'): Promise<Response> {
  return post({ logout_token: await stage.issuer.sign({ ...claims, ...over }, { typ }) })
}

async function isSignedIn(): Promise<boolean> {
  return read(await stage.visitor.get(stage.demo.url)).includes('Welcome aboard')
}

test('the session here ends, and the person reads why', async () => {
  const response = await tell()
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store'])
  const page = read(await stage.visitor.get(stage.demo.url))
  expect(page).toContain('You were signed out elsewhere')
  expect(page).toContain('Sign in with Parley')
  expect(page).not.toContain('Welcome aboard')
  expect(read(await stage.signIn())).not.toContain('You were signed out elsewhere')
})

test('another browser of the same person stays signed in, and so does anyone else', async () => {
  const other = createVisitor()
  await other.press(`${stage.demo.url}/login`)
  expect((await tell()).status).toBe(200)
  expect(await isSignedIn()).toBe(false)
  expect(read(await other.get(stage.demo.url))).toContain('Welcome aboard')
})

test('an unknown session counts as ended', async () => {
  expect((await tell({ sid: 'another' })).status).toBe(200)
  expect(await isSignedIn()).toBe(true)
})

describe('nobody is signed out by', () => {
  test.each<[string, Record<string, unknown>]>([
    ['another issuer', { iss: 'https://evil.example' }],
    ['what is meant for another client', { aud: 'another' }],
    ['what has run out', { exp: 1 }],
    ['what names nobody', { sub: undefined }],
    ['what has no event', { events: undefined }],
    ['another event', { events: { 'https://example.com/other': {} } }],
    ['an event in a list', { events: [logoutEvent] }],
    ['what has a nonce, as an ID token', { nonce: 'n' }],
    ['what cannot be told apart from a repeat', { jti: undefined }],
  ])('%s', async (_, over) => {
    const response = await tell(over)
    expect([response.status, await response.json()]).toEqual([400, { error: 'invalid_request' }])
    expect(await isSignedIn()).toBe(true)
  })

  test.each(['JWT', 'at+jwt', 'logout'])('a token of the type %s', async (typ) => {
    expect((await tell({}, typ)).status).toBe(400)
    expect(await isSignedIn()).toBe(true)
  })

  test('a token that is changed, unsigned or missing', async () => {
    const good = await stage.issuer.sign(claims, { typ: 'logout+jwt' })
    const [, body] = good.split('.')
    const unsigned = Buffer.from('{"alg":"none","typ":"logout+jwt"}').toString('base64url')
    for (const token of [`${good.slice(0, -6)}AAAAAA`, `${unsigned}.${body}.`, 'x', '']) {
      expect((await post({ logout_token: token })).status).toBe(400)
    }
    expect((await post({})).status).toBe(400)
    expect(await isSignedIn()).toBe(true)
  })

  test('a token that was used before', async () => {
    expect((await tell()).status).toBe(200)
    await stage.signIn()
    expect((await tell()).status).toBe(400)
  })

  test('a flood', async () => {
    expect((await post({ logout_token: 'x'.repeat(10_000) })).status).toBe(413)
  })
})

test('while the keys are unavailable, the answer neither accepts nor refuses', async () => {
  const token = await stage.issuer.sign(claims, { typ: 'logout+jwt' })
  await stage.issuer.stop()
  expect((await post({ logout_token: token })).status).toBe(503)
  await stage.issuer.begin(stage.demo.url)
  expect((await post({ logout_token: token })).status).toBe(200)
  expect(await isSignedIn()).toBe(false)
})
