/** The routes of the console. */

import type Router from '@koa/router'
import { consoleClient } from '../../model/own-client.ts'
import { seeOther } from '../ui/see-other.ts'
import { accountRoutes } from './accounts/routes.ts'
import { apiKeyRoutes } from './api-keys/api-keys.tsx'
import { clientRoutes } from './clients/routes.ts'
import { keyRoutes } from './keys/keys.tsx'
import { ledgerRoutes } from './ledger/ledger.tsx'
import { noticeRoutes } from './notices/notices.tsx'
import { operatorRoutes } from './operators/operators.tsx'
import { overviewRoutes } from './overview/overview.tsx'
import { policyRoutes } from './policies/policies.tsx'
import { revocationRoutes } from './revocations/revocations.tsx'
import { consoleRouter } from './router.ts'
import { endSessionRoutes } from './sessions/end-session.tsx'
import { endSessionsRoutes } from './sessions/end-sessions.tsx'
import { sessionRoutes } from './sessions/sessions.tsx'
import { settingsRoutes } from './settings/settings.tsx'
import { type ConsoleOptions, placeAfterSignIn } from './visit.ts'

export function consoleRoutes(router: Router, options: ConsoleOptions): void {
  router.get(consoleClient.callback, (ctx) =>
    seeOther(ctx, ctx.query['error'] ? '/' : placeAfterSignIn(ctx, options)),
  )
  const guarded = consoleRouter(router, options)
  overviewRoutes(guarded)
  endSessionsRoutes(guarded)
  endSessionRoutes(guarded)
  sessionRoutes(guarded)
  accountRoutes(guarded)
  clientRoutes(guarded)
  policyRoutes(guarded)
  revocationRoutes(guarded)
  ledgerRoutes(guarded)
  noticeRoutes(guarded)
  operatorRoutes(guarded)
  apiKeyRoutes(guarded)
  keyRoutes(guarded)
  settingsRoutes(guarded)
}
