/** The console's router: it finds the operator's visit and accepts forms only from our own pages. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import { type Act, ruleOf } from '../../contract/operation-rules.ts'
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
export type FormAddress = (ctx: Context) => string

export type ConsoleRouter = ReturnType<typeof consoleRouter>

/**
 * The rule of an act says whether it needs a recent sign-in. Its form asks for one before anyone fills it
 * in, so nothing of the kind is done from a browser that was left unattended.
 */
export function consoleRouter(router: Router, options: ConsoleOptions) {
  const ownForm = sameOrigin(options.issuer)
  const guarded = (guard: Guard, handler: Handler) => (ctx: Context) =>
    guard(ctx, options, (_, visit) => handler({ ctx, visit, options }))
  return {
    get: (path: string, handler: Handler) => void router.get(path, guarded(withVisit, handler)),
    post: (path: string, handler: Handler) =>
      void router.post(path, ownForm, formBody, guarded(withVisit, handler)),
    form: (path: string, operationId: Act, handler: Handler) =>
      void router.get(path, guarded(formGuardOf(operationId), handler)),
    act: ({ path, operationId, formAddress }: ActRoute, handler: Handler) => {
      const guard = guardOf(operationId, formAddress)
      router.post(path, ownForm, formBody, guarded(guard, handler))
    },
    /** For an address that an open page reads in the background. */
    stream: (path: string, handler: Handler) =>
      void router.get(path, guarded(withListeningVisit, handler)),
  }
}

/** The address that takes the form of an act of the admin API. */
type ActRoute = {
  readonly path: string
  readonly operationId: Act
  readonly formAddress?: FormAddress
}

/** Nobody fills in a form for an act that could then be refused. */
function formGuardOf(operationId: Act): Guard {
  return ruleOf(operationId)?.fresh === 'never' ? withVisit : withFreshVisit
}

/** An act that may need a recent sign-in says so once its form is sent. */
function guardOf(operationId: Act, formAddress?: FormAddress): Guard {
  if (ruleOf(operationId)?.fresh !== 'always') return withVisit
  if (formAddress === undefined) return withFreshVisit
  return (ctx, options, handle) =>
    withFreshVisit(ctx, { ...options, back: formAddress(ctx) }, handle)
}
