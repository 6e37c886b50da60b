/** The routes of the console. */

import type Router from '@koa/router'
import { consoleClient } from '../../model/own-client.ts'
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
import { ledgerRoutes } from './ledger/ledger.tsx'
import { noticeRoutes } from './notices/notices.tsx'
import { operatorListRoutes } from './operators/list.tsx'
import { roleRoutes } from './operators/role.tsx'
import { operatorRoutes } from './operators/show.tsx'
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
  accountListRoutes(guarded)
  createAccountRoutes(guarded)
  accountRoutes(guarded)
  editAccountRoutes(guarded)
  clientListRoutes(guarded)
  registerClientRoutes(guarded)
  clientRoutes(guarded)
  clientSetupRoutes(guarded)
  editClientRoutes(guarded)
  clientSecretRoutes(guarded)
  policyRoutes(guarded)
  revocationRoutes(guarded)
  ledgerRoutes(guarded)
  noticeRoutes(guarded)
  operatorListRoutes(guarded)
  operatorRoutes(guarded)
  roleRoutes(guarded)
  apiKeyListRoutes(guarded)
  createApiKeyRoutes(guarded)
  apiKeyRoutes(guarded)
  keyListRoutes(guarded)
  keyRotationRoutes(guarded)
  settingsRoutes(guarded)
}
