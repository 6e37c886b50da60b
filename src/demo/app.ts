/** Composes Harbor Photos, a third-party app. It knows Parley only through its protocol. */

import { createServer, type Server } from 'node:http'
import { createVerifier, type FeedAccess, type VerifierOptions } from '../verifier/index.ts'
import { isAllowedIssuer } from './connection.ts'
import { keysFrom } from './follow-keys.ts'
import type { DemoLog, Harbor } from './harbor.ts'
import { createLogoutReceiver } from './logout-notice.ts'
import { createPhotoApi } from './photo-api.ts'
import { createRelyingParty } from './relying-party.ts'
import { createRoutes } from './routes.ts'
import { createListener } from './server.ts'
import { createSessions } from './sessions.ts'

export type DemoOptions = Readonly<{
  /** The issuer identifier; plain http only for a loopback name. */
  issuer: string
  clientId: string
  clientSecret: string
  /** The identifier of the protected API: requested as resource, checked as audience. */
  audience: string
  /** Access to the revocation feed; without it a token is good until it expires. */
  feed?: FeedAccess | null
  consoleUrl?: string
  /** 0 picks a free port. */
  port: number
  /** The address to listen on. The URL of the app is always on localhost. */
  host?: string
  log: DemoLog
}>

const limits = { requestTimeout: 10_000, headersTimeout: 5_000 }
/** How long open requests may take when the app closes. */
const closeMilliseconds = 4_000

export type Demo = Readonly<{ url: string; close(): Promise<void> }>

/** Rejects if the issuer is not acceptable or the port is taken. Does not wait for the issuer. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { issuer, port, host = '127.0.0.1', log, consoleUrl = null } = options
  if (!isAllowedIssuer(issuer)) {
    throw new Error(`The issuer ${issuer} must use https; plain http is only for this machine.`)
  }
  const server = createServer(limits)
  await listen(server, { port, host })
  const url = `http://localhost:${portOf(server)}`

  const party = createRelyingParty({ ...options, url })
  const harbor: Harbor = { url, issuer, consoleUrl, party, sessions: createSessions(), log }
  const followKeys = keysFrom(party.findJwksUri)
  const verifier = createVerifier(verifierOptions(options))
  const photoApi = createPhotoApi(verifier)
  const logoutReceiver = createLogoutReceiver({ ...options, followKeys })
  server.on('request', createListener(harbor, createRoutes(harbor, { photoApi, logoutReceiver })))
  const end = async () => {
    verifier.close()
    await close(server)
  }
  return { url, close: end }
}

function verifierOptions({ issuer, audience, feed, log }: DemoOptions): VerifierOptions {
  const onFailure = (error: unknown) => {
    log.error(
      { reason: error instanceof Error ? error.message : null },
      'demo: Parley is not heard',
    )
  }
  return { issuer, audience, onFailure, ...(feed ? { feed } : {}) }
}

function listen(server: Server, address: { port: number; host: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The demo has no port.')
  return address.port
}

/** Closes idle connections at once, the others after their response or when the time is over. */
function close(server: Server): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), closeMilliseconds)
  return new Promise((resolve) => {
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}
