/** The page behind the link that confirms an address. Opening it does nothing yet. */

import type { VNode } from 'preact'
import { Alert, Field, HiddenFields } from './form.tsx'
import { Intro, Page, type PageProps, Sheet } from './page.tsx'
import { Sentence } from './sentence.tsx'

export type ConfirmPageProps = PageProps & {
  readonly action: string
  readonly token: string
  readonly email: string
  /** In another browser than the one that asked for the account. */
  readonly needsPassword: boolean
  readonly isWrong: boolean
}

const text = {
  title: 'Confirm your address',
  titleAfterError: 'Error: Confirm your address',
  lead: 'This makes an account for {email}.',
  here: 'After that you sign in and go on where you were.',
  elsewhere:
    'You began in another browser, so enter the password that you chose there. If you chose none, ' +
    'close this page: somebody else typed your address.',
  email: 'Email',
  password: 'Password you chose',
  wrong: 'That is not the password that was chosen.',
  submit: 'Confirm address',
}

export function ConfirmPage(props: ConfirmPageProps): VNode {
  const { email, needsPassword, isWrong, development } = props
  return (
    <Page title={isWrong ? text.titleAfterError : text.title} development={development}>
      <Intro>
        <h1>{text.title}</h1>
        <p class="lead">
          <Sentence text={text.lead} values={{ email }} />
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
