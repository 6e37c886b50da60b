/** The page that asks which account an application should get (`prompt=select_account`). */

import type { VNode } from 'preact'
import { showEmail } from '../../base/email-domain.ts'
import type { OwnPage } from '../../model/own-client.ts'
import type { Step } from '../../model/step.ts'
import { type Hidden, HiddenFields } from '../ui/form.tsx'
import { useWords } from '../ui/look.ts'
import { Intro, Page, type PageProps, Sheet } from '../ui/page.tsx'
import { renderPage } from '../ui/render.ts'
import { Sentence } from '../ui/sentence.tsx'
import { CancelButton } from './cancel-button.tsx'
import { Meeting } from './meeting.tsx'

export function drawAccountChoice(
  step: Step,
  { development }: { readonly development: boolean },
): string {
  return renderPage(
    <ChooseAccountPage
      development={development}
      clientName={step.clientName}
      own={step.own}
      accountEmail={step.accountEmail ?? ''}
      action={`/interaction/${step.uid}`}
      hidden={{}}
    />,
  )
}

export type ChooseAccountPageProps = PageProps & {
  readonly clientName: string
  /** Set on the way to one of the server's own pages. */
  readonly own?: OwnPage | null
  readonly accountEmail: string
  readonly action: string
  readonly hidden: Hidden
}

export function ChooseAccountPage(props: ChooseAccountPageProps): VNode {
  const { chooseAccount: text, own: ours } = useWords().steps
  const { clientName, own = null, accountEmail, action, hidden, development } = props
  return (
    <Page title={text.title} development={development}>
      <Intro>
        {own === null && <Meeting name={clientName} />}
        <h1>{text.title}</h1>
        <p class="lead">
          <Sentence
            text={own === null ? text.lead : ours.chooseAccount}
            values={{ client: clientName }}
          />
        </p>
        <p class="note">{text.note}</p>
      </Intro>
      <Sheet>
        <form method="post" action={action}>
          <HiddenFields hidden={hidden} />
          <div class="actions">
            <button class="button primary" type="submit" name="action" value="continue">
              <span>
                <Sentence text={text.goOn} values={{ email: showEmail(accountEmail) }} />
              </span>
            </button>
            <button class="button" type="submit" name="action" value="switch-account">
              {text.other}
            </button>
            <CancelButton text={text.cancel} clientName={clientName} own={own} />
          </div>
        </form>
      </Sheet>
    </Page>
  )
}
