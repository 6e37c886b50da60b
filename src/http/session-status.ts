/** Expiry as a protocol: when the caller's session ends, and "I am still here". */

import type Router from '@koa/router'
import type { Context } from 'koa'
import type { SessionStatus } from '../model/session-status.ts'
import { keepAlive } from '../sessions/keep-alive.ts'
import { findStatus, type SessionCaller, type StatusSource } from '../sessions/status.ts'
import { refuseToken } from './bearer.ts'
import {
  allowPreflight,
  type CallerOptions,
  refuseBrowser,
  sessionCallerOf,
} from './session-caller.ts'

export type SessionStatusOptions = CallerOptions & { readonly source: StatusSource }

type Ask = (source: StatusSource, caller: SessionCaller) => Promise<SessionStatus | null>

export function sessionStatusRoutes(router: Router, options: SessionStatusOptions): void {
  router.get('/session/status', (ctx) => answer(ctx, options, findStatus))
  router.post('/session/keepalive', (ctx) => answer(ctx, options, keepAlive))
  router.options(['/session/status', '/session/keepalive'], allowPreflight)
}

async function answer(ctx: Context, options: SessionStatusOptions, ask: Ask): Promise<void> {
  ctx.set('Cache-Control', 'no-store')
  const caller = await sessionCallerOf(ctx, options)
  const status = await ask(options.source, caller)
  if (status !== null) ctx.body = showStatus(status, caller)
  else if (caller.kind === 'browser') refuseBrowser(ctx)
  else refuseToken(ctx)
}

/** Two applications must not find out that they serve one browser: neither is told the id. */
function showStatus(status: SessionStatus, { kind }: SessionCaller) {
  return {
    ...(kind === 'browser' ? { session_id: status.sessionId } : {}),
    state: status.state,
    end_reason: status.endReason,
    idle_expires_at: status.idleExpiresAt,
    absolute_expires_at: status.absoluteExpiresAt,
    expires_at: status.expiresAt,
    expires_in: status.expiresIn,
    warn_at: status.warnAt,
    extendable: status.extendable,
    server_time: status.serverTime,
  }
}
