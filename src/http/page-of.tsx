/** The pages that any route may end in: refused, away, not here. */

import type { Context } from 'koa'
import { ErrorPage, NotFoundPage, UnavailablePage } from './views/error-page.tsx'
import { renderPage } from './views/render.ts'

type ErrorProps = {
  readonly development: boolean
  readonly title: string
  readonly message: string
  readonly hint: string | null
}

export function errorPage(ctx: Context, props: ErrorProps): string {
  return renderPage(<ErrorPage {...props} requestId={idOf(ctx)} status={ctx.status} />)
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
