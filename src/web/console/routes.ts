/** The console: its addresses, each with the page that answers it. */

import type Router from '@koa/router'
import { consoleClient } from '../../model/own-client.ts'
import { seeOther } from '../ui/see-other.ts'
import { accountRoutes } from './accounts/routes.ts'
import { answeringOn } from './answering.ts'
import { apiKeyRoutes } from './api-keys/api-keys.tsx'
import { clientRoutes } from './clients/routes.ts'
import { keyRoutes } from './keys/keys.tsx'
import { blockRoutes } from './ledger/blocks.tsx'
import { eventSearchRoutes } from './ledger/search.tsx'
import { eventRoutes } from './ledger/show.tsx'
import { tailRoutes } from './ledger/tail.tsx'
import { verificationRoutes } from './ledger/verification.tsx'
import { noticeListRoutes } from './notices/list.tsx'
import { noticeRoutes } from './notices/show.tsx'
import { operatorRoutes } from './operators/operators.tsx'
import { overviewRoutes } from './overview/overview.tsx'
import { policyEditorRoutes } from './policies/edit.tsx'
import { effectivePolicyRoutes } from './policies/effective.tsx'
import { policyListRoutes } from './policies/list.tsx'
import { policyRemovalRoutes } from './policies/remove.tsx'
import { revocationListRoutes } from './revocations/list.tsx'
import { newRevocationRoutes } from './revocations/new.tsx'
import { revokeRoutes } from './revocations/revoke.tsx'
import { revocationRoutes } from './revocations/show.tsx'
import { endSessionRoutes } from './sessions/end.tsx'
import { endSessionsRoutes } from './sessions/end-many.tsx'
import { grantRoutes } from './sessions/grants.tsx'
import { sessionListRoutes } from './sessions/list.tsx'
import { sessionRoutes } from './sessions/show.tsx'
import { settingsRoutes } from './settings/settings.tsx'
import { type ConsoleOptions, placeAfterSignIn } from './visit.ts'

export function consoleRoutes(router: Router, options: ConsoleOptions): void {
  router.get(consoleClient.callback, (ctx) =>
    seeOther(ctx, ctx.query['error'] ? '/' : placeAfterSignIn(ctx, options)),
  )
  const answering = answeringOn(router, options)
  overviewRoutes(answering)
  endSessionsRoutes(answering)
  endSessionRoutes(answering)
  grantRoutes(answering)
  sessionListRoutes(answering)
  sessionRoutes(answering)
  accountRoutes(answering)
  clientRoutes(answering)
  policyListRoutes(answering)
  effectivePolicyRoutes(answering)
  policyEditorRoutes(answering)
  policyRemovalRoutes(answering)
  revocationListRoutes(answering)
  newRevocationRoutes(answering)
  revokeRoutes(answering)
  revocationRoutes(answering)
  eventSearchRoutes(answering)
  tailRoutes(answering)
  blockRoutes(answering)
  verificationRoutes(answering)
  eventRoutes(answering)
  noticeListRoutes(answering)
  noticeRoutes(answering)
  operatorRoutes(answering)
  apiKeyRoutes(answering)
  keyRoutes(answering)
  settingsRoutes(answering)
}
