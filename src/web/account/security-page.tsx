/** The page of the person's own password: since when it holds, and the way to change it. */

import type { VNode } from 'preact'
import { fill } from '../../i18n/fill.ts'
import { waitingTime } from '../../i18n/moment.ts'
import type { Words } from '../../i18n/words.ts'
import { Alert, Field, HiddenFields } from '../ui/form.tsx'
import { useLook, useWords } from '../ui/look.ts'
import { type NewPasswordFault, NewPasswordFields } from '../ui/new-password.tsx'
import { Trait } from '../ui/trait.tsx'
import { AccountFrame, type AccountPageProps } from './frame.tsx'

export type SecurityFault = NewPasswordFault | 'wrong_current' | 'throttled'

export type AccountSecurityPageProps = AccountPageProps & {
  readonly notice: keyof Words['account']['security']['done'] | null
  /** Null when there is none any more. */
  readonly passwordSince: Date | null
  /** Whether the person signed in so recently that they may change it. */
  readonly isFresh: boolean
  readonly fault: SecurityFault | null
  /** After how many seconds another try is worth it. */
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

/** The address stands there for what keeps the person's passwords. */
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
