/** Expiry as a protocol: when the caller's session ends, "I am still here", and being told. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import type { SessionStatus } from '../../model/session-status.ts'
import { keepAlive } from '../../sessions/keep-alive.ts'
import { findStatus, type SessionCaller, type StatusSource } from '../../sessions/status.ts'
import type { SessionWatch } from '../../sessions/watch.ts'
import { refuseToken } from '../middleware/bearer.ts'
import {
  allowPreflight,
  type CallerOptions,
  type Purpose,
  refuseBrowser,
  sessionCallerOf,
} from './session-caller.ts'
import { streamEvents } from './session-events.ts'

export type SessionStatusOptions = CallerOptions & {
  readonly source: StatusSource
  readonly watch: SessionWatch
}

type Ask = {
  readonly purpose: Purpose
  readonly verb: (source: StatusSource, caller: SessionCaller) => Promise<SessionStatus | null>
}

const reading: Ask = { purpose: 'read', verb: findStatus }
const keeping: Ask = { purpose: 'change', verb: keepAlive }

export function sessionStatusRoutes(router: Router, options: SessionStatusOptions): void {
  const paths = ['/session/status', '/session/keepalive', '/session/events']
  router.get('/session/status', (ctx) => answer(ctx, options, reading))
  router.post('/session/keepalive', (ctx) => answer(ctx, options, keeping))
  router.get('/session/events', (ctx) => stream(ctx, options))
  router.options(paths, allowPreflight)
}

async function answer(ctx: Context, options: SessionStatusOptions, ask: Ask): Promise<void> {
  const { caller, status } = await asked(ctx, options, ask)
  ctx.body = showStatus(status, caller)
}

async function stream(ctx: Context, options: SessionStatusOptions): Promise<void> {
  const { caller, status } = await asked(ctx, options, reading)
  const show = (seen: SessionStatus) => showStatus(seen, caller)
  streamEvents(ctx, options.watch, { caller, status, show })
}

async function asked(ctx: Context, options: SessionStatusOptions, { purpose, verb }: Ask) {
  ctx.set('Cache-Control', 'no-store')
  const caller = await sessionCallerOf(ctx, options, purpose)
  const status = await verb(options.source, caller)
  if (status !== null) return { caller, status }
  return caller.kind === 'browser' ? refuseBrowser(ctx) : refuseToken(ctx)
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
