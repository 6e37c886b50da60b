/** A client's end of back-channel logout: it answers as a test wants, and keeps every request. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose'
import type { BackchannelLogout } from '../../src/model/backchannel-logout.ts'

export type Received = {
  readonly method: string | undefined
  readonly path: string | undefined
  readonly type: string | undefined
  readonly body: string
}

export type Receiver = {
  readonly uri: string
  readonly received: readonly Received[]
  /** Logout tokens whose `sid` is this one. */
  readonly tokensFor: (sid: string) => readonly string[]
  /** How it answers from now on. */
  mood: Mood
  readonly close: () => Promise<void>
}

/** A status, or what a bad receiver does instead of an answer. */
export type Mood =
  | number
  | 'silent'
  | 'redirect'
  | 'reset'
  | 'endless body'
  | 'endless headers'
  | 'slow headers'

/** The caller closes it. */
export async function openReceiver(mood: Mood = 200): Promise<Receiver> {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    received.push(await keep(request))
    answer(receiver.mood, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const receiver: Receiver = {
    uri: `http://localhost:${port}/logged-out?by=parley`,
    received,
    tokensFor: (sid) => received.map(tokenOf).filter((token) => sidIn(token) === sid),
    mood,
    close: () => {
      server.closeAllConnections()
      return new Promise((done) => server.close(() => done()))
    },
  }
  return receiver
}

/** A registration with this receiver. */
export function toldAt(
  { uri }: Pick<Receiver, 'uri'>,
  over: Partial<BackchannelLogout> = {},
): { backchannelLogout: BackchannelLogout } {
  return { backchannelLogout: { uri, sessionRequired: true, causes: null, ...over } }
}

async function keep(request: IncomingMessage): Promise<Received> {
  const { method, url: path, headers } = request
  return { method, path, type: headers['content-type'], body: await text(request) }
}

function answer(mood: Mood, response: ServerResponse): void {
  switch (mood) {
    case 'silent':
      return
    case 'redirect':
      response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
      return
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'endless body':
      response.writeHead(200)
      trickle(response, () => response.write('x'.repeat(65_536)), 1)
      return
    case 'endless headers':
      response.socket?.write('HTTP/1.1 200 OK\r\n')
      trickle(response, () => response.socket?.write(`x-filler: ${'x'.repeat(4_096)}\r\n`), 1)
      return
    case 'slow headers':
      response.socket?.write('HTTP/1.1 200 OK\r\nx-slow: ')
      trickle(response, () => response.socket?.write('x'), 200)
      return
    default:
      response.writeHead(mood).end('thank you')
  }
}

function trickle(response: ServerResponse, write: () => unknown, milliseconds: number): void {
  const timer = setInterval(write, milliseconds)
  response.socket?.on('error', () => undefined).once('close', () => clearInterval(timer))
}

function tokenOf({ body }: Received): string {
  return new URLSearchParams(body).get('logout_token') ?? ''
}

function sidIn(token: string): unknown {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString() || '{}').sid
}

/** As a client would, by the keys that the issuer publishes. */
export async function verifyLogoutToken(
  token: string,
  { issuer, clientId }: { issuer: string; clientId: string },
): Promise<JWTPayload> {
  const keys = createRemoteJWKSet(new URL('/jwks', issuer))
  const { payload } = await jwtVerify(token, keys, {
    issuer,
    audience: clientId,
    typ: 'logout+jwt',
    algorithms: ['ES256'],
    requiredClaims: ['iat', 'exp', 'jti', 'sub', 'sid', 'events'],
  })
  return payload
}
