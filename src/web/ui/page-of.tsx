/** The pages that any route may end in: refused, away, not here. */

import type { Context } from 'koa'
import { NotFoundPage, UnavailablePage } from './error-page.tsx'
import { ProblemPage } from './refusal-pages.tsx'
import { renderPage } from './render.ts'

type ProblemProps = {
  readonly development: boolean
  readonly code: string
  readonly reason: string
}

export function problemPage(ctx: Context, props: ProblemProps): string {
  return renderPage(<ProblemPage {...props} requestId={idOf(ctx)} status={ctx.status} />)
}

export function unavailablePage(
  ctx: Context,
  props: { readonly development: boolean; readonly retryAfterSeconds: number },
): string {
  return renderPage(<UnavailablePage {...props} requestId={idOf(ctx)} />)
}

export function notFoundPage(ctx: Context, props: { readonly development: boolean }): string {
  return renderPage(<NotFoundPage {...props} requestId={idOf(ctx)} />)
}

function idOf(ctx: Context): string {
  return String(ctx.state['requestId'])
}
