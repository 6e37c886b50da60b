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
import { shownMailRoutes } from './development-mail.tsx'
import { type RevocationStreamOptions, revocationStream } from './feeds/revocations.ts'
import { type SessionStatusOptions, sessionStatusRoutes } from './feeds/session.ts'
import { statusListRoutes } from './feeds/status-list.ts'
import { type HealthOptions, healthRoutes } from './health.ts'
import { type HomeOptions, homeRoutes } from './home.tsx'
import { smallPlainBody } from './middleware/bodies.ts'
import { type Observer, requestId, unitOfWork } from './middleware/guards.ts'
import { setLook } from './middleware/look.ts'
import { pinnedOrigin } from './middleware/origin.ts'
import { answerProblems } from './middleware/problems.tsx'
import { protocolRequests } from './middleware/protocol-requests.ts'
import { refusalsRecorded } from './middleware/refusals.ts'
import { securityHeaders } from './middleware/security-headers.ts'
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
  koa.use(setLook(options.brand))
  const consoleErrors = { covers: isOfConsole, draw: consoleErrorPage }
  koa.use(answerProblems({ log, development, console: consoleErrors }))
  koa.use(publicDocuments())
  koa.use(unitOfWork(options))
  koa.use(refusalsRecorded(options))
  koa.use(smallPlainBody)
  const router = ownRoutes(options)
  koa.use(router.routes()).use(router.allowedMethods())
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
  sessionStatusRoutes(router, options.sessionStatus)
  scriptRoutes(router)
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
