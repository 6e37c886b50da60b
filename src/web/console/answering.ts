/** The routes of an area of the console: whose visit each is, and that a form is one of our own. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import { DomainError } from '../../base/errors.ts'
import { formBody, sameOrigin } from '../middleware/guards.ts'
import {
  type ConsoleAct,
  type ConsoleOptions,
  listening,
  operating,
  operatingFreshly,
  type Visit,
} from './visit.ts'

export type Asked = {
  readonly ctx: Context
  readonly visit: Visit
  readonly options: ConsoleOptions
}

type Act = (asked: Asked) => Promise<void>

type Guard = (ctx: Context, options: ConsoleOptions, act: ConsoleAct) => Promise<void>

export type Answering = ReturnType<typeof answeringOn>

/** Of two of a kind, the fresh one is for what an unwatched browser must not be used for. */
export function answeringOn(router: Router, options: ConsoleOptions) {
  const ours = sameOrigin(options.issuer)
  const under = (guard: Guard, act: Act) => (ctx: Context) =>
    guard(ctx, options, (_, visit) => act({ ctx, visit, options }))
  return {
    show: (path: string, act: Act) => void router.get(path, under(operating, act)),
    take: (path: string, act: Act) => void router.post(path, ours, formBody, under(operating, act)),
    showFreshly: (path: string, act: Act) => void router.get(path, under(operatingFreshly, act)),
    /** What a page listens to by itself. */
    stream: (path: string, act: Act) => void router.get(path, under(listening, act)),
    takeFreshly: (path: string, act: Act, back?: Back) =>
      void router.post(path, ours, formBody, under(comingBack(back), act)),
  }
}

/** Where the form stands that was sent, if that is not the address that it is sent to. */
type Back = (ctx: Context) => string

function comingBack(back: Back | undefined): Guard {
  return (ctx, options, act) => {
    return operatingFreshly(ctx, { ...options, ...(back ? { back: back(ctx) } : {}) }, act)
  }
}

/** So that nobody fills in a form that will be refused. */
export function demand({ may }: Visit, scope: string): void {
  if (!may(scope)) throw new DomainError('insufficient_scope', `this needs the scope ${scope}`)
}

/** What a form with several fields of one name was filled in with. */
export function textsIn(ctx: Context, name: string): readonly string[] {
  const body: unknown = ctx.request.body
  if (typeof body !== 'object' || body === null) return []
  const values: unknown[] = [Reflect.get(body, name) ?? []].flat()
  return values.map(String).filter((text) => text.trim() !== '')
}
