/** An issuer that changes its keys, lies about itself or cannot stream: made up for these tests. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import {
  createVerifier,
  TokenInvalid,
  TokenRevoked,
  type Verifier,
} from '../../src/verifier/index.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

let server: Server
let issuer: string
let answers: Record<string, Answer>
let fetched: Record<string, number>
const opened: Verifier[] = []

beforeEach(async () => {
  fetched = {}
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://x').pathname
    fetched[path] = (fetched[path] ?? 0) + 1
    const answer = answers[path]
    if (answer) return answer(request, response)
    response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  answers = { '/.well-known/oauth-authorization-server': json(() => metadata()) }
})
afterEach(async () => {
  jest.restoreAllMocks()
  for (const verifier of opened.splice(0)) verifier.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const metadata = () => ({ issuer, jwks_uri: `${issuer}/jwks`, token_endpoint: `${issuer}/token` })

function json(body: () => unknown): Answer {
  return (_, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(body()))
  }
}

async function newKey(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  return {
    kid,
    privateKey,
    jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' },
  }
}

type Key = Awaited<ReturnType<typeof newKey>>

function tokenBy({ kid, privateKey }: Key): Promise<string> {
  return new SignJWT({ client_id: 'app', sid: 'grant' })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid })
    .setIssuer(issuer)
    .setAudience('https://api.example')
    .setSubject('ada')
    .setJti('one')
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(privateKey)
}

function open(
  feed: { token: () => Promise<string> } | null = null,
  over: { readonly staleAfter?: number } = {},
): Verifier {
  const common = { issuer, audience: 'https://api.example', ...over }
  const verifier = createVerifier(feed === null ? common : { ...common, feed })
  opened.push(verifier)
  return verifier
}

function later(seconds: number): void {
  const real = Date.now.bind(Date)
  jest.spyOn(Date, 'now').mockImplementation(() => real() + seconds * 1000)
}

test('a new key is fetched when a token names it; forged tokens cause no storm of requests', async () => {
  const [one, two, forged] = await Promise.all(['one', 'two', 'forged'].map(newKey))
  if (!one || !two || !forged) throw new Error('three keys')
  const keys = [one.jwk]
  answers['/jwks'] = json(() => ({ keys }))
  const verifier = open()
  expect((await verifier.verify(await tokenBy(one))).subject).toBe('ada')

  keys.push(two.jwk)
  for (let i = 0; i < 20; i += 1) {
    await expect(verifier.verify(await tokenBy(forged))).rejects.toThrow(TokenInvalid)
  }
  expect(fetched['/jwks']).toBe(1)
  later(15)
  expect((await verifier.verify(await tokenBy(two))).subject).toBe('ada')
  expect(fetched['/jwks']).toBe(2)
})

test('a token is checked once, not each time; a withdrawn key is not trusted for long', async () => {
  const key = await newKey('one')
  const keys = [key.jwk]
  answers['/jwks'] = json(() => ({ keys }))
  const verifier = open()
  const token = await tokenBy(key)
  for (let i = 0; i < 5; i += 1) await verifier.verify(token)
  keys.length = 0
  await verifier.ready()
  expect((await verifier.verify(token)).subject).toBe('ada')
  later(61)
  await expect(verifier.verify(token)).rejects.toMatchObject({ fault: 'key' })
})

test('metadata of another issuer is not trusted, wherever it was found', async () => {
  const key = await newKey('one')
  answers['/jwks'] = json(() => ({ keys: [key.jwk] }))
  const wrong = json(() => ({ ...metadata(), issuer: 'https://other.example' }))
  answers['/.well-known/oauth-authorization-server'] = wrong
  answers['/.well-known/openid-configuration'] = wrong
  await expect(open().verify(await tokenBy(key))).rejects.toMatchObject({
    code: 'keys_unavailable',
  })
  answers['/.well-known/openid-configuration'] = json(metadata)
  expect((await open().verify(await tokenBy(key))).subject).toBe('ada')
})

const feed = { token: async () => 'any' }

function document(entries: object[]) {
  return { cursor: 'c', as_of: Date.now() / 1000, more: false, entries }
}

test('if a stream is not available, the feed is read as documents', async () => {
  const key = await newKey('one')
  answers['/jwks'] = json(() => ({ keys: [key.jwk] }))
  const entries: object[] = []
  answers['/revocations'] = json(() => document(entries))
  const verifier = open(feed)
  await verifier.ready()
  const token = await tokenBy(key)
  expect((await verifier.verify(token)).isStale).toBe(false)
  entries.push({ kind: 'grant', sid: 'grant', exp: Date.now() / 1000 + 60 })
  const refused = async () => {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      await verifier.verify(token)
    }
  }
  await expect(refused()).rejects.toThrow(TokenRevoked)
})

test('a cursor that is gone makes the verifier start again and keep everything it knew', async () => {
  const key = await newKey('one')
  answers['/jwks'] = json(() => ({ keys: [key.jwk] }))
  let isRestored = false
  answers['/revocations'] = (request, response) => {
    const isFirst = !request.url?.includes('after=')
    if (isRestored && !isFirst) return response.writeHead(410).end()
    const known = isRestored ? [{ kind: 'token', jti: 'one', exp: 9e9 }] : []
    return json(() => document(known))(request, response)
  }
  const verifier = open(feed)
  await verifier.ready()
  const token = await tokenBy(key)
  await verifier.verify(token)
  isRestored = true
  const refused = async () => {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      await verifier.verify(token)
    }
  }
  await expect(refused()).rejects.toMatchObject({ by: 'token' })
})

test('an unknown kind of revocation makes the verifier stale, never careless', async () => {
  const key = await newKey('one')
  answers['/jwks'] = json(() => ({ keys: [key.jwk] }))
  answers['/revocations'] = json(() => document([{ kind: 'planet', exp: 9e9 }]))
  const verifier = open(feed)
  await expect(verifier.verify(await tokenBy(key))).rejects.toMatchObject({
    code: 'feed_stale',
    status: 503,
  })
})

/** The verifier's time since its start, in seconds. */
function freeze(): (seconds: number) => void {
  let now = performance.now()
  jest.spyOn(performance, 'now').mockImplementation(() => now)
  return (seconds) => {
    now += seconds * 1000
  }
}

test.each([
  [undefined, 5],
  [2, 2],
] as const)(
  'with staleAfter %p, its knowledge is good for %p seconds and no longer',
  async (staleAfter, limit) => {
    const key = await newKey('one')
    answers['/jwks'] = json(() => ({ keys: [key.jwk] }))
    let isSilent = false
    // One document, and then nothing more: a stream that opens and stays silent.
    answers['/revocations'] = (request, response) => {
      if (isSilent) return void response.writeHead(200, { 'content-type': 'text/event-stream' })
      isSilent = true
      json(() => document([]))(request, response)
    }
    const pass = freeze()
    const verifier = open(feed, staleAfter === undefined ? {} : { staleAfter })
    const token = await tokenBy(key)
    await verifier.verify(token)
    pass(limit - 0.01)
    expect((await verifier.verify(token)).isStale).toBe(false)
    pass(0.02)
    await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'feed_stale' })
  },
)
