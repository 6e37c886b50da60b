/** The outside of the server: the order of the layers, and the listener's limits. */

import { createServer, type RequestListener, type Server } from 'node:http'
import Router from '@koa/router'
import Koa, { type Middleware } from 'koa'
import compose from 'koa-compose'
import type { Logger } from 'pino'
import type { ShownLetter } from '../mail/mailer.ts'
import type { StatusLists } from '../revocation/status-list.ts'
import { accountRoutes } from './account.tsx'
import { accountActivityRoutes } from './account-activity.tsx'
import { accountSecurityRoutes, type SecurityOptions } from './account-security.tsx'
import { type AdminOptions, adminRoutes } from './admin/routes.ts'
import { smallPlainBody } from './bodies.ts'
import { consoleRoutes } from './console/routes.ts'
import { exactPaths } from './exact-paths.ts'
import { type Observer, requestId, unitOfWork } from './guards.ts'
import { type HealthOptions, healthRoutes } from './health.ts'
import { type HomeOptions, homeRoutes } from './home.tsx'
import { brandRoutes } from './logo.ts'
import { inLanguageAndBrand } from './look.ts'
import { pinnedOrigin } from './origin.ts'
import { problemsToAnswers } from './problems.ts'
import { protocolRequests } from './protocol-requests.ts'
import { publicDocuments } from './public-documents.ts'
import { recoveryRoutes } from './recovery.tsx'
import { referenceRoutes } from './reference.tsx'
import { refusalsRecorded } from './refusals.ts'
import { registrationRoutes } from './registration.tsx'
import { type RevocationStreamOptions, revocationStream } from './revocation-stream.ts'
import { securityHeaders } from './security-headers.ts'
import { sessionDialogRoutes } from './session-dialog.ts'
import { type SessionStatusOptions, sessionStatusRoutes } from './session-status.ts'
import { shownMailRoutes } from './shown-mail.tsx'
import { type SignInOptions, signInRoutes } from './sign-in.tsx'
import { statusListRoutes } from './status-list.ts'
import { type TooManyOptions, tooManyRoutes } from './too-many.tsx'
import type { Brand } from './views/brand.ts'

export type HttpOptions = SecurityOptions & {
  readonly trustedProxies: readonly string[]
  readonly cookieKeys: readonly string[]
  readonly log: Logger
  readonly observe: Observer
  /** The protocol endpoints, as the library's middleware. */
  readonly protocol: readonly Middleware[]
  readonly signIn: SignInOptions
  readonly tooMany: TooManyOptions
  /** The name of the cookie by which a browser is known again. */
  readonly deviceCookie: string
  /** The mail that is shown instead of sent; null where it is sent, or none is. */
  readonly shownMail: (() => readonly ShownLetter[]) | null
  readonly sessionStatus: SessionStatusOptions
  readonly revocations: RevocationStreamOptions
  readonly statusLists: StatusLists
  readonly admin: AdminOptions
  readonly health: HealthOptions
  readonly home: HomeOptions
  readonly brand: Brand
}

/** All that answers requests: another one can take its place while requests of this one go on. */
export function createListener(options: HttpOptions): RequestListener {
  const { issuer, development, log } = options
  // The forwarding headers that Koa believes are the ones that `pinnedOrigin` wrote.
  const koa = new Koa({ proxy: true, keys: [...options.cookieKeys] })
  // Everything thrown is answered and logged in one place; this is for a broken connection. Whoever
  // leaves a page that listens breaks one, too.
  koa.on('error', (error) => {
    const isLeft = error.code === 'ERR_STREAM_PREMATURE_CLOSE'
    log[isLeft ? 'debug' : 'warn']({ err: error }, 'connection failed')
  })
  koa.use(pinnedOrigin(issuer, options.trustedProxies))
  koa.use(requestId)
  koa.use(securityHeaders(issuer))
  koa.use(inLanguageAndBrand(options.brand))
  koa.use(problemsToAnswers({ log, development }))
  koa.use(publicDocuments())
  koa.use(unitOfWork(options))
  koa.use(refusalsRecorded(options))
  koa.use(smallPlainBody)
  const router = ownRoutes(options)
  koa.use(exactPaths(router)).use(router.routes()).use(router.allowedMethods())
  koa.use(compose([protocolRequests, ...options.protocol]))
  return koa.callback()
}

function ownRoutes(options: HttpOptions): Router {
  const router = new Router()
  healthRoutes(router, options.health)
  homeRoutes(router, options.home)
  brandRoutes(router, options.brand)
  signInRoutes(router, options.signIn)
  tooManyRoutes(router, options.tooMany)
  accountRoutes(router, options)
  accountActivityRoutes(router, options)
  accountSecurityRoutes(router, options)
  mailedLinkRoutes(router, options)
  sessionStatusRoutes(router, options.sessionStatus)
  sessionDialogRoutes(router)
  revocationStream(router, options.revocations)
  statusListRoutes(router, options.statusLists)
  referenceRoutes(router, options)
  adminRoutes(router, options.admin)
  const { offers } = options.signIn
  consoleRoutes(router, { ...options, api: options.admin.api, sendsMail: offers.reset })
  return router
}

/** Where no mail can be sent there are no such pages. */
function mailedLinkRoutes(router: Router, options: HttpOptions): void {
  const { steps, offers } = options.signIn
  if (offers.registration) registrationRoutes(router, { ...options, steps })
  if (offers.reset) recoveryRoutes(router, { ...options, steps })
  if (options.shownMail !== null) shownMailRoutes(router, options.shownMail)
}

const eightKiB = 8 * 1024

/**
 * Each request is answered to its end by the listener of the moment when it came. Slow and oversized
 * senders are cut off before any of our code runs.
 */
export function createHttpServer(current: () => RequestListener): Server {
  return createServer(
    {
      maxHeaderSize: eightKiB,
      headersTimeout: 10_000,
      requestTimeout: 15_000,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 2_000,
    },
    (request, response) => current()(request, response),
  )
}
