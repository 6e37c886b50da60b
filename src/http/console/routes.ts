/** The console: its addresses, each with the page that answers it. */

import type Router from '@koa/router'
import { consoleClient } from '../../model/own-client.ts'
import { seeOther } from '../see-other.ts'
import { ledgerRoutes } from './ledger.tsx'
import { noticeRoutes } from './notices.tsx'
import { showOverview } from './overview.tsx'
import { type ConsoleOptions, placeAfterSignIn } from './visit.ts'

export function consoleRoutes(router: Router, options: ConsoleOptions): void {
  router.get(consoleClient.callback, (ctx) =>
    seeOther(ctx, ctx.query['error'] ? '/' : placeAfterSignIn(ctx, options)),
  )
  router.get('/console', (ctx) => showOverview(ctx, options))
  ledgerRoutes(router, options)
  noticeRoutes(router, options)
}
