/** Records refused calls and forms in the ledger. It does not answer them. */

import type { Context, Middleware } from 'koa'
import { DomainError, type ErrorCode } from '../../base/errors.ts'
import type { Actor, LedgerEvent } from '../../model/event.ts'
import { limitEvent } from '../../model/limit-event.ts'

export type RefusalOptions = { readonly recordRefusal: (event: LedgerEvent) => Promise<void> }

const refusals: readonly ErrorCode[] = [
  'forbidden',
  'insufficient_scope',
  'insufficient_user_authentication',
  'interaction_expired',
  'token_invalid',
]

/** Runs inside the unit of work, which knows where a request came from. */
export function recordRefusals({ recordRefusal }: RefusalOptions): Middleware {
  return async (ctx, next) => {
    try {
      await next()
    } catch (error) {
      const event = error instanceof DomainError ? eventOf(ctx, error.code) : null
      if (event !== null) await recordRefusal(event)
      throw error
    }
  }
}

function eventOf(ctx: Context, code: ErrorCode): LedgerEvent | null {
  if (ctx.state['isRateLimited'] === true) return limitEvent('admin_api', ctx.state['caller'])
  if (code === 'too_many_pending') return limitEvent('pending_requests')
  return isRefusal(ctx, code) ? accessEvent(ctx, code) : null
}

/** A missing token counts only at the admin API: pages ask without a token whether someone is signed in. */
function isRefusal({ path }: Context, code: ErrorCode): boolean {
  if (code === 'token_missing') return path.startsWith('/admin/') || path === '/revocations'
  return refusals.includes(code)
}

function accessEvent(ctx: Context, error: ErrorCode): LedgerEvent {
  const actor: Actor = ctx.state['caller'] ?? { kind: 'nobody' }
  return {
    type: 'access.refused',
    outcome: 'failure',
    actor,
    ...(actor.kind === 'client' ? { clientId: actor.id } : {}),
    details: { error, method: ctx.method, path: pathOf(ctx) },
  }
}

/** The id of a step is left out: the step's cookie holds it, too. */
function pathOf({ path }: Context): string {
  return path.replace(/^\/(interaction|authorize)\/[^/]+/, '/$1/:uid')
}
