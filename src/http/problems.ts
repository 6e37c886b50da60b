/** The only table from error code to HTTP status and words. Everything thrown ends here, once. */

import type { Context, Middleware } from 'koa'
import type { Logger } from 'pino'
import { DomainError, type ErrorCode } from '../base/errors.ts'
import { errorPage, notFoundPage, unavailablePage } from './page-of.tsx'

type Problem = {
  readonly status: number
  readonly title: string
  /** The word of RFC 6749 and its kin, at protocol endpoints. */
  readonly oauth: string
  /** What a person can do, on pages. */
  readonly hint: string | null
}

const restart = 'Go back to the app and start again.'

const problems: Record<ErrorCode, Problem> = {
  account_disabled: problem(403, 'This account is disabled', 'access_denied'),
  client_metadata_invalid: problem(400, 'Client metadata is invalid', 'invalid_client_metadata'),
  code_reused: problem(400, 'The code was used before', 'invalid_grant'),
  email_invalid: problem(400, 'Not an email address', 'invalid_request'),
  email_taken: problem(409, 'This email is taken', 'invalid_request'),
  forbidden: problem(403, 'Not allowed', 'access_denied', restart),
  grant_invalid: problem(400, 'The grant is over', 'invalid_grant', restart),
  insufficient_scope: problem(403, 'The token lacks the scope', 'insufficient_scope'),
  interaction_expired: problem(400, 'This step is over', 'invalid_request', restart),
  not_found: problem(404, 'There is nothing here', 'invalid_request'),
  password_too_long: problem(400, 'The password is too long', 'invalid_request'),
  password_too_short: problem(400, 'The password is too short', 'invalid_request'),
  request_invalid: problem(400, 'The request is invalid', 'invalid_request'),
  session_ended: problem(400, 'Your session has ended', 'access_denied', restart),
  store_unavailable: problem(503, 'Out of reach', 'temporarily_unavailable'),
  token_invalid: problem(401, 'The token is not valid', 'invalid_token'),
  too_busy: problem(503, 'Busy', 'temporarily_unavailable'),
}

const retryAfterSeconds = 2

function problem(
  status: number,
  title: string,
  oauth: string,
  hint: string | null = null,
): Problem {
  return { status, title, oauth, hint }
}

export type ProblemOptions = { readonly log: Logger; readonly development: boolean }

/** The outermost middleware but the one that gives the request its id. */
export function problemsToAnswers({ log, development }: ProblemOptions): Middleware {
  return async (ctx, next) => {
    try {
      await next()
      if (ctx.status === 404 && ctx.body == null) notFound(ctx, development)
    } catch (error) {
      answer(ctx, known(error), { log, development })
    }
  }
}

/** Koa's own refusals (a body too large, malformed JSON) carry a 4xx status; the rest is a fault. */
function known(error: unknown): DomainError | { readonly status: number; readonly cause: unknown } {
  if (error instanceof DomainError) return error
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
  return { status: status >= 400 && status < 500 ? status : 500, cause: error }
}

function answer(
  ctx: Context,
  error: ReturnType<typeof known>,
  { log, development }: ProblemOptions,
): void {
  // Nothing of what was refused may look done.
  ctx.remove('Set-Cookie')
  ctx.remove('Location')
  const isDomain = error instanceof DomainError
  const { status, title, oauth, hint } = isDomain ? problems[error.code] : unforeseen(error.status)
  if (status >= 500) {
    const err = isDomain ? error : error.cause
    log.error({ requestId: ctx.state['requestId'], err }, 'request failed')
  }
  ctx.status = status
  ctx.set('Cache-Control', 'no-store')
  if (status === 503) ctx.set('Retry-After', String(retryAfterSeconds))
  const detail = isDomain ? error.detail : title
  switch (audienceOf(ctx.path)) {
    case 'protocol':
      ctx.body = { error: oauth, error_description: detail }
      return
    case 'api':
      ctx.type = 'application/problem+json'
      if (status === 401) ctx.set('WWW-Authenticate', 'Bearer error="invalid_token"')
      ctx.body = JSON.stringify(problemDocument(ctx, { status, title, detail, error }))
      return
    case 'page':
      ctx.type = 'html'
      ctx.body =
        status === 503
          ? unavailablePage(ctx, { development, retryAfterSeconds })
          : errorPage(ctx, { development, title, message: `${detail}.`, hint })
  }
}

function unforeseen(status: number): Problem {
  return status === 500
    ? problem(500, 'Something went wrong', 'server_error')
    : problem(
        status,
        status === 413 ? 'Too much was sent' : 'The request is invalid',
        'invalid_request',
      )
}

/** RFC 9457. */
function problemDocument(
  ctx: Context,
  {
    status,
    title,
    detail,
    error,
  }: { status: number; title: string; detail: string; error: object },
) {
  const code = error instanceof DomainError ? error.code : 'unforeseen'
  const type = `urn:parley:problem:${code}`
  return { type, title, status, detail, code, instance: `urn:request:${ctx.state['requestId']}` }
}

const protocolPaths = new Set(['/token', '/revoke', '/introspect', '/par', '/userinfo', '/jwks'])

function audienceOf(path: string): 'protocol' | 'api' | 'page' {
  if (protocolPaths.has(path) || path.startsWith('/.well-known/')) return 'protocol'
  return /^\/(admin|health)\//.test(path) ? 'api' : 'page'
}

function notFound(ctx: Context, development: boolean): void {
  if (audienceOf(ctx.path) !== 'page') throw new DomainError('not_found', 'no such resource')
  ctx.status = 404
  ctx.type = 'html'
  ctx.body = notFoundPage(ctx, { development })
}
