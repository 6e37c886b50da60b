/** The console: its addresses, each with the page that answers it. */

import type Router from '@koa/router'
import { consoleClient } from '../../model/own-client.ts'
import { seeOther } from '../see-other.ts'
import { answeringOn } from './answering.ts'
import { endSessionRoutes } from './end-session.tsx'
import { endSessionsRoutes } from './end-sessions.tsx'
import { noticeRoutes } from './notices.tsx'
import { showOverview } from './overview.tsx'
import { sessionRoutes } from './sessions.tsx'
import { type ConsoleOptions, placeAfterSignIn } from './visit.ts'

export function consoleRoutes(router: Router, options: ConsoleOptions): void {
  router.get(consoleClient.callback, (ctx) =>
    seeOther(ctx, ctx.query['error'] ? '/' : placeAfterSignIn(ctx, options)),
  )
  router.get('/console', (ctx) => showOverview(ctx, options))
  const answering = answeringOn(router, options)
  endSessionsRoutes(answering)
  endSessionRoutes(answering)
  sessionRoutes(answering)
  noticeRoutes(router, options)
}
