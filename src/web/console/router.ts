/** The console's router: it finds the operator's visit and accepts forms only from our own pages. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import { formBody, sameOrigin } from '../middleware/guards.ts'
import type { ConsoleRequest } from './request.ts'
import {
  type ConsoleOptions,
  type VisitHandler,
  withFreshVisit,
  withListeningVisit,
  withVisit,
} from './visit.ts'

type Handler = (request: ConsoleRequest) => Promise<void>

type Guard = (ctx: Context, options: ConsoleOptions, handle: VisitHandler) => Promise<void>

/** The address of the page with the form, where it differs from the address the form is sent to. */
type FormAddress = (ctx: Context) => string

export type ConsoleRouter = ReturnType<typeof consoleRouter>

/**
 * The fresh variants ask for a new sign-in when the last one is not recent. They guard everything
 * that must not be done from a browser that was left unattended.
 */
export function consoleRouter(router: Router, options: ConsoleOptions) {
  const ownForm = sameOrigin(options.issuer)
  const guarded = (guard: Guard, handler: Handler) => (ctx: Context) =>
    guard(ctx, options, (_, visit) => handler({ ctx, visit, options }))
  return {
    get: (path: string, handler: Handler) => void router.get(path, guarded(withVisit, handler)),
    post: (path: string, handler: Handler) =>
      void router.post(path, ownForm, formBody, guarded(withVisit, handler)),
    getFresh: (path: string, handler: Handler) =>
      void router.get(path, guarded(withFreshVisit, handler)),
    postFresh: (path: string, handler: Handler, formAddress?: FormAddress) =>
      void router.post(path, ownForm, formBody, guarded(freshFrom(formAddress), handler)),
    /** For an address that an open page reads in the background. */
    stream: (path: string, handler: Handler) =>
      void router.get(path, guarded(withListeningVisit, handler)),
  }
}

function freshFrom(formAddress: FormAddress | undefined): Guard {
  if (formAddress === undefined) return withFreshVisit
  return (ctx, options, handle) =>
    withFreshVisit(ctx, { ...options, back: formAddress(ctx) }, handle)
}
