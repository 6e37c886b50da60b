/** The console: its addresses, each with the page that answers it. */

import type Router from '@koa/router'
import { consoleClient } from '../../model/own-client.ts'
import { seeOther } from '../see-other.ts'
import { accountRoutes } from './account-routes.ts'
import { answeringOn } from './answering.ts'
import { apiKeyRoutes } from './api-keys.tsx'
import { clientRoutes } from './client-routes.ts'
import { endSessionRoutes } from './end-session.tsx'
import { endSessionsRoutes } from './end-sessions.tsx'
import { keyRoutes } from './keys.tsx'
import { ledgerRoutes } from './ledger.tsx'
import { noticeRoutes } from './notices.tsx'
import { operatorRoutes } from './operators.tsx'
import { overviewRoutes } from './overview.tsx'
import { policyRoutes } from './policies.tsx'
import { revocationRoutes } from './revocations.tsx'
import { sessionRoutes } from './sessions.tsx'
import { settingsRoutes } from './settings.tsx'
import { type ConsoleOptions, placeAfterSignIn } from './visit.ts'

export function consoleRoutes(router: Router, options: ConsoleOptions): void {
  router.get(consoleClient.callback, (ctx) =>
    seeOther(ctx, ctx.query['error'] ? '/' : placeAfterSignIn(ctx, options)),
  )
  const answering = answeringOn(router, options)
  overviewRoutes(answering)
  endSessionsRoutes(answering)
  endSessionRoutes(answering)
  sessionRoutes(answering)
  accountRoutes(answering)
  clientRoutes(answering)
  policyRoutes(answering)
  revocationRoutes(answering)
  ledgerRoutes(answering)
  noticeRoutes(answering)
  operatorRoutes(answering)
  apiKeyRoutes(answering)
  keyRoutes(answering)
  settingsRoutes(answering)
}
