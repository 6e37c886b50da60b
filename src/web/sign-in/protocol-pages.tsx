/** The pages of the protocol endpoints: refusals, sign-out, and the form post (OAuth 2.0 Form Post Response Mode). */

import type { VNode } from 'preact'
import { sha256 } from '../../base/crypto.ts'
import { showEmail } from '../../base/email-domain.ts'
import type { Browser, FindWaysOn } from '../middleware/way-on.ts'
import { RefusalPage } from '../ui/error-page.tsx'
import { type Hidden, HiddenFields } from '../ui/form.tsx'
import { useWords } from '../ui/look.ts'
import { Intro, Page, type PageProps, Sheet } from '../ui/page.tsx'
import { renderPage } from '../ui/render.ts'
import { Sentence } from '../ui/sentence.tsx'

type Refusal = {
  readonly error: string
  readonly description: string | undefined
  readonly status: number
  readonly requestId: string
  readonly at: 'step' | 'sign_out' | null
  readonly browser: Browser
}

type ProtocolPageOptions = { readonly development: boolean; readonly findWaysOn: FindWaysOn }

type SignOut = {
  readonly clientName: string | null
  readonly accountEmail: string
  readonly action: string
  readonly hidden: Readonly<Record<string, string>>
}

type LogoutResult = {
  readonly isSignedIn: boolean
  readonly clientName: string | null
}

type FormPost = {
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
}

export function protocolPages({ development, findWaysOn }: ProtocolPageOptions) {
  return {
    refusal: async ({ error, description, status, requestId, at, browser }: Refusal) => {
      const waysOn = await findWaysOn(browser)
      return renderPage(
        <RefusalPage
          development={development}
          error={error}
          reason={description === undefined ? error : `${error}: ${description}`}
          requestId={requestId}
          status={status}
          at={at}
          waysOn={waysOn}
        />,
      )
    },
    signOut: (props: SignOut) => renderPage(<LogoutPage development={development} {...props} />),
    formPost: (props: FormPost) =>
      renderPage(<FormPostPage development={development} {...props} />),
    formPostScript: formPostScriptSource,
    signedOut: (props: LogoutResult) =>
      renderPage(<LoggedOutPage development={development} {...props} />),
  }
}

export type FormPostPageProps = PageProps & {
  /** The client's redirect URI. */
  readonly action: string
  readonly fields: Hidden
}

/** Calls the prototype's method: a field named `submit` would hide the form's own. */
export const formPostScript = 'HTMLFormElement.prototype.submit.call(document.forms[0])'

/** The source that allows this page's script, the only inline one, in `script-src`. */
export const formPostScriptSource: string = `'sha256-${sha256(formPostScript).toString('base64')}'`

export function FormPostPage({ action, fields, development }: FormPostPageProps): VNode {
  const { formPost: text } = useWords().steps
  const host = URL.parse(action)?.host ?? ''
  return (
    <Page title={text.title} development={development} alone>
      <Intro>
        <h1>{text.title}</h1>
        <p class="lead">
          {host === '' ? text.leadToApp : <Sentence text={text.lead} values={{ host }} />}
        </p>
        <p class="note">{text.note}</p>
        <form method="post" action={action}>
          <HiddenFields hidden={fields} />
          <button class="button primary" type="submit">
            {text.submit}
          </button>
        </form>
        <script dangerouslySetInnerHTML={{ __html: formPostScript }} />
      </Intro>
    </Page>
  )
}

export type LogoutPageProps = PageProps & {
  /** Null when no application sent the person here. */
  readonly clientName: string | null
  readonly accountEmail: string
  readonly action: string
  readonly hidden: Hidden
}

export type LoggedOutPageProps = PageProps & {
  /** True when the person chose to stay signed in. */
  readonly isSignedIn: boolean
  /** The client that the person signed out of while the session continues; null without one. */
  readonly clientName: string | null
}

/** The protocol library's logout endpoint reads the field `logout` and its value. */
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
            <bdi class="name">{showEmail(accountEmail)}</bdi>
          </p>
          <LogoutButtons />
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

function LogoutButtons(): VNode {
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
