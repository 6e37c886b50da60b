/** The page behind the link that confirms an address. Opening it does nothing yet. */

import type { VNode } from 'preact'
import { fill } from '../../i18n/fill.ts'
import { Alert, Field, HiddenFields } from '../ui/form.tsx'
import { useWords } from '../ui/look.ts'
import { Intro, Page, type PageProps, Sheet } from '../ui/page.tsx'
import { Sentence } from '../ui/sentence.tsx'

export type ConfirmPageProps = PageProps & {
  readonly action: string
  readonly token: string
  readonly email: string
  /** In another browser than the one that asked for the account. */
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
