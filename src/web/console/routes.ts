/** The routes of the console. */

import type Router from '@koa/router'
import { consoleClient } from '../../model/own-client.ts'
import { requireSignedIn } from '../middleware/visitor.ts'
import { seeOther } from '../ui/see-other.ts'
import { createAccountRoutes } from './accounts/create.tsx'
import { editAccountRoutes } from './accounts/edit.tsx'
import { accountListRoutes } from './accounts/list.tsx'
import { accountRoutes } from './accounts/show.tsx'
import { createApiKeyRoutes } from './api-keys/create.tsx'
import { apiKeyListRoutes } from './api-keys/list.tsx'
import { apiKeyRoutes } from './api-keys/show.tsx'
import { editClientRoutes } from './clients/edit.tsx'
import { clientListRoutes } from './clients/list.tsx'
import { registerClientRoutes } from './clients/register.tsx'
import { clientSecretRoutes } from './clients/secret.tsx'
import { clientSetupRoutes } from './clients/setup.tsx'
import { clientRoutes } from './clients/show.tsx'
import { keyListRoutes } from './keys/list.tsx'
import { keyRotationRoutes } from './keys/rotate.tsx'
import { blockRoutes } from './ledger/blocks.tsx'
import { eventSearchRoutes } from './ledger/search.tsx'
import { eventRoutes } from './ledger/show.tsx'
import { tailRoutes } from './ledger/tail.tsx'
import { verificationRoutes } from './ledger/verification.tsx'
import { noticeListRoutes } from './notices/list.tsx'
import { noticeRoutes } from './notices/show.tsx'
import { operatorListRoutes } from './operators/list.tsx'
import { roleRoutes } from './operators/role.tsx'
import { operatorRoutes } from './operators/show.tsx'
import { overviewRoutes } from './overview/overview.tsx'
import { policyEditorRoutes } from './policies/edit.tsx'
import { effectivePolicyRoutes } from './policies/effective.tsx'
import { policyListRoutes } from './policies/list.tsx'
import { policyRemovalRoutes } from './policies/remove.tsx'
import { revocationListRoutes } from './revocations/list.tsx'
import { newRevocationRoutes } from './revocations/new.tsx'
import { revokeRoutes } from './revocations/revoke.tsx'
import { revocationRoutes } from './revocations/show.tsx'
import { type ConsoleRouter, consoleRouter } from './router.ts'
import { endSessionRoutes } from './sessions/end.tsx'
import { endSessionsRoutes } from './sessions/end-many.tsx'
import { grantRoutes } from './sessions/grants.tsx'
import { sessionListRoutes } from './sessions/list.tsx'
import { sessionRoutes } from './sessions/show.tsx'
import { settingsRoutes } from './settings/settings.tsx'
import { type ConsoleOptions, placeAfterSignIn } from './visit.ts'

/** A path such as `/accounts/new` comes before `/accounts/:id`, which would match it too. */
const routes: readonly ((router: ConsoleRouter) => void)[] = [
  overviewRoutes,
  endSessionsRoutes,
  endSessionRoutes,
  grantRoutes,
  sessionListRoutes,
  sessionRoutes,
  accountListRoutes,
  createAccountRoutes,
  accountRoutes,
  editAccountRoutes,
  clientListRoutes,
  registerClientRoutes,
  clientRoutes,
  clientSetupRoutes,
  editClientRoutes,
  clientSecretRoutes,
  policyListRoutes,
  effectivePolicyRoutes,
  policyEditorRoutes,
  policyRemovalRoutes,
  revocationListRoutes,
  newRevocationRoutes,
  revokeRoutes,
  revocationRoutes,
  eventSearchRoutes,
  tailRoutes,
  blockRoutes,
  verificationRoutes,
  eventRoutes,
  noticeListRoutes,
  noticeRoutes,
  operatorListRoutes,
  operatorRoutes,
  roleRoutes,
  apiKeyListRoutes,
  createApiKeyRoutes,
  apiKeyRoutes,
  keyListRoutes,
  keyRotationRoutes,
  settingsRoutes,
]

export function consoleRoutes(router: Router, options: ConsoleOptions): void {
  router.get(consoleClient.callback, (ctx) => {
    requireSignedIn(ctx)
    seeOther(ctx, placeAfterSignIn(ctx, options))
  })
  const guarded = consoleRouter(router, options)
  for (const addRoutes of routes) addRoutes(guarded)
}
