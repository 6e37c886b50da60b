/** The health checks: whether this node is alive, and whether it can serve. */

import type Router from '@koa/router'

export type HealthOptions = {
  /** Throws when the store cannot answer. */
  readonly checkStore: () => Promise<unknown>
  readonly isStopping: () => boolean
}

export function healthRoutes(router: Router, { checkStore, isStopping }: HealthOptions): void {
  router.get('/health/live', (ctx) => {
    ctx.body = { status: 'live' }
  })
  router.get('/health/ready', async (ctx) => {
    ctx.set('Cache-Control', 'no-store')
    if (isStopping()) {
      ctx.status = 503
      ctx.body = { status: 'stopping' }
      return
    }
    await checkStore()
    ctx.body = { status: 'ready' }
  })
}
