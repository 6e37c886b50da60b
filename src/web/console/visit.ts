/**
 * An operator's visit to the console: the session, and calls to the admin API in the operator's name.
 * It never decides what a role may do; the admin API does that, as for any program.
 */

import type { Context } from 'koa'
import { epochSeconds } from '../../base/clock.ts'
import { DomainError, isDomainError } from '../../base/errors.ts'
import type { OperationId, ResponseDocument } from '../../contract/operations.ts'
import { refusalOf, type Target } from '../../model/authority.ts'
import { scopesOfRoles } from '../../model/operator-role.ts'
import { consoleClient } from '../../model/own-client.ts'
import type { LiveSession } from '../../sessions/find.ts'
import { commit, getWork } from '../../store/unit-of-work.ts'
import type { AdminApi, Call } from '../admin-api/api.ts'
import { authorityOf } from '../admin-api/authority.ts'
import type { Caller, Reply } from '../admin-api/operation.ts'
import { freshSeconds, signInAddress, type VisitOptions, visitorOf } from '../middleware/visitor.ts'
import { seeOther } from '../ui/see-other.ts'
import { overviewPath } from './addresses.ts'

export type ConsoleOptions = VisitOptions & {
  readonly issuer: string
  readonly development: boolean
  readonly api: AdminApi
  /** False when this server cannot send mail. */
  readonly sendsMail: boolean
  /** Null if mail is sent, not shown as in development. */
  readonly shownMail: unknown
}

export type Visit = {
  readonly email: string
  readonly roles: readonly string[]
  /** Whether the operator has a scope. A page offers nothing that would be refused. */
  readonly may: (scope: string) => boolean
  /** Whether the operator could have granted what an act would touch. */
  readonly mayAct: (on: Target) => boolean
  /** Whether the last sign-in is recent enough for an action that cannot be undone. */
  readonly isFresh: boolean
  readonly session: LiveSession
  /** The reply as a client would parse it: moments are text. Throws what the operation throws. */
  readonly ask: <Id extends OperationId>(
    operationId: Id,
    call?: ApiCall,
  ) => Promise<ApiReply<ResponseDocument<Id>>>
  /** For an operation that replies with a stream. */
  readonly stream: (operationId: string, call?: ApiCall) => Promise<Reply>
}

type ApiCall = Omit<Call, 'operationId' | 'caller'>

type ApiReply<Body> = Omit<Reply, 'body'> & { readonly body: Body }

export type VisitHandler = (ctx: Context, visit: Visit) => Promise<void>

/** A page that stays open as a listener must present its session again after this time. */
const callerSeconds = 300

export async function withVisit(
  ctx: Context,
  options: ConsoleOptions,
  handle: VisitHandler,
): Promise<void> {
  ctx.set('Cache-Control', 'no-store')
  const session = await visitorOf(ctx, options, consoleClient)
  if (session === null) return askToSignIn(ctx, options)
  await handleAs(ctx, { ...options, session, handle })
}

/**
 * For requests that an open page sends by itself; they do not keep the session alive. Throws
 * `token_missing` after the session has ended, because a sign-in page would be useless there.
 */
export async function withListeningVisit(
  ctx: Context,
  options: ConsoleOptions,
  handle: VisitHandler,
): Promise<void> {
  ctx.set('Cache-Control', 'no-store')
  const session = await visitorOf(ctx, { ...options, isActivity: false }, consoleClient)
  if (session === null) throw new DomainError('token_missing', 'nobody is signed in here any more')
  await handleAs(ctx, { ...options, session, handle })
}

type VisitStart = ConsoleOptions & { readonly session: LiveSession; readonly handle: VisitHandler }

async function handleAs(ctx: Context, { session, handle, ...options }: VisitStart): Promise<void> {
  const caller = callerOf(session)
  const visit = visitOf(session, caller, options.api)
  ctx.state['caller'] = caller.by
  visits.set(ctx, visit)
  if (caller.scopes.length === 0) {
    throw new DomainError('forbidden', 'this account is no operator of this server')
  }
  // The action may end the operator's own session, so the visit to that session is written first.
  if (ctx.method === 'POST') await commit(options.db, getWork())
  await handle(ctx, visit)
}

const visits = new WeakMap<Context, Visit>()

/** Null until the operator is known. The error pages use it to show the operator's frame. */
export function visitIn(ctx: Context): Visit | null {
  return visits.get(ctx) ?? null
}

/**
 * For actions that cannot be undone: asks for a new sign-in when the last one is not recent. The
 * operator then returns to this page, or to `back`, the page with the form.
 */
export function withFreshVisit(
  ctx: Context,
  { back, ...options }: ConsoleOptions & { readonly back?: string },
  handle: VisitHandler,
): Promise<void> {
  return withVisit(ctx, options, async (_, visit) => {
    const { email } = visit
    const signIn = () => askToSignIn(ctx, options, { back, prompt: 'login', email })
    if (!visit.isFresh) return signIn()
    try {
      await handle(ctx, visit)
    } catch (error) {
      if (!isDomainError(error, 'insufficient_user_authentication')) throw error
      signIn()
    }
  })
}

type SignIn = {
  readonly back?: string | undefined
  readonly prompt?: 'login'
  readonly email?: string
}

/** Posted data is not kept: the operator returns to the page with the form. */
function askToSignIn(ctx: Context, { issuer }: ConsoleOptions, request: SignIn = {}): void {
  const { back = ctx.method === 'GET' ? ctx.url : ctx.path, ...more } = request
  seeOther(ctx, signInAddress(issuer, consoleClient, { back, ...more }))
}

/** The page to return to after the sign-in. The state is untrusted: only a page of the console counts. */
export function placeAfterSignIn(ctx: Context, { issuer }: ConsoleOptions): string {
  const state = ctx.query['state']
  if (typeof state !== 'string' || !URL.canParse(state, issuer)) return overviewPath
  const { origin, pathname, search } = new URL(state, issuer)
  const isOurs =
    origin === issuer && (pathname === overviewPath || pathname.startsWith(`${overviewPath}/`))
  return isOurs && pathname !== consoleClient.callback ? `${pathname}${search}` : overviewPath
}

function callerOf(session: LiveSession): Caller {
  const { accountId, account } = session
  return {
    by: { kind: 'operator', id: accountId },
    scopes: scopesOfRoles(account.roles),
    signedInSecondsAgo: session.authenticatedSecondsAgo,
    expiresAt: epochSeconds() + callerSeconds,
  }
}

function visitOf(session: LiveSession, caller: Caller, api: AdminApi): Visit {
  const { account } = session
  return {
    email: account.email ?? '',
    roles: account.roles,
    may: (scope) => caller.scopes.includes(scope),
    mayAct: (on) => refusalOf(authorityOf(caller), on) === null,
    isFresh: session.authenticatedSecondsAgo <= freshSeconds,
    session,
    stream: (operationId, call = {}) => api.call({ operationId, caller, ...call }),
    ask: async <Id extends OperationId>(operationId: Id, call: ApiCall = {}) => {
      const { body, ...reply } = await api.call({ operationId, caller, ...call })
      const document: ResponseDocument<Id> = JSON.parse(JSON.stringify(body ?? null))
      return { ...reply, body: document }
    },
  }
}
