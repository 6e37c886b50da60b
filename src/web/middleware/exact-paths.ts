/** Keeps a fixed address apart from the templates that it fits: `/sessions/end` is no session's id. */

import type Router from '@koa/router'
import type { Middleware } from 'koa'
import { DomainError } from '../../base/errors.ts'

/** Answers a method that only a template has, before the router would give it to the template. */
export function exactPaths(router: Router): Middleware {
  const methodsByPath = shadowedPaths(router)
  return async (ctx, next) => {
    const methods = methodsByPath.get(spelled(ctx.path))
    if (methods === undefined || methods.includes(ctx.method)) return next()
    ctx.set('Allow', methods.join(', '))
    if (ctx.method !== 'OPTIONS') {
      throw new DomainError('method_not_allowed', 'this address has no such method')
    }
    ctx.body = ''
    ctx.status = 200
  }
}

/** The methods of each fixed path that some template fits as well. */
function shadowedPaths({ stack }: Router): ReadonlyMap<string, readonly string[]> {
  const isTemplate = (path: unknown) => String(path).includes(':')
  const templates = stack.filter(({ path }) => isTemplate(path))
  const shadowed = stack.filter(({ path }) => {
    return !isTemplate(path) && templates.some((one) => one.match(String(path)))
  })
  const byPath = Map.groupBy(shadowed, ({ path }) => spelled(String(path)))
  return new Map(
    [...byPath].map(([path, layers]) => [path, [...new Set(layers.flatMap((one) => one.methods))]]),
  )
}

/** The router ignores case and a slash at the end. */
function spelled(path: string): string {
  return path.toLowerCase().replace(/\/$/, '')
}
