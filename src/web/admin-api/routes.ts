/** The admin API over HTTP: who calls, what was sent, how it is answered. It knows no operation. */

import { Readable } from 'node:stream'
import type Router from '@koa/router'
import type { Context } from 'koa'
import { DomainError } from '../../base/errors.ts'
import { jsonBody } from '../middleware/guards.ts'
import type { Allowance } from './allowance.ts'
import type { AdminApi, Endpoint } from './api.ts'
import { type BearerOptions, demandScope, identify } from './bearer.ts'
import type { Described } from './contract.ts'
import { type Caller, callerName, type Given, type Reply } from './operation.ts'

export type AdminOptions = BearerOptions & { readonly api: AdminApi; readonly allowance: Allowance }

export function adminRoutes(router: Router, options: AdminOptions): void {
  for (const endpoint of options.api.endpoints) route(router, endpoint, options)
}

function route(router: Router, { described, run }: Endpoint, options: AdminOptions): void {
  const { path, method, scope } = described
  router.register(path.replaceAll(/\{(\w+)\}/g, ':$1'), [method], async (ctx) => {
    ctx.set('Cache-Control', 'no-store')
    const caller = await identify(ctx, options)
    admit(ctx, caller, options.allowance)
    demandScope(ctx, caller, scope)
    await readBody(ctx, described)
    answer(ctx, await run(givenBy(ctx), caller))
  })
}

function admit(ctx: Context, caller: Caller, allowance: Allowance): void {
  const retryAfterSeconds = allowance(callerName(caller))
  if (retryAfterSeconds === 0) return
  const detail = 'this caller asks too often: wait a moment'
  ctx.state['isOverAllowance'] = true
  throw new DomainError('too_many_requests', detail, { retryAfterSeconds })
}

function givenBy(ctx: Context): Given {
  return {
    params: { ...ctx.query, ...ctx['params'] },
    body: ctx.request.body,
    header: (name) => [ctx.headers[name.toLowerCase()]].flat().at(0),
    preferred: (...types) => ctx.accepts(...types),
  }
}

async function readBody(ctx: Context, { bodyTypes }: Described): Promise<void> {
  if (bodyTypes.length > 0) {
    if (!ctx.is([...bodyTypes])) {
      throw new DomainError('media_type_unsupported', `send ${bodyTypes.join(' or ')}`)
    }
    await jsonBody(ctx, async () => undefined)
  } else if (hasBody(ctx)) {
    throw new DomainError('request_invalid', 'body: this operation takes none')
  }
}

function hasBody({ request, req }: Context): boolean {
  return (request.length ?? 0) > 0 || req.headers['transfer-encoding'] !== undefined
}

/** A stream that is destroyed leaves no answer that looks whole, nor one that hangs. */
function breakOffWith({ res }: Context, body: Readable): void {
  body.once('close', () => {
    if (!res.writableEnded) res.destroy()
  })
}

export function answer(ctx: Context, { status, body, type, headers = {} }: Reply): void {
  ctx.status = status
  ctx.set(headers)
  if (type !== undefined) ctx.type = type
  if (body instanceof Readable) breakOffWith(ctx, body)
  if (body !== undefined) ctx.body = body
}
