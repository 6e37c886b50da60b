/** The security page: how old the password is, with a form to change it. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import type { VNode } from 'preact'
import { changePassword } from '../../accounts/change-password.ts'
import { findAccountById } from '../../accounts/find.ts'
import type { Passwords } from '../../accounts/passwords.ts'
import { randomToken, sha256 } from '../../base/crypto.ts'
import { isDomainError } from '../../base/errors.ts'
import { fill } from '../../i18n/fill.ts'
import { waitingTime } from '../../i18n/moment.ts'
import type { Words } from '../../i18n/words.ts'
import type { Throttle } from '../../throttle/tally.ts'
import { field, formBody, sameOrigin } from '../middleware/guards.ts'
import type { RefusalOptions } from '../middleware/refusals.ts'
import { freshSeconds } from '../middleware/visitor.ts'
import { Alert, Field, HiddenFields } from '../ui/form.tsx'
import { useLook, useWords } from '../ui/look.ts'
import { type NewPasswordFault, NewPasswordFields } from '../ui/new-password.tsx'
import { renderPage } from '../ui/render.ts'
import { seeOther } from '../ui/see-other.ts'
import { Trait } from '../ui/trait.tsx'
import { AccountFrame, type AccountPageProps } from './frame.tsx'
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
    readonly throttle: Throttle
    /** The options with which every session cookie is set. */
    readonly sessionCookieOptions: NonNullable<Parameters<Context['cookies']['set']>[2]>
  }

export function accountSecurityRoutes(router: Router, options: SecurityOptions): void {
  const ours = sameOrigin(options.issuer)
  router.get(securityPath, (ctx) =>
    signedIn(ctx, options, (_, session) => show(ctx, { ...options, session, refusal: null })),
  )
  router.post(securityPath, ours, formBody, (ctx) => act(ctx, options))
}

type View = SecurityOptions & {
  readonly session: PersonSession
  readonly refusal: Refusal | null
}

type Refusal = { readonly fault: SecurityFault; readonly waitSeconds: number | null }

async function show(ctx: Context, { db, development, session, refusal }: View): Promise<void> {
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
      fault={refusal?.fault ?? null}
      waitSeconds={refusal?.waitSeconds ?? null}
    />,
  )
}

async function act(ctx: Context, options: SecurityOptions): Promise<void> {
  if (field(ctx, 'action') === 'sign_in_again') {
    return signedIn(ctx, options, async (_, session) => signInAgain(ctx, session, options))
  }
  await freshlySignedIn(ctx, options, (_, session) => change(ctx, session, options))
}

async function change(
  ctx: Context,
  session: PersonSession,
  options: SecurityOptions,
): Promise<void> {
  const secret = randomToken(256)
  const refusal = await tryChange(ctx, { ...options, session, secret })
  if (refusal !== null) {
    ctx.status = refusal.fault === 'throttled' ? 429 : 400
    if (refusal.waitSeconds !== null) ctx.set('Retry-After', String(refusal.waitSeconds))
    return show(ctx, { ...options, session, refusal })
  }
  keepCookie(ctx, { ...options, session, secret })
  seeOther(ctx, `${securityPath}?told=changed`)
}

type Change = SecurityOptions & { readonly session: PersonSession; readonly secret: string }

async function tryChange(
  ctx: Context,
  { session, secret, ...tools }: Change,
): Promise<Refusal | null> {
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

/** The session continues only in this browser, under a new secret. */
function keepCookie(ctx: Context, { session, secret, ...options }: Change): void {
  const { sessionCookie, sessionCookieOptions } = options
  const lasting = session.remembered ? { expires: session.expiresAt } : {}
  ctx.cookies.set(sessionCookie, secret, { ...sessionCookieOptions, ...lasting })
}

export type SecurityFault = NewPasswordFault | 'wrong_current' | 'throttled'

export type AccountSecurityPageProps = AccountPageProps & {
  readonly notice: keyof Words['account']['security']['done'] | null
  /** Null when the account no longer exists. */
  readonly passwordSince: Date | null
  /** Whether the person signed in recently enough to change it. */
  readonly isFresh: boolean
  readonly fault: SecurityFault | null
  /** Seconds until the next attempt is allowed. */
  readonly waitSeconds?: number | null
}

export function AccountSecurityPage(props: AccountSecurityPageProps): VNode {
  const { security: text } = useWords().account
  const { development, accountEmail, notice, passwordSince, isFresh, fault } = props
  return (
    <AccountFrame
      place="security"
      title={text.title}
      lead={text.lead}
      note={text.note}
      done={notice === null || fault !== null ? null : text.done[notice]}
      development={development}
      accountEmail={accountEmail}
    >
      <h2>{text.password}</h2>
      {passwordSince !== null && (
        <dl class="traits">
          <Trait name={text.since} values={[passwordSince]} />
        </dl>
      )}
      {isFresh ? <ChangeForm {...props} /> : <SignInAgain {...props} />}
    </AccountFrame>
  )
}

function SignInAgain({ formAction }: AccountSecurityPageProps): VNode {
  const { security: text } = useWords().account
  return (
    <form method="post" action={formAction}>
      <HiddenFields hidden={{ action: 'sign_in_again' }} />
      <p>{text.again}</p>
      <button class="button primary" type="submit">
        {text.signIn}
      </button>
    </form>
  )
}

function useMessage({ fault, waitSeconds }: AccountSecurityPageProps): string | null {
  const { language, words } = useLook()
  switch (fault) {
    case null:
      return null
    case 'wrong_current':
      return words.account.security.wrong
    case 'throttled': {
      const wait = waitingTime(waitSeconds ?? 60, language)
      return fill(words.steps.signIn.errors.throttled, { wait })
    }
    default:
      return words.recovery.newPassword.faults[fault]
  }
}

/** The email field is there for password managers. */
function ChangeForm(props: AccountSecurityPageProps): VNode {
  const { formAction, accountEmail, fault } = props
  const { security: text } = useWords().account
  const message = useMessage(props)
  const alertId = 'security-error'
  const isCurrent = fault === 'wrong_current' || fault === 'throttled'
  return (
    <form method="post" action={formAction}>
      <HiddenFields hidden={{ action: 'change_password' }} />
      {message !== null && <Alert id={alertId} message={message} />}
      <Field
        name="email"
        label={text.email}
        type="email"
        autocomplete="username"
        value={accountEmail}
        faultId={null}
        fixed
      />
      <Field
        name="current"
        label={text.current}
        type="password"
        autocomplete="current-password"
        value=""
        faultId={isCurrent ? alertId : null}
      />
      <NewPasswordFields faultId={fault !== null && !isCurrent ? alertId : null} />
      <button class="button primary" type="submit">
        {text.submit}
      </button>
    </form>
  )
}
