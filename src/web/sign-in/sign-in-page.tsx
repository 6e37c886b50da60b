/** The page that asks for email and password. Never tells whether an account exists. */

import type { VNode } from 'preact'
import { fill } from '../../i18n/fill.ts'
import { waitingTime } from '../../i18n/moment.ts'
import type { Words } from '../../i18n/words.ts'
import type { EndReason } from '../../model/session.ts'
import { Alert, Field, type Hidden, HiddenFields } from '../ui/form.tsx'
import { useLook, useWords } from '../ui/look.ts'
import { Intro, Page, type PageProps, Sheet } from '../ui/page.tsx'
import { Sentence } from '../ui/sentence.tsx'
import { Meeting } from './meeting.tsx'

export type SignInError = 'credentials' | 'missing' | 'busy' | 'throttled'

/** `scope` in the words that a person reads; null where it is not for one of them. */
export type SignInAgain = { readonly kind: 'too_weak' | 'too_old'; readonly scope: string | null }

export type SignInPageProps = PageProps & {
  readonly clientName: string
  readonly action: string
  readonly hidden: Hidden
  readonly loginHint: string | null
  readonly error: SignInError | null
  /** After how many seconds another try is worth it. */
  readonly waitSeconds?: number | null
  /** Why the session that this browser had is over; null when it had none. */
  readonly ended: EndReason | null
  /** The session that this browser has is used from elsewhere than before. */
  readonly hasChanged: boolean
  /** What was just done on another page. */
  readonly done?: keyof Words['steps']['signIn']['done'] | null
  /** Where to go without a password that works; null where it is not offered. */
  readonly ways?: { readonly register: string | null; readonly forgot: string | null }
  /** Why the sign-in that stands is not enough; null when none does. */
  readonly again: SignInAgain | null
}

export function SignInPage(props: SignInPageProps): VNode {
  const { frame, steps } = useWords()
  const { signIn: text } = steps
  const { clientName, error, again, development } = props
  const values = { client: clientName }
  const title = again === null ? text.title : text.titleAgain
  return (
    <Page
      title={error === null ? title : fill(frame.errors.titleOf, { title })}
      development={development}
    >
      <Intro>
        <Meeting name={clientName} />
        <h1>{title}</h1>
        <p class="lead">
          <Sentence {...leadOf(props, text)} />
        </p>
        <p class="note">
          <Sentence text={text.note} values={values} />
        </p>
      </Intro>
      <Sheet>
        {error === null && <Notice {...props} />}
        <SignInForm {...props} />
        <OtherWays {...props} />
      </Sheet>
    </Page>
  )
}

function leadOf({ clientName, again }: SignInPageProps, text: Words['steps']['signIn']) {
  if (again === null) return { text: text.lead, values: { client: clientName } }
  const { kind, scope } = again
  const values = { client: clientName, scope: scope ?? '' }
  return { text: text.again[kind][scope === null ? 'anything' : 'scope'], values }
}

/** Gone once there is an alert: the person has read it, and what went wrong now comes first. */
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

function OtherWays({ ways: to }: SignInPageProps): VNode | null {
  const { ways } = useWords().steps.signIn
  const { forgot = null, register = null } = to ?? {}
  if (forgot === null && register === null) return null
  return (
    <p class="ways">
      {forgot !== null && <a href={forgot}>{ways.forgot}</a>}
      {register !== null && <a href={register}>{ways.register}</a>}
    </p>
  )
}

/** What is wrong, in the same words whoever the email is of. */
function Wrong({ error, waitSeconds, ways }: SignInPageProps): VNode | null {
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

/** Sign in comes first in the tree: the Enter key presses the first button of a form. */
function SignInForm(props: SignInPageProps): VNode {
  const { clientName, action, hidden, loginHint, error } = props
  const { signIn: text } = useWords().steps
  const faultId = error === 'credentials' || error === 'missing' ? alertId : null
  return (
    <form method="post" action={action}>
      <HiddenFields hidden={hidden} />
      <Wrong {...props} />
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
