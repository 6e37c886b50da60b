/** The outside of the server: the order of the layers, and the listener's limits. */

import { createServer, type RequestListener, type Server } from 'node:http'
import Router from '@koa/router'
import Koa, { type Middleware } from 'koa'
import compose from 'koa-compose'
import type { Logger } from 'pino'
import type { ShownLetter } from '../mail/mailer.ts'
import type { StatusLists } from '../revocation/status-list.ts'
import { accountActivityRoutes } from './account/activity.tsx'
import { accountApplicationRoutes } from './account/applications.tsx'
import { accountSecurityRoutes, type SecurityOptions } from './account/security.tsx'
import { accountSessionRoutes } from './account/sessions.tsx'
import { accountEntryRoutes } from './account/visit.tsx'
import { type AdminOptions, adminRoutes } from './admin-api/routes.ts'
import { consoleErrorPage, isOfConsole } from './console/errors.tsx'
import { consoleRoutes } from './console/routes.ts'
import { developmentMailRoutes } from './development-mail.tsx'
import { type RevocationStreamOptions, revocationStream } from './feeds/revocations.ts'
import { type SessionFeedOptions, sessionRoutes } from './feeds/session.ts'
import { statusListRoutes } from './feeds/status-list.ts'
import { type HealthOptions, healthRoutes } from './health.ts'
import { type HomeOptions, homeRoutes } from './home.tsx'
import { limitBody } from './middleware/bodies.ts'
import { exactPaths } from './middleware/exact-paths.ts'
import { type Observer, requestId, unitOfWork } from './middleware/guards.ts'
import { setLook } from './middleware/look.ts'
import { pinOrigin } from './middleware/origin.ts'
import { answerProblems } from './middleware/problems.tsx'
import { protocolRequests } from './middleware/protocol-requests.ts'
import { recordRefusals } from './middleware/refusals.ts'
import { securityHeaders } from './middleware/security-headers.ts'
import { type FindWaysOn, findWaysOnAfterFailure } from './middleware/way-on.ts'
import { publicDocuments } from './public-documents.ts'
import { referenceRoutes } from './reference/reference.tsx'
import { recoveryRoutes } from './sign-in/recovery.tsx'
import { registrationRoutes } from './sign-in/registration.tsx'
import { type SignInOptions, signInRoutes } from './sign-in/sign-in.tsx'
import { type TooManyOptions, tooManyRoutes } from './sign-in/too-many.tsx'
import type { Brand } from './ui/brand.ts'
import { brandRoutes } from './ui/logo.ts'
import { scriptRoutes } from './ui/scripts.ts'

export type HttpOptions = SecurityOptions & {
  readonly trustedProxies: readonly string[]
  readonly cookieKeys: readonly string[]
  readonly log: Logger
  readonly observe: Observer
  /** The protocol endpoints, as the library's middleware. */
  readonly protocol: readonly Middleware[]
  readonly signIn: SignInOptions
  readonly tooMany: TooManyOptions
  /** The name of the cookie that identifies a device. */
  readonly deviceCookie: string
  /** The mail to show on a page instead of sending it; null in production. */
  readonly shownMail: (() => readonly ShownLetter[]) | null
  readonly sessionStatus: SessionFeedOptions
  readonly revocations: RevocationStreamOptions
  readonly statusLists: StatusLists
  readonly admin: AdminOptions
  readonly health: HealthOptions
  readonly home: HomeOptions
  readonly brand: Brand
  readonly findWaysOn: FindWaysOn
}

/** Answers requests. A new listener can replace it while its own requests finish. */
export function createListener(options: HttpOptions): RequestListener {
  const { issuer, development, log } = options
  // Koa trusts forwarding headers because `pinOrigin` has rewritten them.
  const koa = new Koa({ proxy: true, keys: [...options.cookieKeys] })
  // Only broken connections arrive here: `answerProblems` answers and logs everything else. Leaving
  // a page that listens breaks a connection, too.
  koa.on('error', (error) => {
    const isLeft = error.code === 'ERR_STREAM_PREMATURE_CLOSE'
    log[isLeft ? 'debug' : 'warn']({ err: error }, 'connection failed')
  })
  koa.use(pinOrigin(issuer, options.trustedProxies))
  koa.use(requestId)
  koa.use(securityHeaders(issuer))
  koa.use(setLook(options.brand))
  const consoleErrors = { covers: isOfConsole, draw: consoleErrorPage }
  koa.use(answerProblems({ log, development, console: consoleErrors }))
  koa.use(publicDocuments())
  koa.use(unitOfWork(options))
  koa.use(findWaysOnAfterFailure(options.findWaysOn))
  koa.use(recordRefusals(options))
  koa.use(limitBody)
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
  accountEntryRoutes(router)
  accountSessionRoutes(router, options)
  accountApplicationRoutes(router, options)
  accountActivityRoutes(router, options)
  accountSecurityRoutes(router, options)
  mailedLinkRoutes(router, options)
  sessionRoutes(router, options.sessionStatus)
  scriptRoutes(router)
  revocationStream(router, options.revocations)
  statusListRoutes(router, options.statusLists)
  referenceRoutes(router, options)
  adminRoutes(router, options.admin)
  const { offers } = options.signIn
  consoleRoutes(router, { ...options, api: options.admin.api, sendsMail: offers.reset })
  return router
}

/** These pages exist only if the server sends or shows mail. */
function mailedLinkRoutes(router: Router, options: HttpOptions): void {
  const { steps, offers } = options.signIn
  if (offers.registration) registrationRoutes(router, { ...options, steps })
  if (offers.reset) recoveryRoutes(router, { ...options, steps })
  if (options.shownMail !== null) developmentMailRoutes(router, options.shownMail)
}

const eightKiB = 8 * 1024

/**
 * The listener that is current when a request arrives answers it to the end. Slow and oversized
 * requests are cut off before any of our code runs.
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
