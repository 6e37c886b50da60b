/** The outside of the server: the order of the layers, and the listener's limits. */

import { createServer, type Server } from 'node:http'
import Router from '@koa/router'
import Koa, { type Middleware } from 'koa'
import compose from 'koa-compose'
import type { Logger } from 'pino'
import type { PolicyRegistry } from '../policy/registry.ts'
import type { Db } from '../store/db.ts'
import { accountRoutes } from './account.tsx'
import { type AdminOptions, adminRoutes } from './admin/routes.ts'
import { smallPlainBody } from './bodies.ts'
import { type Observer, requestId, unitOfWork } from './guards.ts'
import { type HealthOptions, healthRoutes } from './health.ts'
import { type HomeOptions, homeRoutes } from './home.tsx'
import { pinnedOrigin } from './origin.ts'
import { problemsToAnswers } from './problems.ts'
import { protocolRequests } from './protocol-requests.ts'
import { publicDocuments } from './public-documents.ts'
import { securityHeaders } from './security-headers.ts'
import { type SessionStatusOptions, sessionStatusRoutes } from './session-status.ts'
import { type SignInOptions, signInRoutes } from './sign-in.tsx'
import { type TooManyOptions, tooManyRoutes } from './too-many.tsx'

export type HttpOptions = {
  readonly db: Db
  readonly policies: PolicyRegistry
  readonly issuer: string
  readonly development: boolean
  readonly trustedProxies: readonly string[]
  readonly cookieKeys: readonly string[]
  readonly log: Logger
  readonly observe: Observer
  /** The protocol endpoints, as the library's middleware. */
  readonly protocol: readonly Middleware[]
  readonly signIn: SignInOptions
  readonly tooMany: TooManyOptions
  /** The name of the cookie that holds a session's secret. */
  readonly sessionCookie: string
  readonly sessionStatus: SessionStatusOptions
  readonly admin: AdminOptions
  readonly health: HealthOptions
  readonly home: HomeOptions
}

export function createHttpServer(options: HttpOptions): Server {
  const { db, issuer, development, log } = options
  // The forwarding headers that Koa believes are the ones that `pinnedOrigin` wrote.
  const koa = new Koa({ proxy: true, keys: [...options.cookieKeys] })
  // Everything thrown is answered and logged in one place; this is for a broken connection.
  koa.on('error', (error) => log.warn({ err: error }, 'connection failed'))
  koa.use(pinnedOrigin(issuer, options.trustedProxies))
  koa.use(requestId)
  koa.use(securityHeaders(issuer))
  koa.use(problemsToAnswers({ log, development }))
  koa.use(publicDocuments())
  koa.use(unitOfWork(db, options.observe))
  koa.use(smallPlainBody)
  const router = ownRoutes(options)
  koa.use(router.routes()).use(router.allowedMethods())
  koa.use(compose([protocolRequests, ...options.protocol]))
  return listener(koa)
}

function ownRoutes(options: HttpOptions): Router {
  const router = new Router()
  healthRoutes(router, options.health)
  homeRoutes(router, options.home)
  signInRoutes(router, options.signIn)
  tooManyRoutes(router, options.tooMany)
  accountRoutes(router, options)
  sessionStatusRoutes(router, options.sessionStatus)
  adminRoutes(router, options.admin)
  return router
}

const eightKiB = 8 * 1024

/** Slow and oversized senders are cut off by the listener, before any of our code runs. */
function listener(koa: Koa): Server {
  return createServer(
    {
      maxHeaderSize: eightKiB,
      headersTimeout: 10_000,
      requestTimeout: 15_000,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 2_000,
    },
    koa.callback(),
  )
}
