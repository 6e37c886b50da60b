/** Password reset by a mailed link. Never tells whether an address has an account. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import type { VNode } from 'preact'
import { findLink } from '../../accounts/find-link.ts'
import { requestReset } from '../../accounts/request-link.ts'
import { type ResetRefusal, resetPassword } from '../../accounts/reset-password.ts'
import { keepDevice } from '../../base/device-cookie.ts'
import { fill } from '../../i18n/fill.ts'
import { currentLanguage } from '../../i18n/speaking.ts'
import { isEmail, normaliseEmail } from '../../model/account.ts'
import { field, formBody, sameOrigin } from '../middleware/guards.ts'
import { Alert, Field, HiddenFields } from '../ui/form.tsx'
import { useWords } from '../ui/look.ts'
import { type NewPasswordFault, NewPasswordFields } from '../ui/new-password.tsx'
import { Intro, Page, type PageProps, Sheet } from '../ui/page.tsx'
import { renderPage } from '../ui/render.ts'
import { seeOther } from '../ui/see-other.ts'
import {
  accountSignIn,
  answerDead,
  answerEnd,
  answerPage,
  answerSent,
  findSignInStep,
  getSignInStep,
  signInPage,
  stepOf,
} from './mailed-link.tsx'
import type { LinkOptions } from './registration.tsx'

const forgotPath = '/account/forgot'

export function recoveryRoutes(router: Router, options: LinkOptions): void {
  const ours = sameOrigin(options.issuer)
  const forgot = [forgotPath, '/interaction/:uid/forgot']
  const reset = ['/account/reset', '/interaction/:uid/reset']
  router.get(forgot, (ctx) => showForm(ctx, options))
  router.post(forgot, ours, formBody, (ctx) => submit(ctx, options))
  router.get(reset, (ctx) => showReset(ctx, options, { token: String(ctx.query['token']) }))
  router.post(reset, ours, formBody, (ctx) => takeReset(ctx, options))
}

async function showForm(ctx: Context, options: LinkOptions): Promise<void> {
  await requireStep(ctx, options)
  draw(ctx, options, { email: '', isInvalid: false })
}

async function submit(ctx: Context, options: LinkOptions): Promise<void> {
  await requireStep(ctx, options)
  const typed = field(ctx, 'email')
  const email = normaliseEmail(typed)
  if (!isEmail(email)) {
    ctx.status = 400
    return draw(ctx, options, { email: typed, isInvalid: true })
  }
  await requestReset(options, { email, stepUid: stepOf(ctx) })
  answerSent(ctx, { purpose: 'reset', email }, options)
}

/** Outside a step anyone may ask; within a step, only the browser that is in it. */
async function requireStep(ctx: Context, { steps }: LinkOptions): Promise<void> {
  if (stepOf(ctx) !== null) await getSignInStep(ctx, steps)
}

function draw(
  ctx: Context,
  { development }: LinkOptions,
  typed: { readonly email: string; readonly isInvalid: boolean },
): void {
  const uid = stepOf(ctx)
  const signIn = uid === null ? null : `/interaction/${uid}`
  const page = { ...typed, development, action: ctx.path, signIn }
  answerPage(ctx, renderPage(<ForgotPage {...page} />))
}

type ResetAttempt = { readonly token: string; readonly fault?: NewPasswordFault }

async function showReset(
  ctx: Context,
  { db, steps, development, recordRefusal }: LinkOptions,
  { token, fault }: ResetAttempt,
): Promise<void> {
  // Finding the step also sets its language.
  await findSignInStep(ctx, steps)
  const link = await findLink(db, { token, purpose: 'reset' })
  if (link === null) return answerDead(ctx, { ...dead, development, recordRefusal })
  if (fault !== undefined) ctx.status = 400
  // The language goes along in the address: the POST cannot look for the step first, as the reset may
  // end the step's session.
  const action = `${ctx.path}?${new URLSearchParams({ ui_locales: currentLanguage() })}`
  const page = { token, development, email: link.email, action, fault: fault ?? null }
  answerPage(ctx, renderPage(<ResetPage {...page} />))
}

async function takeReset(ctx: Context, options: LinkOptions): Promise<void> {
  const token = field(ctx, 'token')
  const link = await findLink(options.db, { token, purpose: 'reset' })
  const refusal = await tryReset(ctx, options, token)
  if (refusal === null) return goOn(ctx, options, link?.email ?? null)
  if (refusal !== 'link_dead') return showReset(ctx, options, { token, fault: refusal })
  const { development, recordRefusal } = options
  await answerDead(ctx, { ...dead, development, recordRefusal })
}

const dead = { purpose: 'reset', next: forgotPath } as const

async function tryReset(
  ctx: Context,
  options: LinkOptions,
  token: string,
): Promise<ResetRefusal | 'mismatch' | null> {
  const password = field(ctx, 'password')
  if (password !== field(ctx, 'repeat')) return 'mismatch'
  const device = keepDevice(ctx.cookies, options.issuer)
  return resetPassword(options, { token, password, device })
}

/** A reset signs nobody in. A step still open in this browser continues. */
async function goOn(ctx: Context, options: LinkOptions, email: string | null): Promise<void> {
  const { steps, development } = options
  const step = await findSignInStep(ctx, steps)
  if (step !== null) return seeOther(ctx, signInPage(step, { told: 'password_set', email }))
  answerEnd(ctx, { end: 'reset', next: accountSignIn(options, email), development })
}

export type ForgotPageProps = PageProps & {
  readonly action: string
  /** Address of the step that the person came from; null outside a step. */
  readonly signIn: string | null
  readonly email: string
  readonly isInvalid: boolean
}

export function ForgotPage(props: ForgotPageProps): VNode {
  const { frame, recovery } = useWords()
  const { forgot: text } = recovery
  const { action, signIn, email, isInvalid, development } = props
  const alertId = 'forgot-error'
  return (
    <Page
      title={isInvalid ? fill(frame.errors.titleOf, text) : text.title}
      development={development}
    >
      <Intro>
        <h1>{text.title}</h1>
        <p class="lead">{text.lead}</p>
        <p class="note">{text.note}</p>
      </Intro>
      <Sheet>
        <form method="post" action={action}>
          {isInvalid && <Alert id={alertId} message={text.invalid} />}
          <Field
            name="email"
            label={text.email}
            type="email"
            autocomplete="username"
            value={email}
            faultId={isInvalid ? alertId : null}
          />
          <button class="button primary" type="submit">
            {text.submit}
          </button>
        </form>
        {signIn !== null && (
          <p class="ways">
            <a href={signIn}>{text.signIn}</a>
          </p>
        )}
      </Sheet>
    </Page>
  )
}

export type ResetPageProps = PageProps & {
  readonly action: string
  readonly token: string
  readonly email: string
  readonly fault: NewPasswordFault | null
}

export function ResetPage({ action, token, email, fault, development }: ResetPageProps): VNode {
  const { frame, recovery } = useWords()
  const { reset: text } = recovery
  const alertId = 'reset-error'
  const faultId = fault === null ? null : alertId
  return (
    <Page
      title={fault === null ? text.title : fill(frame.errors.titleOf, text)}
      development={development}
    >
      <Intro>
        <h1>{text.title}</h1>
        <p class="lead">{text.lead}</p>
        <p class="note">{text.note}</p>
      </Intro>
      <Sheet>
        <form method="post" action={action}>
          <HiddenFields hidden={{ token }} />
          {fault !== null && <Alert id={alertId} message={recovery.newPassword.faults[fault]} />}
          <Field
            name="email"
            label={text.email}
            type="email"
            autocomplete="username"
            value={email}
            faultId={null}
            fixed
          />
          <NewPasswordFields faultId={faultId} />
          <button class="button primary" type="submit">
            {text.submit}
          </button>
        </form>
      </Sheet>
    </Page>
  )
}
