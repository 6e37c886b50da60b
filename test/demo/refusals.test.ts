/** Harbor Photos refuses forged answers and foreign forms, and survives an absent issuer. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { startDemo } from '../../src/demo/app.ts'
import { audience, clientId, clientSecret } from './bare-issuer.ts'
import { openStage, rawTokens, read, type Stage } from './stage.ts'
import { createVisitor } from './visitor.ts'

let stage: Stage

beforeEach(async () => {
  stage = await openStage()
})

afterEach(() => stage.close())

/** Walks the visitor to the issuer and stops at the answer, which a test may then spoil. */
async function catchAnswer({ demo, visitor }: Stage): Promise<URL> {
  const post = { method: 'POST', headers: { origin: demo.url } }
  let response = await visitor.send(`${demo.url}/login`, post)
  let here = demo.url
  for (let at = 0; at < 10; at += 1) {
    const next = new URL(response.headers.get('location') ?? '', here)
    if (next.origin === demo.url) return next
    here = next.href
    response = await visitor.send(here)
  }
  throw new Error('the issuer never answered')
}

describe('the answer of the issuer', () => {
  test('is accepted if nobody changed it', async () => {
    const answer = await catchAnswer(stage)
    expect(read(await stage.visitor.get(answer.href))).toContain('Welcome aboard')
  })

  test('is refused with another state, and the right one still works', async () => {
    const answer = await catchAnswer(stage)
    const forged = new URL(answer)
    forged.searchParams.set('state', 'another')
    const page = await stage.visitor.get(forged.href)
    expect(read(page)).toContain('This sign-in was refused')
    expect(read(page)).toContain('state_mismatch')
    expect(read(await stage.visitor.get(answer.href))).toContain('Welcome aboard')
  })

  test('is refused without a state', async () => {
    const answer = await catchAnswer(stage)
    answer.searchParams.delete('state')
    expect(read(await stage.visitor.get(answer.href))).toContain('This sign-in was refused')
  })

  test.each([
    ['of another issuer', (answer: URL) => answer.searchParams.set('iss', 'https://evil.example')],
    ['that names no issuer', (answer: URL) => answer.searchParams.delete('iss')],
    ['with two states', (answer: URL) => answer.searchParams.append('state', 'another')],
    ['with another code', (answer: URL) => answer.searchParams.set('code', 'x'.repeat(43))],
  ])('%s is refused', async (_name, spoil) => {
    const answer = await catchAnswer(stage)
    spoil(answer)
    const page = await stage.visitor.get(answer.href)
    expect(read(page)).toContain('You are not signed in')
    expect(read(page)).not.toContain('Welcome aboard')
  })

  test('works once', async () => {
    const answer = await catchAnswer(stage)
    await stage.visitor.get(answer.href)
    const again = await stage.visitor.get(answer.href)
    expect(read(again)).toContain('This sign-in was refused')
  })

  test('is refused in a browser that did not start the sign-in', async () => {
    const answer = await catchAnswer(stage)
    const stranger = await createVisitor().get(answer.href)
    expect(stranger.status).toBe(400)
    expect(read(stranger)).toContain('It was not begun in this browser')
  })

  test('changes the cookie at sign-in: a planted one is worthless', async () => {
    const answer = await catchAnswer(stage)
    const before = await stage.visitor.send(answer.href)
    expect(before.headers.get('set-cookie')).toMatch(
      /^harbor_session=[\w-]{22}; Path=\/; HttpOnly; SameSite=Lax$/,
    )
  })
})

describe('a form', () => {
  test.each([
    ['from another origin', { origin: 'https://evil.example' }],
    ['from an origin that hides itself', { origin: 'null' }],
    ['from nowhere', {}],
    ['from another port of this machine', { 'sec-fetch-site': 'same-site' }],
    ['from another site with a forged Origin', { 'sec-fetch-site': 'cross-site' }],
  ])('%s does nothing', async (_name, headers) => {
    await stage.signIn()
    const response = await stage.visitor.send(`${stage.demo.url}/logout`, {
      method: 'POST',
      headers,
    })
    expect(response.status).toBe(403)
    expect(read(await stage.visitor.get(stage.demo.url))).toContain('Welcome aboard')
  })

  test('from our own page, with the headers of a browser, is accepted', async () => {
    const response = await stage.visitor.send(`${stage.demo.url}/login`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin' },
    })
    expect(response.status).toBe(303)
  })

  test('longer than any of ours is refused', async () => {
    const response = await stage.visitor.send(`${stage.demo.url}/login`, {
      method: 'POST',
      headers: { origin: stage.demo.url },
      body: 'x'.repeat(5_000),
    })
    expect(response.status).toBe(413)
  })
})

describe('an address', () => {
  test('without a page answers 404, and a GET on a button answers 405', async () => {
    expect((await stage.visitor.get(`${stage.demo.url}/attic`)).status).toBe(404)
    const response = await stage.visitor.send(`${stage.demo.url}/refresh`)
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('POST')
  })

  test('under another host name redirects to ours, where the cookie is', async () => {
    const other = stage.demo.url.replace('localhost', '127.0.0.1')
    const response = await stage.visitor.send(`${other}/`)
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe(`${stage.demo.url}/`)
    const post = await stage.visitor.send(`${other}/login`, {
      method: 'POST',
      headers: { origin: other },
    })
    expect(post.status).toBe(421)
  })
})

test('every page has a policy that allows nothing from elsewhere except Parley’s dialog', async () => {
  const pages = [await stage.visitor.get(stage.demo.url), await stage.signIn()]
  const dialog = `${stage.issuer.url}/session/dialog.js`
  for (const [at, { headers, text }] of pages.entries()) {
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    const scripts = `script-src ${stage.issuer.url}/session/; connect-src 'self'`
    expect(policy.includes(scripts)).toBe(at === 1)
    expect(policy.includes('script-src')).toBe(at === 1)
    expect(policy).toContain(`form-action 'self' ${stage.issuer.url}`)
    expect(text).not.toMatch(/<script(?! type="module" src=")|\son\w+=|\sstyle=|javascript:/)
    const loaded = [...text.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1] ?? '')
    const foreign = loaded.filter((to) => !/^(\/|data:image\/svg\+xml;base64,)/.test(to))
    expect(foreign).toEqual(at === 1 ? [dialog] : [])
  }
})

test('a page that asks about the session gets no token, and nobody else gets an answer', async () => {
  const url = `${stage.demo.url}/session/status`
  expect((await stage.visitor.get(url)).status).toBe(401)
  const stay = (headers: HeadersInit) =>
    stage.visitor.send(`${stage.demo.url}/session/keepalive`, { method: 'POST', headers })
  expect((await stay({ origin: 'https://evil.example' })).status).toBe(403)
  expect((await stay({ origin: stage.demo.url })).status).toBe(401)
  const { accessToken, idToken } = rawTokens(await stage.signIn())
  // A provider that knows no such question.
  const answer = await stage.visitor.get(url)
  expect(answer.status).toBe(409)
  for (const token of [accessToken, idToken]) expect(answer.text).not.toContain(token)
})

describe('the start', () => {
  const log = { info: () => undefined, error: () => undefined }
  const options = { clientId, clientSecret, audience, log }

  test('refuses an issuer over plain HTTP unless it is on this machine', async () => {
    const start = startDemo({ ...options, issuer: 'http://parley.example', port: 0 })
    await expect(start).rejects.toThrow('must use https')
  })

  test('fails on a taken port', async () => {
    const port = Number(new URL(stage.demo.url).port)
    const start = startDemo({ ...options, issuer: stage.issuer.url, port })
    await expect(start).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})

describe('an unreachable issuer', () => {
  test('is reported in a sentence, and signing in works once it is back', async () => {
    const early = await openStage({ issuerUp: false })
    try {
      const page = await early.signIn()
      expect(page.status).toBe(200)
      expect(read(page)).toContain(`Parley cannot be reached at ${early.issuer.url}.`)
      await early.issuer.begin(early.demo.url)
      expect(read(await early.signIn())).toContain('Welcome aboard')
    } finally {
      await early.close()
    }
  })

  test('ends no session here: a refresh fails with a sentence and can be repeated', async () => {
    await stage.signIn()
    await stage.issuer.stop()
    const page = await stage.visitor.press(`${stage.demo.url}/refresh`)
    expect(read(page)).toContain('Parley cannot be reached')
    expect(read(page)).toContain('Welcome aboard')
    expect(page.text).toContain('action="/refresh"')

    // The bare issuer forgets everything when it restarts, so its answer is now a plain no.
    await stage.issuer.begin(stage.demo.url)
    const ended = await stage.visitor.press(`${stage.demo.url}/refresh`)
    expect(read(ended)).toContain('Parley ended this session')
  })

  test('that never answers is given up with a sentence', async () => {
    await stage.signIn()
    stage.issuer.mood.silent = true
    const page = await stage.visitor.press(`${stage.demo.url}/refresh`)
    expect(read(page)).toContain('No answer within 3 seconds.')
  })

  test('does not keep anyone signed in: signing out works here and says what it could not do', async () => {
    await stage.signIn()
    await stage.issuer.stop()
    await stage.visitor.press(`${stage.demo.url}/logout`).catch(() => null)
    expect(read(await stage.visitor.get(stage.demo.url))).toContain('Sign in with Parley')
  })
})
