/** The page behind the link with which a new password is chosen. Opening it does nothing yet. */

import type { VNode } from 'preact'
import { fill } from '../../i18n/fill.ts'
import { Alert, Field, HiddenFields } from '../ui/form.tsx'
import { useWords } from '../ui/look.ts'
import { type NewPasswordFault, NewPasswordFields } from '../ui/new-password.tsx'
import { Intro, Page, type PageProps, Sheet } from '../ui/page.tsx'

export type ResetPageProps = PageProps & {
  readonly action: string
  readonly token: string
  readonly email: string
  readonly fault: NewPasswordFault | null
}

export function ResetPage({ action, token, email, fault, development }: ResetPageProps): VNode {
  const { frame, recovery } = useWords()
  const { reset: text } = recovery
  const alertId = 'reset-error'
  const faultId = fault === null ? null : alertId
  return (
    <Page
      title={fault === null ? text.title : fill(frame.errors.titleOf, text)}
      development={development}
    >
      <Intro>
        <h1>{text.title}</h1>
        <p class="lead">{text.lead}</p>
        <p class="note">{text.note}</p>
      </Intro>
      <Sheet>
        <form method="post" action={action}>
          <HiddenFields hidden={{ token }} />
          {fault !== null && <Alert id={alertId} message={recovery.newPassword.faults[fault]} />}
          <Field
            name="email"
            label={text.email}
            type="email"
            autocomplete="username"
            value={email}
            faultId={null}
            fixed
          />
          <NewPasswordFields faultId={faultId} />
          <button class="button primary" type="submit">
            {text.submit}
          </button>
        </form>
      </Sheet>
    </Page>
  )
}
