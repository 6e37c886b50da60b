/** The page that asks whose password is forgotten. It never tells whether the address is known. */

import type { VNode } from 'preact'
import { fill } from '../../i18n/fill.ts'
import { Alert, Field } from '../ui/form.tsx'
import { useWords } from '../ui/look.ts'
import { Intro, Page, type PageProps, Sheet } from '../ui/page.tsx'

export type ForgotPageProps = PageProps & {
  readonly action: string
  /** Back to the step that the person came from; null outside of any. */
  readonly signIn: string | null
  readonly email: string
  readonly isInvalid: boolean
}

export function ForgotPage(props: ForgotPageProps): VNode {
  const { frame, recovery } = useWords()
  const { forgot: text } = recovery
  const { action, signIn, email, isInvalid, development } = props
  const alertId = 'forgot-error'
  return (
    <Page
      title={isInvalid ? fill(frame.errors.titleOf, text) : text.title}
      development={development}
    >
      <Intro>
        <h1>{text.title}</h1>
        <p class="lead">{text.lead}</p>
        <p class="note">{text.note}</p>
      </Intro>
      <Sheet>
        <form method="post" action={action}>
          {isInvalid && <Alert id={alertId} message={text.invalid} />}
          <Field
            name="email"
            label={text.email}
            type="email"
            autocomplete="username"
            value={email}
            faultId={isInvalid ? alertId : null}
          />
          <button class="button primary" type="submit">
            {text.submit}
          </button>
        </form>
        {signIn !== null && (
          <p class="ways">
            <a href={signIn}>{text.signIn}</a>
          </p>
        )}
      </Sheet>
    </Page>
  )
}
