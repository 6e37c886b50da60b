/**
 * Who operates in the console: signed in through this server, with a role. What they ask for goes
 * to the admin API as any program's call does; nothing here decides what a role may do.
 */

import type { Context } from 'koa'
import { epochSeconds } from '../../base/clock.ts'
import { DomainError } from '../../base/errors.ts'
import { scopesOfRoles } from '../../model/operator-role.ts'
import { consoleClient } from '../../model/own-client.ts'
import type { LiveSession } from '../../sessions/find.ts'
import { commit, getWork } from '../../store/unit-of-work.ts'
import type { AdminApi, Call } from '../admin-api/api.ts'
import type { Caller, Reply } from '../admin-api/operation.ts'
import { freshSeconds, signInAddress, type VisitOptions, visitorOf } from '../middleware/visitor.ts'
import { seeOther } from '../ui/see-other.ts'
import { overviewPath } from './addresses.ts'

export type ConsoleOptions = VisitOptions & {
  readonly issuer: string
  readonly development: boolean
  readonly api: AdminApi
  /** Whether mail that is asked for goes anywhere. */
  readonly sendsMail: boolean
}

export type Visit = {
  readonly email: string
  readonly roles: readonly string[]
  /** Whether something of the admin API is theirs, so that no page offers what would be refused. */
  readonly may: (scope: string) => boolean
  /** Whether they signed in recently enough for what cannot be undone. */
  readonly isFresh: boolean
  readonly session: LiveSession
  /** The answer as its reader gets it: text where it was a moment. Throws as the operation does. */
  readonly ask: <Body>(operationId: string, asked?: Asking) => Promise<Answer<Body>>
  /** The same for what is no document but a stream. */
  readonly stream: (operationId: string, asked?: Asking) => Promise<Reply>
}

export type Asking = Omit<Call, 'operationId' | 'caller'>

export type Answer<Body> = Omit<Reply, 'body'> & { readonly body: Body }

export type ConsoleAct = (ctx: Context, visit: Visit) => Promise<void>

/** A session is looked at anew this often, however long a page of its keeps listening. */
const callerSeconds = 300

export async function operating(
  ctx: Context,
  options: ConsoleOptions,
  act: ConsoleAct,
): Promise<void> {
  ctx.set('Cache-Control', 'no-store')
  const session = await visitorOf(ctx, options, consoleClient)
  if (session === null) return signIn(ctx, options)
  await actAs(ctx, { ...options, session, act })
}

/**
 * For what a page asks for by itself, again and again while it is open: that keeps no session alive.
 * Throws `token_missing` for who is signed in no more: no page can be shown there.
 */
export async function listening(
  ctx: Context,
  options: ConsoleOptions,
  act: ConsoleAct,
): Promise<void> {
  ctx.set('Cache-Control', 'no-store')
  const session = await visitorOf(ctx, { ...options, isActivity: false }, consoleClient)
  if (session === null) throw new DomainError('token_missing', 'nobody is signed in here any more')
  await actAs(ctx, { ...options, session, act })
}

type Acting = ConsoleOptions & { readonly session: LiveSession; readonly act: ConsoleAct }

async function actAs(ctx: Context, { session, act, ...options }: Acting): Promise<void> {
  const caller = callerOf(session)
  const visit = visitOf(session, caller, options.api)
  ctx.state['caller'] = caller.by
  visits.set(ctx, visit)
  if (caller.scopes.length === 0) {
    throw new DomainError('forbidden', 'this account is no operator of this server')
  }
  // What an operator does may end their own session: that they were here is written before it.
  if (ctx.method === 'POST') await commit(options.db, getWork())
  await act(ctx, visit)
}

const visits = new WeakMap<Context, Visit>()

/** Whose visit a request is, once that is known, so that a refusal can be shown as theirs. */
export function visitIn(ctx: Context): Visit | null {
  return visits.get(ctx) ?? null
}

/**
 * For what cannot be undone: who signed in long ago signs in again, and comes back here, or to
 * `back`, where the form stands that was sent.
 */
export function operatingFreshly(
  ctx: Context,
  { back, ...options }: ConsoleOptions & { readonly back?: string },
  act: ConsoleAct,
): Promise<void> {
  return operating(ctx, options, async (_, visit) => {
    if (!visit.isFresh) return signIn(ctx, options, { back, prompt: 'login' })
    await act(ctx, visit)
  })
}

type Returning = { readonly back?: string | undefined; readonly prompt?: 'login' }

/** What was posted is not kept: the person comes back to the page of the form. */
function signIn(ctx: Context, { issuer }: ConsoleOptions, returning: Returning = {}): void {
  const { back = ctx.method === 'GET' ? ctx.url : ctx.path, ...more } = returning
  seeOther(ctx, signInAddress(issuer, consoleClient, { back, ...more }))
}

/** Where they were when they had to sign in: a page of the console, never an address from outside. */
export function placeAfterSignIn(ctx: Context, { issuer }: ConsoleOptions): string {
  const state = ctx.query['state']
  if (typeof state !== 'string' || !URL.canParse(state, issuer)) return overviewPath
  const { origin, pathname, search } = new URL(state, issuer)
  const isOurs =
    origin === issuer && (pathname === overviewPath || pathname.startsWith(`${overviewPath}/`))
  return isOurs && pathname !== consoleClient.callback ? `${pathname}${search}` : overviewPath
}

function callerOf({ accountId, account }: LiveSession): Caller {
  return {
    by: { kind: 'operator', id: accountId },
    scopes: scopesOfRoles(account.roles),
    expiresAt: epochSeconds() + callerSeconds,
  }
}

function visitOf(session: LiveSession, caller: Caller, api: AdminApi): Visit {
  const { account } = session
  return {
    email: account.email ?? '',
    roles: account.roles,
    may: (scope) => caller.scopes.includes(scope),
    isFresh: session.authenticatedSecondsAgo <= freshSeconds,
    session,
    stream: (operationId, asked = {}) => api.call({ operationId, caller, ...asked }),
    ask: async <Body>(operationId: string, asked: Asking = {}): Promise<Answer<Body>> => {
      const { body, ...reply } = await api.call({ operationId, caller, ...asked })
      const read: Body = JSON.parse(JSON.stringify(body ?? null))
      return { ...reply, body: read }
    },
  }
}
