/** Making an account by oneself, within a step that asks to sign in. Parse, call a verb, answer. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import {
  type ConfirmationOutcome,
  confirmRegistration,
} from '../../accounts/confirm-registration.ts'
import { findLink } from '../../accounts/find-link.ts'
import type { Passwords } from '../../accounts/passwords.ts'
import { requestRegistration } from '../../accounts/request-link.ts'
import { isEmail, normaliseEmail, normaliseName } from '../../model/account.ts'
import type { Step } from '../../model/step.ts'
import type { Db } from '../../store/db.ts'
import type { Throttle } from '../../throttle/tally.ts'
import { field, formBody, sameOrigin } from '../middleware/guards.ts'
import type { RefusalOptions } from '../middleware/refusals.ts'
import { renderPage } from '../ui/render.ts'
import { seeOther } from '../ui/see-other.ts'
import { ConfirmPage } from './confirm-page.tsx'
import {
  answerDead,
  answerEnd,
  answerPage,
  answerSent,
  findSignInStep,
  getSignInStep,
  type StepFinder,
} from './link-pages.tsx'
import { type RegisterFault, RegisterPage } from './register-page.tsx'

export type LinkOptions = RefusalOptions & {
  readonly db: Db
  readonly passwords: Passwords
  readonly throttle: Throttle
  readonly steps: StepFinder
  readonly issuer: string
  readonly development: boolean
}

export function registrationRoutes(router: Router, options: LinkOptions): void {
  const ours = sameOrigin(options.issuer)
  const register = '/interaction/:uid/register'
  const confirm = '/interaction/:uid/confirm'
  router.get(register, (ctx) => showForm(ctx, options))
  router.post(register, ours, formBody, (ctx) => ask(ctx, options))
  router.get(confirm, (ctx) =>
    showConfirmation(ctx, options, { token: String(ctx.query['token']) }),
  )
  router.post(confirm, ours, formBody, (ctx) => confirmAddress(ctx, options))
}

type Typed = { readonly name: string; readonly email: string; readonly fault: RegisterFault | null }

async function showForm(ctx: Context, options: LinkOptions): Promise<void> {
  const step = await getSignInStep(ctx, options.steps)
  draw(ctx, step, { ...options, name: '', email: '', fault: null })
}

async function ask(ctx: Context, options: LinkOptions): Promise<void> {
  const step = await getSignInStep(ctx, options.steps)
  const typed = { name: field(ctx, 'name'), email: field(ctx, 'email') }
  const email = normaliseEmail(typed.email)
  const fault = await tryRegistration(ctx, { ...options, ...typed, email, stepUid: step.uid })
  if (fault === null) {
    return answerSent(ctx, { purpose: 'register', email, development: options.development })
  }
  ctx.status = 400
  draw(ctx, step, { ...options, ...typed, fault })
}

async function tryRegistration(
  ctx: Context,
  { email, stepUid, ...options }: LinkOptions & { email: string; name: string; stepUid: string },
): Promise<RegisterFault | null> {
  const name = normaliseName(options.name)
  if (name === null) return 'name'
  if (!isEmail(email)) return 'email'
  const password = field(ctx, 'password')
  if (password !== field(ctx, 'repeat')) return 'mismatch'
  return requestRegistration(options, { email, name, password, stepUid })
}

function draw(ctx: Context, { clientName, uid }: Step, typed: Typed & LinkOptions): void {
  const { name, email, fault, development } = typed
  const page = { name, email, fault, development, clientName, action: ctx.path }
  answerPage(ctx, renderPage(<RegisterPage {...page} signIn={`/interaction/${uid}`} />))
}

async function showConfirmation(
  ctx: Context,
  options: LinkOptions,
  { token, isWrong = false }: { token: string; isWrong?: boolean },
): Promise<void> {
  const { db, steps, development } = options
  const link = await findLink(db, { token, purpose: 'register' })
  if (link === null) return answerDead(ctx, { ...dead, ...options })
  const step = await findSignInStep(ctx, steps)
  const needsPassword = step?.uid !== link.stepUid
  const page = { token, needsPassword, isWrong, development, email: link.email, action: ctx.path }
  answerPage(ctx, renderPage(<ConfirmPage {...page} />))
}

async function confirmAddress(ctx: Context, options: LinkOptions): Promise<void> {
  const step = await findSignInStep(ctx, options.steps)
  const token = field(ctx, 'token')
  const password = field(ctx, 'password')
  const given = { token, password, stepUid: step?.uid ?? null }
  const outcome = await confirmRegistration(options, given)
  await answerOutcome(ctx, options, { outcome, step, token })
}

type Outcome = { outcome: ConfirmationOutcome; step: Step | null; token: string }

async function answerOutcome(
  ctx: Context,
  options: LinkOptions,
  { outcome, step, token }: Outcome,
): Promise<void> {
  const { development } = options
  switch (outcome) {
    case 'confirmed':
      if (step !== null) return seeOther(ctx, `/interaction/${step.uid}?told=account_ready`)
      return answerEnd(ctx, { end: 'confirmed', next: '/account', development })
    case 'wrong_password':
      ctx.status = 401
      return showConfirmation(ctx, options, { token, isWrong: true })
    case 'link_dead':
      return answerDead(ctx, { ...dead, ...options })
  }
}

const dead = { purpose: 'register', next: null } as const
