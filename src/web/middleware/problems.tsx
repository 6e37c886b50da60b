/** Answers everything that is thrown, once, in the form its caller reads: OAuth error, problem or page. */

import type { Context, Middleware } from 'koa'
import type { Logger } from 'pino'
import { DomainError } from '../../base/errors.ts'
import { NotFoundPage, ProblemPage, UnavailablePage } from '../ui/error-page.tsx'
import { renderPage } from '../ui/render.ts'
import { type Judgement, judge } from './problem-table.ts'
import { waysOnIn } from './way-on.ts'

/** The error pages of an area that has its own frame and texts. */
export type AreaErrors = {
  readonly covers: (ctx: Context) => boolean
  readonly draw: (
    ctx: Context,
    judgement: Judgement,
    options: { readonly development: boolean },
  ) => string
}

export type ProblemOptions = {
  readonly log: Logger
  readonly development: boolean
  readonly console: AreaErrors
}

const retryAfterSeconds = 2

/** Runs outside every middleware except those that all answers need. */
export function answerProblems(options: ProblemOptions): Middleware {
  return async (ctx, next) => {
    try {
      await next()
      if (ctx.body == null) answerUnanswered(ctx, options)
    } catch (error) {
      const judgement = judge(error)
      const { requestId } = ctx.state
      if (judgement.status >= 500) {
        options.log.error({ requestId, err: judgement.cause }, 'request failed')
      }
      answer(ctx, judgement, options)
    }
  }
}

/** No route took the request: the address has none, or none for this method. */
function answerUnanswered(ctx: Context, { development, console }: ProblemOptions): void {
  if (ctx.status === 405 || ctx.status === 501) {
    throw new DomainError('method_not_allowed', 'this address has no such method')
  }
  if (ctx.status !== 404) return
  if (audienceOf(ctx.path) !== 'page' || console.covers(ctx)) {
    throw new DomainError('not_found', 'no such resource')
  }
  const shown = { development, requestId: requestIdOf(ctx), waysOn: waysOnIn(ctx) }
  ctx.body = renderPage(<NotFoundPage {...shown} />)
  ctx.type = 'html'
  ctx.status = 404
}

function answer(ctx: Context, judgement: Judgement, options: ProblemOptions): void {
  // A refused request must leave no trace of success.
  ctx.remove('Set-Cookie')
  ctx.remove('Location')
  ctx.status = judgement.status
  ctx.set('Cache-Control', 'no-store')
  const seconds =
    judgement.retryAfterSeconds ?? (judgement.status === 503 ? retryAfterSeconds : null)
  if (seconds !== null) ctx.set('Retry-After', String(seconds))
  switch (audienceOf(ctx.path)) {
    case 'protocol':
      ctx.body = { error: judgement.oauth, error_description: judgement.detail }
      return
    case 'api':
      answerProblem(ctx, judgement)
      return
    case 'page':
      answerPage(ctx, judgement, options)
  }
}

const protocolPaths = new Set(['/token', '/revoke', '/introspect', '/par', '/userinfo', '/jwks'])

function audienceOf(path: string): 'protocol' | 'api' | 'page' {
  if (protocolPaths.has(path) || path.startsWith('/.well-known/')) return 'protocol'
  return /^\/((admin|health|session|status)\/|revocations$)/.test(path) ? 'api' : 'page'
}

/** RFC 9457. */
function answerProblem(ctx: Context, { status, title, detail, code }: Judgement): void {
  const type = `urn:parley:problem:${code}`
  const instance = `urn:request:${requestIdOf(ctx)}`
  ctx.body = JSON.stringify({ type, title, status, detail, code, instance })
  ctx.type = 'application/problem+json'
}

function answerPage(
  ctx: Context,
  judgement: Judgement,
  { development, console }: ProblemOptions,
): void {
  ctx.body = console.covers(ctx)
    ? console.draw(ctx, judgement, { development })
    : drawPersonalPage(ctx, judgement, development)
  ctx.type = 'html'
}

function drawPersonalPage(
  ctx: Context,
  { code, detail, status }: Judgement,
  development: boolean,
): string {
  const shared = { development, requestId: requestIdOf(ctx), waysOn: waysOnIn(ctx) }
  return renderPage(
    status === 503 ? (
      <UnavailablePage {...shared} retryAfterSeconds={retryAfterSeconds} />
    ) : (
      <ProblemPage {...shared} status={status} code={code} reason={detail} />
    ),
  )
}

function requestIdOf(ctx: Context): string {
  return String(ctx.state['requestId'])
}
