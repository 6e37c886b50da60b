/** The page where a person changes their own password. Parse, call one verb, answer. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import { changePassword } from '../../accounts/change-password.ts'
import { findAccountById } from '../../accounts/find.ts'
import type { Passwords } from '../../accounts/passwords.ts'
import { randomToken, sha256 } from '../../base/crypto.ts'
import { isDomainError } from '../../base/errors.ts'
import type { Guessing } from '../../throttle/tally.ts'
import { field, formBody, sameOrigin } from '../middleware/guards.ts'
import type { RefusalOptions } from '../middleware/refusals.ts'
import { freshSeconds } from '../middleware/visitor.ts'
import { renderPage } from '../ui/render.ts'
import { seeOther } from '../ui/see-other.ts'
import { AccountSecurityPage, type SecurityFault } from './security-page.tsx'
import {
  type AccountOptions,
  freshlySignedIn,
  type PersonSession,
  securityPath,
  signedIn,
  signInAgain,
} from './visit.tsx'

export type SecurityOptions = AccountOptions &
  RefusalOptions & {
    readonly passwords: Passwords
    readonly guessing: Guessing
    /** As every cookie of a session is set. */
    readonly sessionCookieOptions: NonNullable<Parameters<Context['cookies']['set']>[2]>
  }

export function accountSecurityRoutes(router: Router, options: SecurityOptions): void {
  const ours = sameOrigin(options.issuer)
  router.get(securityPath, (ctx) =>
    signedIn(ctx, options, (_, session) => show(ctx, { ...options, session, refused: null })),
  )
  router.post(securityPath, ours, formBody, (ctx) => act(ctx, options))
}

type Shown = SecurityOptions & {
  readonly session: PersonSession
  readonly refused: Refused | null
}

type Refused = { readonly fault: SecurityFault; readonly waitSeconds: number | null }

async function show(ctx: Context, { db, development, session, refused }: Shown): Promise<void> {
  const account = await findAccountById(db, session.accountId)
  const told = ctx.query['told']
  ctx.type = 'html'
  ctx.body = renderPage(
    <AccountSecurityPage
      development={development}
      accountEmail={session.account.email}
      formAction={securityPath}
      notice={told === 'changed' || told === 'disowned' ? told : null}
      passwordSince={account?.passwordChangedAt ?? null}
      isFresh={session.authenticatedSecondsAgo <= freshSeconds}
      fault={refused?.fault ?? null}
      waitSeconds={refused?.waitSeconds ?? null}
    />,
  )
}

async function act(ctx: Context, options: SecurityOptions): Promise<void> {
  if (field(ctx, 'action') === 'sign_in_again') return signInAgain(ctx, options)
  await freshlySignedIn(ctx, options, (_, session) => change(ctx, session, options))
}

async function change(
  ctx: Context,
  session: PersonSession,
  options: SecurityOptions,
): Promise<void> {
  const secret = randomToken(256)
  const refused = await tryChange(ctx, { ...options, session, secret })
  if (refused !== null) {
    ctx.status = refused.fault === 'throttled' ? 429 : 400
    if (refused.waitSeconds !== null) ctx.set('Retry-After', String(refused.waitSeconds))
    return show(ctx, { ...options, session, refused })
  }
  keepCookie(ctx, { ...options, session, secret })
  seeOther(ctx, `${securityPath}?told=changed`)
}

type Change = SecurityOptions & { readonly session: PersonSession; readonly secret: string }

async function tryChange(
  ctx: Context,
  { session, secret, ...tools }: Change,
): Promise<Refused | null> {
  const next = field(ctx, 'password')
  if (next !== field(ctx, 'repeat')) return { fault: 'mismatch', waitSeconds: null }
  try {
    const fault = await changePassword(tools, {
      account: session.account,
      sessionId: session.id,
      secretHash: sha256(secret),
      current: field(ctx, 'current'),
      next,
    })
    return fault && { fault, waitSeconds: null }
  } catch (error) {
    if (!isDomainError(error, 'too_many_requests')) throw error
    return { fault: 'throttled', waitSeconds: error.retryAfterSeconds }
  }
}

/** The session goes on in this browser alone, under another secret. */
function keepCookie(ctx: Context, { session, secret, ...options }: Change): void {
  const { sessionCookie, sessionCookieOptions } = options
  const lasting = session.remembered ? { expires: session.expiresAt } : {}
  ctx.cookies.set(sessionCookie, secret, { ...sessionCookieOptions, ...lasting })
}
