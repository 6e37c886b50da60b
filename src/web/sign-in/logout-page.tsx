/** The pages around signing out: the question, and the answer that it is done. */

import type { VNode } from 'preact'
import { type Hidden, HiddenFields } from '../ui/form.tsx'
import { useWords } from '../ui/look.ts'
import { Intro, Page, type PageProps, Sheet } from '../ui/page.tsx'
import { Sentence } from '../ui/sentence.tsx'

export type LogoutPageProps = PageProps & {
  /** Null when the person came without an application. */
  readonly clientName: string | null
  readonly accountEmail: string
  readonly action: string
  readonly hidden: Hidden
}

export type LoggedOutPageProps = PageProps & {
  /** Whether the session goes on: the person chose to stay. */
  readonly isSignedIn: boolean
  /** The one client that left a session that goes on; null when none did. */
  readonly clientName: string | null
}

/** The name `logout` and its value are those the protocol library's logout endpoint reads. */
export function LogoutPage(props: LogoutPageProps): VNode {
  const { signOut: ask, signedInAs } = useWords().steps
  const { clientName, accountEmail, action, hidden, development } = props
  const values = { client: clientName ?? '' }
  return (
    <Page title={ask.title} development={development}>
      <Intro>
        <h1>{ask.title}</h1>
        <p class="lead">
          <Sentence text={clientName === null ? ask.lead : ask.leadFromClient} values={values} />
        </p>
        <p class="note">
          <Sentence text={clientName === null ? ask.stay : ask.stayFromClient} values={values} />
        </p>
      </Intro>
      <Sheet>
        <form method="post" action={action}>
          <HiddenFields hidden={hidden} />
          <p class="who">
            <span class="label">{signedInAs}</span>
            <bdi class="name">{accountEmail}</bdi>
          </p>
          <LogoutAnswers />
        </form>
      </Sheet>
    </Page>
  )
}

export function LoggedOutPage({ isSignedIn, clientName, development }: LoggedOutPageProps): VNode {
  const { ended, left, stayed } = useWords().steps.signOut
  const stay = clientName === null ? stayed : left
  const text = isSignedIn ? stay : ended
  return (
    <Page title={text.title} development={development} alone>
      <Intro>
        <h1>{text.title}</h1>
        <p class="lead">
          <Sentence text={text.lead} values={{ client: clientName ?? '' }} />
        </p>
        <p class="note">{text.note}</p>
      </Intro>
    </Page>
  )
}

function LogoutAnswers(): VNode {
  const { signOut: ask } = useWords().steps
  return (
    <div class="actions even">
      <button class="button primary" type="submit" name="logout" value="yes">
        {ask.yes}
      </button>
      <button class="button" type="submit" name="action" value="stay">
        {ask.no}
      </button>
    </div>
  )
}
