/** The admin API over HTTP: identifies the caller, reads the request, writes the answer. It knows no operation. */

import { Readable } from 'node:stream'
import type Router from '@koa/router'
import type { Context } from 'koa'
import { DomainError, isDomainError } from '../../base/errors.ts'
import type { RateLimit } from '../../base/rate-limit.ts'
import { challenge } from '../middleware/bearer.ts'
import { jsonBody } from '../middleware/guards.ts'
import { freshSeconds } from '../middleware/visitor.ts'
import type { AdminApi, Endpoint } from './api.ts'
import { type BearerOptions, callerName, demandScope, identify } from './bearer.ts'
import type { OperationContract } from './contract.ts'
import type { Caller, RawRequest, Reply } from './operation.ts'

export type AdminOptions = BearerOptions & { readonly api: AdminApi; readonly rateLimit: RateLimit }

export function adminRoutes(router: Router, options: AdminOptions): void {
  for (const endpoint of options.api.endpoints) route(router, endpoint, options)
}

function route(router: Router, { contract, run }: Endpoint, options: AdminOptions): void {
  const { path, method, scope } = contract
  router.register(path.replaceAll(/\{(\w+)\}/g, ':$1'), [method], async (ctx) => {
    ctx.set('Cache-Control', 'no-store')
    const caller = await identify(ctx, options)
    limitRate(ctx, caller, options.rateLimit)
    demandScope(ctx, caller, scope)
    await readBody(ctx, contract)
    answer(ctx, await challenged(ctx, () => run(requestOf(ctx), caller)))
  })
}

/** RFC 9470: tells the application how recent the sign-in must be. */
async function challenged(ctx: Context, act: () => Promise<Reply>): Promise<Reply> {
  try {
    return await act()
  } catch (error) {
    if (isDomainError(error, 'insufficient_user_authentication')) {
      challenge(ctx, `error="${error.code}", max_age="${freshSeconds}"`)
    }
    throw error
  }
}

function limitRate(ctx: Context, caller: Caller, rateLimit: RateLimit): void {
  const retryAfterSeconds = rateLimit(callerName(caller))
  if (retryAfterSeconds === 0) return
  const detail = 'this caller asks too often: wait a moment'
  ctx.state['isRateLimited'] = true
  throw new DomainError('too_many_requests', detail, { retryAfterSeconds })
}

function requestOf(ctx: Context): RawRequest {
  return {
    params: { ...ctx.query, ...ctx['params'] },
    body: ctx.request.body,
    header: (name) => [ctx.headers[name.toLowerCase()]].flat().at(0),
    preferred: (...types) => ctx.accepts(...types),
  }
}

async function readBody(ctx: Context, { bodyTypes }: OperationContract): Promise<void> {
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

/** Breaks the connection off with the stream, so that no answer looks complete or hangs. */
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
