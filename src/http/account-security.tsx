/** The page where a person changes their own password. Parse, call one verb, answer. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import { type ChangeRefusal, changePassword } from '../accounts/change-password.ts'
import { findAccountById } from '../accounts/find.ts'
import type { Passwords } from '../accounts/passwords.ts'
import { randomToken, sha256 } from '../base/crypto.ts'
import {
  type AccountOptions,
  freshlySignedIn,
  type PersonSession,
  securityPath,
  signedIn,
  signInAgain,
} from './account-visit.tsx'
import { field, formBody, sameOrigin } from './guards.ts'
import { freshSeconds } from './own-visit.ts'
import type { RefusalOptions } from './refusals.ts'
import { seeOther } from './see-other.ts'
import { AccountSecurityPage, type SecurityFault } from './views/account-security-page.tsx'
import { renderPage } from './views/render.ts'

export type SecurityOptions = AccountOptions &
  RefusalOptions & {
    readonly passwords: Passwords
    /** As every cookie of a session is set. */
    readonly sessionCookieOptions: NonNullable<Parameters<Context['cookies']['set']>[2]>
  }

export function accountSecurityRoutes(router: Router, options: SecurityOptions): void {
  const ours = sameOrigin(options.issuer)
  router.get(securityPath, (ctx) =>
    signedIn(ctx, options, (_, session) => show(ctx, { ...options, session, fault: null })),
  )
  router.post(securityPath, ours, formBody, (ctx) => act(ctx, options))
}

type Shown = SecurityOptions & {
  readonly session: PersonSession
  readonly fault: SecurityFault | null
}

async function show(ctx: Context, { db, development, session, fault }: Shown): Promise<void> {
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
      fault={fault}
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
  const fault = await tryChange(ctx, { ...options, session, secret })
  if (fault !== null) {
    ctx.status = 400
    return show(ctx, { ...options, session, fault })
  }
  keepCookie(ctx, { ...options, session, secret })
  seeOther(ctx, `${securityPath}?told=changed`)
}

type Change = SecurityOptions & { readonly session: PersonSession; readonly secret: string }

async function tryChange(
  ctx: Context,
  { session, secret, ...tools }: Change,
): Promise<SecurityFault | ChangeRefusal | null> {
  const next = field(ctx, 'password')
  if (next !== field(ctx, 'repeat')) return 'mismatch'
  return changePassword(tools, {
    account: session.account,
    sessionId: session.id,
    secretHash: sha256(secret),
    current: field(ctx, 'current'),
    next,
  })
}

/** The session goes on in this browser alone, under another secret. */
function keepCookie(ctx: Context, { session, secret, ...options }: Change): void {
  const { sessionCookie, sessionCookieOptions } = options
  const lasting = session.remembered ? { expires: session.expiresAt } : {}
  ctx.cookies.set(sessionCookie, secret, { ...sessionCookieOptions, ...lasting })
}
