/** The interaction route: the sign-in page, and the answers to sign-in and consent. Never tells whether an account exists. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import type { VNode } from 'preact'
import { DomainError, isDomainError } from '../../base/errors.ts'
import { fill } from '../../i18n/fill.ts'
import { waitingTime } from '../../i18n/moment.ts'
import type { Words } from '../../i18n/words.ts'
import { type Account, isEmail } from '../../model/account.ts'
import type { OwnPage } from '../../model/own-client.ts'
import type { EndReason } from '../../model/session.ts'
import type { Step, Steps } from '../../model/step.ts'
import { field, formBody, sameOrigin } from '../middleware/guards.ts'
import { Alert, Field, type Hidden, HiddenFields } from '../ui/form.tsx'
import { currentLook, useLook, useWords } from '../ui/look.ts'
import { Intro, Page, type PageProps, Sheet } from '../ui/page.tsx'
import { renderPage } from '../ui/render.ts'
import { describeScope } from '../ui/scopes.ts'
import { seeOther } from '../ui/see-other.ts'
import { Sentence } from '../ui/sentence.tsx'
import { CancelButton } from './cancel-button.tsx'
import { drawAccountChoice } from './choose-account.tsx'
import { drawConsent } from './consent.tsx'
import { Meeting } from './meeting.tsx'

export type SignInOptions = {
  readonly steps: Steps<Pick<Context, 'req' | 'res'>>
  /** Returns the result of `goOn` for the right credentials; null otherwise, without a reason. */
  readonly authenticate: (
    credentials: { readonly email: string; readonly password: string },
    goOn: (account: Account) => Promise<string>,
  ) => Promise<string | null>
  readonly issuer: string
  readonly development: boolean
  readonly offers: Offers
}

/** The self-service that this server offers. Both kinds need mail. */
export type Offers = { readonly registration: boolean; readonly reset: boolean }

export function signInRoutes(router: Router, options: SignInOptions): void {
  const ours = sameOrigin(options.issuer)
  router.get('/interaction/:uid', (ctx) => show(ctx, options))
  router.post('/interaction/:uid', ours, formBody, (ctx) => act(ctx, options))
}

async function show(ctx: Context, options: SignInOptions): Promise<void> {
  const found = await options.steps.find(ctx, uidOf(ctx))
  const typed = ctx.query['email']
  const loginHint = typeof typed === 'string' && isEmail(typed) ? typed : found.loginHint
  const step = { ...found, loginHint }
  if (options.offers.registration && ctx.query['prompt'] === 'create') {
    return seeOther(ctx, `/interaction/${step.uid}/register`)
  }
  const told = ctx.query['told']
  const done = told === 'account_ready' || told === 'password_set' ? told : null
  answerStep(ctx, step, drawStep(step, options, done))
}

function drawStep(step: Step, options: SignInOptions, done: Message['done']): string {
  switch (step.asks) {
    case 'consent':
      return drawConsent(step, options)
    case 'account':
      return drawAccountChoice(step, options)
    case 'sign_in':
      return drawSignIn(step, options, { error: null, done: done ?? null })
  }
}

async function act(ctx: Context, options: SignInOptions): Promise<void> {
  const { steps } = options
  const step = await steps.find(ctx, uidOf(ctx))
  const action = field(ctx, 'action')
  if (step.asks === 'sign_in' && action === 'sign-in') return signIn(ctx, step, options)
  const answer = action === 'deny' ? 'denied' : answers[step.asks].get(action)
  if (answer === undefined) {
    throw new DomainError('interaction_expired', 'this is not what this step asks')
  }
  seeOther(ctx, await steps[answer](ctx))
}

type Answer = 'allowed' | 'denied' | 'sameAccount' | 'anotherAccount'

/** The button of each step, and what it answers. Each step also takes `deny`. */
const answers: Readonly<Record<Step['asks'], ReadonlyMap<string, Answer>>> = {
  sign_in: new Map(),
  account: new Map([
    ['continue', 'sameAccount'],
    ['switch-account', 'anotherAccount'],
  ]),
  consent: new Map([
    ['allow', 'allowed'],
    ['switch-account', 'anotherAccount'],
  ]),
}

async function signIn(ctx: Context, step: Step, options: SignInOptions): Promise<void> {
  const email = field(ctx, 'email')
  const outcome = await tryPassword(ctx, options, { email, password: field(ctx, 'password') })
  if (typeof outcome === 'string') return seeOther(ctx, outcome)
  const { error, waitSeconds = null } = outcome
  ctx.status = statuses[error]
  if (waitSeconds !== null) ctx.set('Retry-After', String(waitSeconds))
  const tried = { ...step, loginHint: email || step.loginHint }
  answerStep(ctx, step, drawSignIn(tried, options, { error, waitSeconds, done: null }))
}

const statuses: Record<SignInError, number> = {
  missing: 400,
  credentials: 401,
  throttled: 429,
  busy: 503,
}

type SignInRefusal = { readonly error: SignInError; readonly waitSeconds?: number | null }

/** Returns where the browser goes next, or why the sign-in failed. */
async function tryPassword(
  ctx: Context,
  { authenticate, steps }: SignInOptions,
  tried: { readonly email: string; readonly password: string },
): Promise<string | SignInRefusal> {
  if (tried.email === '' || tried.password === '') return { error: 'missing' }
  try {
    const next = await authenticate(tried, (account) => steps.signedIn(ctx, account))
    return next ?? { error: 'credentials' }
  } catch (error) {
    if (isDomainError(error, 'too_busy')) return { error: 'busy', waitSeconds: 2 }
    if (!isDomainError(error, 'too_many_requests')) throw error
    return { error: 'throttled', waitSeconds: error.retryAfterSeconds }
  }
}

type Message = Pick<SignInPageProps, 'error' | 'done' | 'waitSeconds'>

function answerStep(ctx: Context, step: Step, html: string): void {
  ctx.state['formAction'] = step.redirectUri
  ctx.set('Cache-Control', 'no-store')
  ctx.type = 'html'
  ctx.body = html
}

function drawSignIn(step: Step, { development, offers }: SignInOptions, message: Message): string {
  const path = `/interaction/${step.uid}`
  return renderPage(
    <SignInPage
      {...message}
      development={development}
      clientName={step.clientName}
      own={step.own}
      action={path}
      hidden={{}}
      loginHint={step.loginHint ?? (step.shortfall && step.accountEmail)}
      ended={step.ended}
      hasChanged={step.hasChanged}
      again={againFor(step.shortfall)}
      ways={waysFrom(path, offers)}
    />,
  )
}

function waysFrom(path: string, { registration, reset }: Offers) {
  return {
    register: registration ? `${path}/register` : null,
    forgot: reset ? `${path}/forgot` : null,
  }
}

function againFor(shortfall: Step['shortfall']): SignInAgain | null {
  if (shortfall === null) return null
  const { kind, scope } = shortfall
  return { kind, scope: scope === null ? null : describeScope(currentLook().words, scope).title }
}

function uidOf(ctx: Context): string {
  return String(ctx['params'].uid)
}

export type SignInError = 'credentials' | 'missing' | 'busy' | 'throttled'

/** Why the present sign-in is not enough. `scope` is the title of the scope that needs more, if one does. */
export type SignInAgain = { readonly kind: 'too_weak' | 'too_old'; readonly scope: string | null }

export type SignInPageProps = PageProps & {
  readonly clientName: string
  /** Set on the way to one of the server's own pages. */
  readonly own?: OwnPage | null
  readonly action: string
  readonly hidden: Hidden
  readonly loginHint: string | null
  readonly error: SignInError | null
  /** Seconds until the next attempt is allowed. */
  readonly waitSeconds?: number | null
  /** Why this browser's last session ended; null when it had none. */
  readonly ended: EndReason | null
  /** Whether this browser's session is now used from another network or browser. */
  readonly hasChanged: boolean
  /** The notice about a step just completed on another page. */
  readonly done?: keyof Words['steps']['signIn']['done'] | null
  /** Links for people without a working password; null for each that is not offered. */
  readonly ways?: { readonly register: string | null; readonly forgot: string | null }
  /** Null unless the person is signed in already. */
  readonly again: SignInAgain | null
}

export function SignInPage(props: SignInPageProps): VNode {
  const { frame, steps } = useWords()
  const { signIn: text } = steps
  const { clientName, own = null, error, again, development } = props
  const values = { client: clientName }
  const title = again === null ? text.title : text.titleAgain
  return (
    <Page
      title={error === null ? title : fill(frame.errors.titleOf, { title })}
      development={development}
    >
      <Intro>
        {own === null && <Meeting name={clientName} />}
        <h1>{title}</h1>
        <p class="lead">
          <Sentence {...leadOf(props, steps)} />
        </p>
        {own === null && (
          <p class="note">
            <Sentence text={text.note} values={values} />
          </p>
        )}
      </Intro>
      <Sheet>
        {error === null && <Notice {...props} />}
        <SignInForm {...props} />
        <OtherWays {...props} />
      </Sheet>
    </Page>
  )
}

function leadOf(props: SignInPageProps, { own: ours, signIn: text }: Words['steps']) {
  const { clientName, own = null, again } = props
  if (own !== null) {
    return { text: again === null ? ours.lead[own] : ours.again[again.kind], values: {} }
  }
  if (again === null) return { text: text.lead, values: { client: clientName } }
  const { kind, scope } = again
  const values = { client: clientName, scope: scope ?? '' }
  return { text: text.again[kind][scope === null ? 'anything' : 'scope'], values }
}

/** Not shown beside an alert: the person has read it already, and the error comes first. */
function Notice({ ended, done: what, hasChanged }: SignInPageProps): VNode | null {
  const { endings, signIn: text } = useWords().steps
  const ending = ended === null || ended === 'logout' ? null : endings[ended]
  const words = what ? text.done[what] : (ending ?? (hasChanged ? text.changed : null))
  if (words === null) return null
  return (
    <p class="notice" role="status">
      {words}
    </p>
  )
}

/** Whoever signs in again has an account. */
function OtherWays({ ways: to, again }: SignInPageProps): VNode | null {
  const { ways } = useWords().steps.signIn
  const forgot = to?.forgot ?? null
  const register = again === null ? (to?.register ?? null) : null
  if (forgot === null && register === null) return null
  return (
    <p class="ways">
      {forgot !== null && <a href={forgot}>{ways.forgot}</a>}
      {register !== null && <a href={register}>{ways.register}</a>}
    </p>
  )
}

/** The text is the same whether or not the email has an account. */
function Failure({ error, waitSeconds, ways }: SignInPageProps): VNode | null {
  const { language, words } = useLook()
  const { errors, waiting } = words.steps.signIn
  if (error === null) return null
  const wait = waitingTime(waitSeconds ?? 60, language)
  return (
    <>
      <Alert id={alertId} message={fill(errors[error], { wait })} />
      {error === 'throttled' && <p class="hint">{ways?.forgot ? waiting.reset : waiting.device}</p>}
    </>
  )
}

const alertId = 'sign-in-error'

/** "Sign in" comes first in the markup because the Enter key presses the first button of a form. */
function SignInForm(props: SignInPageProps): VNode {
  const { clientName, own = null, action, hidden, loginHint, error } = props
  const { signIn: text } = useWords().steps
  const faultId = error === 'credentials' || error === 'missing' ? alertId : null
  return (
    <form method="post" action={action}>
      <HiddenFields hidden={hidden} />
      <Failure {...props} />
      <Field
        name="email"
        label={text.email}
        type="email"
        autocomplete="username"
        value={loginHint ?? ''}
        faultId={faultId}
      />
      <Field
        name="password"
        label={text.password}
        type="password"
        autocomplete="current-password"
        value=""
        faultId={faultId}
      />
      <div class="actions">
        <button class="button primary" type="submit" name="action" value="sign-in">
          {text.submit}
        </button>
        <CancelButton text={text.cancel} clientName={clientName} own={own} />
      </div>
    </form>
  )
}
