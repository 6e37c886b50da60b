/** The console: its addresses, each with the page that answers it. */

import type Router from '@koa/router'
import { consoleClient } from '../../model/own-client.ts'
import { seeOther } from '../see-other.ts'
import { noticeRoutes } from './notices.tsx'
import { showOverview } from './overview.tsx'
import { policyRoutes } from './policies.tsx'
import { revocationRoutes } from './revocations.tsx'
import { type ConsoleOptions, placeAfterSignIn } from './visit.ts'

export function consoleRoutes(router: Router, options: ConsoleOptions): void {
  router.get(consoleClient.callback, (ctx) =>
    seeOther(ctx, ctx.query['error'] ? '/' : placeAfterSignIn(ctx, options)),
  )
  router.get('/console', (ctx) => showOverview(ctx, options))
  policyRoutes(router, options)
  revocationRoutes(router, options)
  noticeRoutes(router, options)
}
