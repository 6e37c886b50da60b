/** The page of the person's own password: since when it holds, and the way to change it. */

import type { VNode } from 'preact'
import { AccountFrame, type AccountPageProps, Trait } from './account-frame.tsx'
import { Alert, Field, HiddenFields } from './form.tsx'
import { type NewPasswordFault, NewPasswordFields, newPasswordSentence } from './new-password.tsx'

export type SecurityFault = NewPasswordFault | 'wrong_current'

export type AccountSecurityPageProps = AccountPageProps & {
  readonly notice: keyof typeof done | null
  /** In words a person reads. */
  readonly passwordSince: string
  /** Whether the person signed in so recently that they may change it. */
  readonly isFresh: boolean
  readonly fault: SecurityFault | null
}

const done = {
  changed: 'Done: your password is changed, and you were signed out everywhere else.',
  disowned:
    'Done: that device is signed out. Whoever used it may know your password, so choose a new one ' +
    'now. That signs out everyone else.',
}

const text = {
  title: 'How you sign in',
  lead: 'Your password, and since when you have it.',
  note: 'A new password signs you out on every other device, and takes away what its apps may do.',
  password: 'Password',
  since: 'Changed',
  again: 'To change it, sign in again first: that was more than five minutes ago.',
  signIn: 'Sign in again',
  email: 'Email',
  current: 'Current password',
  wrong: 'That is not your current password.',
  submit: 'Change password',
}

export function AccountSecurityPage(props: AccountSecurityPageProps): VNode {
  const { development, accountEmail, notice, passwordSince, isFresh, fault } = props
  return (
    <AccountFrame
      path="/account/security"
      title={text.title}
      lead={text.lead}
      note={text.note}
      done={notice === null || fault !== null ? null : done[notice]}
      development={development}
      accountEmail={accountEmail}
    >
      <h2>{text.password}</h2>
      <dl class="traits">
        <Trait name={text.since} values={[passwordSince]} />
      </dl>
      {isFresh ? <ChangeForm {...props} /> : <SignInAgain {...props} />}
    </AccountFrame>
  )
}

function SignInAgain({ formAction }: AccountSecurityPageProps): VNode {
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

/** The address stands there for what keeps the person's passwords. */
function ChangeForm({ formAction, accountEmail, fault }: AccountSecurityPageProps): VNode {
  const alertId = 'security-error'
  const isCurrent = fault === 'wrong_current'
  return (
    <form method="post" action={formAction}>
      <HiddenFields hidden={{ action: 'change_password' }} />
      {fault !== null && (
        <Alert id={alertId} message={isCurrent ? text.wrong : newPasswordSentence(fault)} />
      )}
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
