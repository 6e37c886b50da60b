/** The steps in which a person acts: sign in, allow or deny. Parse, call one verb, answer. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import { DomainError, isDomainError } from '../../base/errors.ts'
import type { Account } from '../../model/account.ts'
import type { Step, Steps } from '../../model/step.ts'
import { field, formBody, sameOrigin } from '../middleware/guards.ts'
import { currentLook } from '../ui/look.ts'
import { renderPage } from '../ui/render.ts'
import { describeScope } from '../ui/scopes.ts'
import { seeOther } from '../ui/see-other.ts'
import { ConsentPage, describeLifetime } from './consent-page.tsx'
import {
  type SignInAgain,
  type SignInError,
  SignInPage,
  type SignInPageProps,
} from './sign-in-page.tsx'

export type SignInOptions = {
  readonly steps: Steps<Pick<Context, 'req' | 'res'>>
  /** What `goOn` makes of the account, once it stands; null says nothing about why. */
  readonly authenticate: (
    credentials: { readonly email: string; readonly password: string },
    goOn: (account: Account) => Promise<string>,
  ) => Promise<string | null>
  readonly issuer: string
  readonly development: boolean
  readonly offers: Offers
}

/** What people may do by themselves here, which mail is needed for. */
export type Offers = { readonly registration: boolean; readonly reset: boolean }

const secondsADay = 86_400

export function signInRoutes(router: Router, options: SignInOptions): void {
  const ours = sameOrigin(options.issuer)
  router.get('/interaction/:uid', (ctx) => show(ctx, options))
  router.post('/interaction/:uid', ours, formBody, (ctx) => act(ctx, options))
}

async function show(ctx: Context, options: SignInOptions): Promise<void> {
  const step = await options.steps.find(ctx, uidOf(ctx))
  const told = ctx.query['told']
  const done = told === 'account_ready' || told === 'password_set' ? told : null
  page(ctx, step, draw(step, options, { error: null, done }))
}

async function act(ctx: Context, options: SignInOptions): Promise<void> {
  const { steps } = options
  const step = await steps.find(ctx, uidOf(ctx))
  const action = field(ctx, 'action')
  if (action === 'deny') return seeOther(ctx, await steps.denied(ctx))
  if (step.asks === 'consent' && action === 'allow') return seeOther(ctx, await steps.allowed(ctx))
  if (step.asks === 'consent' && action === 'switch-account') {
    return seeOther(ctx, await steps.anotherAccount(ctx))
  }
  if (step.asks === 'sign_in' && action === 'sign-in') return signIn(ctx, step, options)
  throw new DomainError('interaction_expired', 'this is not what this step asks')
}

async function signIn(ctx: Context, step: Step, options: SignInOptions): Promise<void> {
  const email = field(ctx, 'email')
  const outcome = await tryPassword(ctx, options, { email, password: field(ctx, 'password') })
  if (typeof outcome === 'string') return seeOther(ctx, outcome)
  const { error, waitSeconds = null } = outcome
  ctx.status = statuses[error]
  if (waitSeconds !== null) ctx.set('Retry-After', String(waitSeconds))
  const tried = { ...step, loginHint: email || step.loginHint }
  page(ctx, step, draw(tried, options, { error, waitSeconds, done: null }))
}

const statuses: Record<SignInError, number> = {
  missing: 400,
  credentials: 401,
  throttled: 429,
  busy: 503,
}

type Refused = { readonly error: SignInError; readonly waitSeconds?: number | null }

/** Where the browser goes next, or why not. */
async function tryPassword(
  ctx: Context,
  { authenticate, steps }: SignInOptions,
  tried: { readonly email: string; readonly password: string },
): Promise<string | Refused> {
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

type Said = Pick<SignInPageProps, 'error' | 'done' | 'waitSeconds'>

function draw(step: Step, options: SignInOptions, said: Said): string {
  const common = {
    development: options.development,
    clientName: step.clientName,
    action: `/interaction/${step.uid}`,
    hidden: {},
  }
  if (step.asks === 'sign_in') {
    return renderPage(
      <SignInPage
        {...common}
        {...said}
        loginHint={step.loginHint ?? (step.shortfall && step.accountEmail)}
        ended={step.ended}
        hasChanged={step.hasChanged}
        again={againFor(step.shortfall)}
        ways={waysFrom(common.action, options.offers)}
      />,
    )
  }
  const look = currentLook()
  const offline = step.requestedScopes.includes('offline_access')
  return renderPage(
    <ConsentPage
      {...common}
      redirectHost={hostOf(step.redirectUri)}
      accountEmail={step.accountEmail ?? ''}
      scopes={step.requestedScopes.map((name) => ({
        name,
        ...describeScope(look.words, name),
        isNew: step.newScopes.includes(name),
      }))}
      offline={offline}
      lifetime={describeLifetime(look, {
        offline,
        days: Math.floor(step.offlineSeconds / secondsADay),
      })}
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

function page(ctx: Context, step: Step, html: string): void {
  ctx.state['formAction'] = step.redirectUri
  ctx.set('Cache-Control', 'no-store')
  ctx.type = 'html'
  ctx.body = html
}

function hostOf(uri: string): string {
  const parsed = URL.parse(uri)
  return parsed?.host || (parsed?.protocol ?? uri)
}

function uidOf(ctx: Context): string {
  return String(ctx['params'].uid)
}
