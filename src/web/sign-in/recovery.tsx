/** Choosing a new password without the former one, by a mailed link. Parse, call a verb, answer. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import { findLink } from '../../accounts/find-link.ts'
import { requestReset } from '../../accounts/request-link.ts'
import { type ResetRefusal, resetPassword } from '../../accounts/reset-password.ts'
import { keepDevice } from '../../base/device-cookie.ts'
import { currentLanguage } from '../../i18n/speaking.ts'
import { isEmail, normaliseEmail } from '../../model/account.ts'
import { field, formBody, sameOrigin } from '../middleware/guards.ts'
import type { NewPasswordFault } from '../ui/new-password.tsx'
import { renderPage } from '../ui/render.ts'
import { seeOther } from '../ui/see-other.ts'
import { ForgotPage } from './forgot-page.tsx'
import {
  answerDead,
  answerEnd,
  answerPage,
  answerSent,
  findSignInStep,
  getSignInStep,
  stepOf,
} from './link-pages.tsx'
import type { LinkOptions } from './registration.tsx'
import { ResetPage } from './reset-page.tsx'

const forgotPath = '/account/forgot'

export function recoveryRoutes(router: Router, options: LinkOptions): void {
  const ours = sameOrigin(options.issuer)
  const forgot = [forgotPath, '/interaction/:uid/forgot']
  const reset = ['/account/reset', '/interaction/:uid/reset']
  router.get(forgot, (ctx) => showForm(ctx, options))
  router.post(forgot, ours, formBody, (ctx) => ask(ctx, options))
  router.get(reset, (ctx) => showReset(ctx, options, { token: String(ctx.query['token']) }))
  router.post(reset, ours, formBody, (ctx) => takeReset(ctx, options))
}

async function showForm(ctx: Context, options: LinkOptions): Promise<void> {
  await requireStep(ctx, options)
  draw(ctx, options, { email: '', isInvalid: false })
}

async function ask(ctx: Context, options: LinkOptions): Promise<void> {
  await requireStep(ctx, options)
  const { development } = options
  const typed = field(ctx, 'email')
  const email = normaliseEmail(typed)
  if (!isEmail(email)) {
    ctx.status = 400
    return draw(ctx, options, { email: typed, isInvalid: true })
  }
  await requestReset(options, { email, stepUid: stepOf(ctx) })
  answerSent(ctx, { purpose: 'reset', email, development })
}

/** Outside of a step anybody may ask; within one, only who is in it. */
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

type Tried = { readonly token: string; readonly fault?: NewPasswordFault }

async function showReset(
  ctx: Context,
  { db, steps, development, recordRefusal }: LinkOptions,
  { token, fault }: Tried,
): Promise<void> {
  // In the step's language, where this browser is in one.
  await findSignInStep(ctx, steps)
  const link = await findLink(db, { token, purpose: 'reset' })
  if (link === null) return answerDead(ctx, { ...dead, development, recordRefusal })
  if (fault !== undefined) ctx.status = 400
  // The answer must not look for the step before it is done: it may end the step's session.
  const action = `${ctx.path}?${new URLSearchParams({ ui_locales: currentLanguage() })}`
  const page = { token, development, email: link.email, action, fault: fault ?? null }
  answerPage(ctx, renderPage(<ResetPage {...page} />))
}

async function takeReset(ctx: Context, options: LinkOptions): Promise<void> {
  const token = field(ctx, 'token')
  const refusal = await tryReset(ctx, options, token)
  if (refusal === null) return goOn(ctx, options)
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

/** It signs nobody in. Where the step still waits in this browser, it goes on. */
async function goOn(ctx: Context, { steps, development }: LinkOptions): Promise<void> {
  const step = await findSignInStep(ctx, steps)
  if (step !== null) return seeOther(ctx, `/interaction/${step.uid}?told=password_set`)
  answerEnd(ctx, { end: 'reset', next: '/account', development })
}
