/** Serves the Token Status Lists to anyone: a list reveals nothing to people without a token. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import { DomainError } from '../../base/errors.ts'
import type { StatusLists } from '../../revocation/status-list.ts'

export function statusListRoutes(router: Router, lists: StatusLists): void {
  router.get('/status/:list', (ctx) => answer(ctx, lists))
}

async function answer(ctx: Context, lists: StatusLists): Promise<void> {
  ctx.set('Access-Control-Allow-Origin', '*')
  const name = String(ctx['params'].list)
  const list = /^(0|[1-9]\d{0,9})$/.test(name) ? await lists.read(Number(name)) : null
  if (list === null) throw new DomainError('not_found', 'there is no such list')
  ctx.status = 200
  ctx.set('Cache-Control', `public, max-age=${lists.ttl}`)
  ctx.set('ETag', list.etag)
  ctx.body = list.token
  ctx.type = 'application/statuslist+jwt'
  if (ctx.fresh) ctx.status = 304
}
