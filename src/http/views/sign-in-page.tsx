/** The page that asks for email and password. Never tells whether an account exists. */

import type { VNode } from 'preact'
import type { EndReason } from '../../model/session.ts'
import { Alert, Field, type Hidden, HiddenFields } from './form.tsx'
import { Meeting } from './meeting.tsx'
import { Intro, Page, type PageProps, Sheet } from './page.tsx'
import { fill, Sentence } from './sentence.tsx'

export type SignInError = 'credentials' | 'missing' | 'busy' | 'throttled'

/** `scope` in the words that a person reads; null where it is not for one of them. */
export type SignInAgain = { readonly kind: 'too_weak' | 'too_old'; readonly scope: string | null }

export type SignInPageProps = PageProps & {
  readonly clientName: string
  readonly action: string
  readonly hidden: Hidden
  readonly loginHint: string | null
  readonly error: SignInError | null
  /** Why the session that this browser had is over; null when it had none. */
  readonly ended: EndReason | null
  /** Why the sign-in that stands is not enough; null when none does. */
  readonly again: SignInAgain | null
}

const text = {
  title: 'Sign in',
  titleAgain: 'Sign in again',
  titleAfterError: 'Error: {title}',
  lead: '{client} wants you to sign in with Parley.',
  again: {
    too_old: {
      scope: '{client} asks you to sign in again for: {scope}.',
      anything: 'Your sign-in was some time ago. {client} asks you to sign in again.',
    },
    too_weak: {
      scope: '{client} asks for a stronger sign-in for: {scope}.',
      anything: '{client} asks for a stronger sign-in.',
    },
  },
  note: 'After that you go back to {client}. It never sees your password.',
  email: 'Email',
  password: 'Password',
  submit: 'Sign in',
  cancel: 'Cancel and go back to {client}',
  errors: {
    credentials: 'Email or password is wrong.',
    missing: 'Enter your email and your password.',
    busy: 'Too many people are signing in right now. Wait a few seconds, then try again.',
    throttled: 'Too many tries. Wait a few minutes, then try again.',
  } satisfies Record<SignInError, string>,
}

/** Who signed out knows it. */
const endings: Readonly<Record<Exclude<EndReason, 'logout'>, string>> = {
  evicted:
    'You have been logged out: new login detected. Your account was used to sign in somewhere else.',
  idle_timeout: 'You were signed out after a time without activity.',
  absolute_timeout: 'You were signed out because your session had lasted as long as it may.',
  revoked: 'Your session was ended from another device or by an operator.',
  binding_mismatch: 'You were signed out because your browser or your network changed.',
  refresh_reuse:
    'You were signed out to keep you safe: a key that an app held for you was used a second time.',
  account_disabled: 'You were signed out because your account was disabled.',
  credential_changed: 'You were signed out because the way you sign in, or your password, changed.',
}

export function SignInPage(props: SignInPageProps): VNode {
  const { clientName, error, again, development } = props
  const values = { client: clientName }
  const title = again === null ? text.title : text.titleAgain
  return (
    <Page
      title={error === null ? title : fill(text.titleAfterError, { title })}
      development={development}
    >
      <Intro>
        <Meeting name={clientName} />
        <h1>{title}</h1>
        <p class="lead">
          <Sentence {...leadOf(props)} />
        </p>
        <p class="note">
          <Sentence text={text.note} values={values} />
        </p>
      </Intro>
      <Sheet>
        {error === null && <EndNotice ended={props.ended} />}
        <SignInForm {...props} />
      </Sheet>
    </Page>
  )
}

function leadOf({ clientName, again }: SignInPageProps) {
  if (again === null) return { text: text.lead, values: { client: clientName } }
  const { kind, scope } = again
  const values = { client: clientName, scope: scope ?? '' }
  return { text: text.again[kind][scope === null ? 'anything' : 'scope'], values }
}

/** Gone once there is an alert: the person has read it, and what went wrong now comes first. */
function EndNotice({ ended }: Pick<SignInPageProps, 'ended'>): VNode | null {
  if (ended === null || ended === 'logout') return null
  return (
    <p class="notice" role="status">
      {endings[ended]}
    </p>
  )
}

/** Sign in comes first in the tree: the Enter key presses the first button of a form. */
function SignInForm({ clientName, action, hidden, loginHint, error }: SignInPageProps): VNode {
  const alertId = 'sign-in-error'
  const faultId = error === 'credentials' || error === 'missing' ? alertId : null
  return (
    <form method="post" action={action}>
      <HiddenFields hidden={hidden} />
      {error !== null && <Alert id={alertId} message={text.errors[error]} />}
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
        <button class="button quiet" type="submit" name="action" value="deny" formnovalidate>
          {fill(text.cancel, { client: clientName })}
        </button>
      </div>
    </form>
  )
}
