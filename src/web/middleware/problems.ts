/** How everything thrown is answered: once, here, in the words of whoever asked. */

import type { Context, Middleware } from 'koa'
import type { Logger } from 'pino'
import { DomainError } from '../../base/errors.ts'
import { consoleErrorPage, isOfConsole } from '../console/errors.tsx'
import { notFoundPage, problemPage, unavailablePage } from '../ui/page-of.tsx'
import { type Judged, judge } from './problem-table.ts'

const retryAfterSeconds = 2

export type ProblemOptions = { readonly log: Logger; readonly development: boolean }

/** The outermost middleware but the ones that every answer needs. */
export function problemsToAnswers({ log, development }: ProblemOptions): Middleware {
  return async (ctx, next) => {
    try {
      await next()
      if (ctx.body == null) unanswered(ctx, development)
    } catch (error) {
      const judged = judge(error)
      const { requestId } = ctx.state
      if (judged.status >= 500) log.error({ requestId, err: judged.cause }, 'request failed')
      answer(ctx, judged, development)
    }
  }
}

function answer(ctx: Context, judged: Judged, development: boolean): void {
  // Nothing of what was refused may look done.
  ctx.remove('Set-Cookie')
  ctx.remove('Location')
  ctx.status = judged.status
  ctx.set('Cache-Control', 'no-store')
  const seconds = judged.retryAfterSeconds ?? (judged.status === 503 ? retryAfterSeconds : null)
  if (seconds !== null) ctx.set('Retry-After', String(seconds))
  switch (audienceOf(ctx.path)) {
    case 'protocol':
      ctx.body = { error: judged.oauth, error_description: judged.detail }
      return
    case 'api':
      answerProblem(ctx, judged)
      return
    case 'page':
      answerPage(ctx, judged, development)
  }
}

/** RFC 9457. */
function answerProblem(ctx: Context, { status, title, detail, code }: Judged): void {
  const type = `urn:parley:problem:${code}`
  const instance = `urn:request:${ctx.state['requestId']}`
  ctx.body = JSON.stringify({ type, title, status, detail, code, instance })
  ctx.type = 'application/problem+json'
}

function answerPage(ctx: Context, judged: Judged, development: boolean): void {
  ctx.body = isOfConsole(ctx)
    ? consoleErrorPage(ctx, judged, { development })
    : personalPage(ctx, judged, development)
  ctx.type = 'html'
}

function personalPage(ctx: Context, { code, detail, status }: Judged, development: boolean) {
  if (status === 503) return unavailablePage(ctx, { development, retryAfterSeconds })
  return problemPage(ctx, { development, code, reason: detail })
}

const protocolPaths = new Set(['/token', '/revoke', '/introspect', '/par', '/userinfo', '/jwks'])

function audienceOf(path: string): 'protocol' | 'api' | 'page' {
  if (protocolPaths.has(path) || path.startsWith('/.well-known/')) return 'protocol'
  return /^\/((admin|health|session|status)\/|revocations$)/.test(path) ? 'api' : 'page'
}

/** No route took the request: the address has none, or none for this method. */
function unanswered(ctx: Context, development: boolean): void {
  if (ctx.status === 405 || ctx.status === 501) {
    throw new DomainError('method_not_allowed', 'this address has no such method')
  }
  if (ctx.status !== 404) return
  if (audienceOf(ctx.path) !== 'page' || isOfConsole(ctx)) {
    throw new DomainError('not_found', 'no such resource')
  }
  ctx.body = notFoundPage(ctx, { development })
  ctx.type = 'html'
  ctx.status = 404
}
