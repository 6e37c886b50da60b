/** Registration within a sign-in step: the form, the mailed link, and the confirmation. Never tells whether an address has an account. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import type { VNode } from 'preact'
import {
  type ConfirmationOutcome,
  confirmRegistration,
} from '../../accounts/confirm-registration.ts'
import { findLink } from '../../accounts/find-link.ts'
import type { Passwords } from '../../accounts/passwords.ts'
import { requestRegistration } from '../../accounts/request-link.ts'
import { readDisplayName } from '../../base/display-name.ts'
import { showEmail } from '../../base/email-domain.ts'
import { fill } from '../../i18n/fill.ts'
import type { Words } from '../../i18n/words.ts'
import { isEmail, longestAccountName, normaliseEmail } from '../../model/account.ts'
import type { OwnPage } from '../../model/own-client.ts'
import type { Step } from '../../model/step.ts'
import type { Db } from '../../store/db.ts'
import type { Throttle } from '../../throttle/tally.ts'
import { field, formBody, sameOrigin } from '../middleware/guards.ts'
import type { RefusalOptions } from '../middleware/refusals.ts'
import { Alert, Field, HiddenFields } from '../ui/form.tsx'
import { useWords } from '../ui/look.ts'
import { type NewPasswordFault, NewPasswordFields } from '../ui/new-password.tsx'
import { Intro, Page, type PageProps, Sheet } from '../ui/page.tsx'
import { renderPage } from '../ui/render.ts'
import { seeOther } from '../ui/see-other.ts'
import { Sentence } from '../ui/sentence.tsx'
import {
  accountSignIn,
  answerDead,
  answerEnd,
  answerPage,
  answerSent,
  findSignInStep,
  getSignInStep,
  type SentMailOptions,
  type StepFinder,
  signInPage,
} from './mailed-link.tsx'
import { Meeting } from './meeting.tsx'

export type LinkOptions = RefusalOptions &
  SentMailOptions & {
    readonly db: Db
    readonly passwords: Passwords
    readonly throttle: Throttle
    readonly steps: StepFinder
    readonly issuer: string
  }

export function registrationRoutes(router: Router, options: LinkOptions): void {
  const ours = sameOrigin(options.issuer)
  const register = '/interaction/:uid/register'
  const confirm = '/interaction/:uid/confirm'
  router.get(register, (ctx) => showForm(ctx, options))
  router.post(register, ours, formBody, (ctx) => submit(ctx, options))
  router.get(confirm, (ctx) =>
    showConfirmation(ctx, options, { token: String(ctx.query['token']) }),
  )
  router.post(confirm, ours, formBody, (ctx) => confirmAddress(ctx, options))
}

type FormValues = {
  readonly name: string
  readonly email: string
  readonly fault: RegisterFault | null
}

async function showForm(ctx: Context, options: LinkOptions): Promise<void> {
  const step = await getSignInStep(ctx, options.steps)
  draw(ctx, step, { ...options, name: '', email: '', fault: null })
}

async function submit(ctx: Context, options: LinkOptions): Promise<void> {
  const step = await getSignInStep(ctx, options.steps)
  const typed = { name: field(ctx, 'name'), email: field(ctx, 'email') }
  const email = normaliseEmail(typed.email)
  const fault = await tryRegistration(ctx, { ...options, ...typed, email, stepUid: step.uid })
  if (fault === null) return answerSent(ctx, { purpose: 'register', email }, options)
  ctx.status = 400
  draw(ctx, step, { ...options, ...typed, fault })
}

async function tryRegistration(
  ctx: Context,
  { email, stepUid, ...options }: LinkOptions & { email: string; name: string; stepUid: string },
): Promise<RegisterFault | null> {
  const limits = { most: longestAccountName, brandName: options.passwords.place }
  const read = readDisplayName(options.name, limits)
  if ('fault' in read) return 'name'
  const { name } = read
  if (!isEmail(email)) return 'email'
  const password = field(ctx, 'password')
  if (password !== field(ctx, 'repeat')) return 'mismatch'
  return requestRegistration(options, { email, name, password, stepUid })
}

function draw(ctx: Context, { clientName, own, uid }: Step, typed: FormValues & LinkOptions): void {
  const { name, email, fault, development } = typed
  const page = { name, email, fault, development, clientName, own, action: ctx.path }
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
  const link = await findLink(options.db, { token, purpose: 'register' })
  const attempt = { token, password, stepUid: step?.uid ?? null }
  const outcome = await confirmRegistration(options, attempt)
  await answerOutcome(ctx, options, { outcome, step, token, email: link?.email ?? null })
}

type Outcome = {
  readonly outcome: ConfirmationOutcome
  readonly step: Step | null
  readonly token: string
  readonly email: string | null
}

async function answerOutcome(
  ctx: Context,
  options: LinkOptions,
  { outcome, step, token, email }: Outcome,
): Promise<void> {
  const { development } = options
  switch (outcome) {
    case 'confirmed':
      if (step !== null) return seeOther(ctx, signInPage(step, { told: 'account_ready', email }))
      return answerEnd(ctx, { end: 'confirmed', next: accountSignIn(options, email), development })
    case 'wrong_password':
      ctx.status = 401
      return showConfirmation(ctx, options, { token, isWrong: true })
    case 'link_dead':
      return answerDead(ctx, { ...dead, ...options })
  }
}

const dead = { purpose: 'register', next: null } as const

export type RegisterFault = NewPasswordFault | 'email' | 'name'

export type RegisterPageProps = PageProps & {
  readonly clientName: string
  /** Set on the way to one of the server's own pages. */
  readonly own?: OwnPage | null
  readonly action: string
  readonly signIn: string
  readonly name: string
  readonly email: string
  readonly fault: RegisterFault | null
}

export function RegisterPage(props: RegisterPageProps): VNode {
  const { frame, recovery, steps } = useWords()
  const { register: text } = recovery
  const { clientName, own = null, fault, development } = props
  return (
    <Page
      title={fault === null ? text.title : fill(frame.errors.titleOf, { title: text.title })}
      development={development}
    >
      <Intro>
        {own === null && <Meeting name={clientName} />}
        <h1>{text.title}</h1>
        <p class="lead">
          <Sentence
            text={own === null ? text.lead : steps.own.register}
            values={{ client: clientName }}
          />
        </p>
        <p class="note">{text.note}</p>
      </Intro>
      <Sheet>
        <RegisterForm {...props} />
        <p class="ways">
          <a href={props.signIn}>{text.signIn}</a>
        </p>
      </Sheet>
    </Page>
  )
}

function RegisterForm({ action, name, email, fault }: RegisterPageProps): VNode {
  const { recovery } = useWords()
  const { register: text } = recovery
  const alertId = 'register-error'
  const isOfPassword = fault !== null && fault !== 'email' && fault !== 'name'
  return (
    <form method="post" action={action}>
      {fault !== null && <Alert id={alertId} message={sentenceOf(fault, recovery)} />}
      <Field
        name="name"
        label={text.name}
        type="text"
        autocomplete="name"
        value={name}
        hint={text.nameHint}
        faultId={fault === 'name' ? alertId : null}
      />
      <Field
        name="email"
        label={text.email}
        type="email"
        autocomplete="username"
        value={email}
        faultId={fault === 'email' ? alertId : null}
      />
      <NewPasswordFields faultId={isOfPassword ? alertId : null} isFirst />
      <button class="button primary" type="submit">
        {text.submit}
      </button>
    </form>
  )
}

function sentenceOf(fault: RegisterFault, words: Words['recovery']): string {
  const isOfPerson = fault === 'email' || fault === 'name'
  return isOfPerson ? words.register.faults[fault] : words.newPassword.faults[fault]
}

export type ConfirmPageProps = PageProps & {
  readonly action: string
  readonly token: string
  readonly email: string
  /** True in a browser other than the one that registered. */
  readonly needsPassword: boolean
  readonly isWrong: boolean
}

export function ConfirmPage(props: ConfirmPageProps): VNode {
  const { frame, recovery } = useWords()
  const { confirm: text } = recovery
  const { email, needsPassword, isWrong, development } = props
  return (
    <Page title={isWrong ? fill(frame.errors.titleOf, text) : text.title} development={development}>
      <Intro>
        <h1>{text.title}</h1>
        <p class="lead">
          <Sentence text={text.lead} values={{ email: showEmail(email) }} />
        </p>
        <p class="note">{needsPassword ? text.elsewhere : text.here}</p>
      </Intro>
      <Sheet>
        <ConfirmForm {...props} />
      </Sheet>
    </Page>
  )
}

function ConfirmForm({ action, token, email, needsPassword, isWrong }: ConfirmPageProps): VNode {
  const { confirm: text } = useWords().recovery
  const alertId = 'confirm-error'
  return (
    <form method="post" action={action}>
      <HiddenFields hidden={{ token }} />
      {isWrong && <Alert id={alertId} message={text.wrong} />}
      {needsPassword && (
        <>
          <Field
            name="email"
            label={text.email}
            type="email"
            autocomplete="username"
            value={email}
            faultId={null}
            fixed
          />
          <Field
            name="password"
            label={text.password}
            type="password"
            autocomplete="current-password"
            value=""
            faultId={isWrong ? alertId : null}
          />
        </>
      )}
      <button class="button primary" type="submit">
        {text.submit}
      </button>
    </form>
  )
}
