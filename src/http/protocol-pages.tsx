/** The pages of the protocol endpoints: refusals, signing out. */

import { ErrorPage } from './views/error-page.tsx'
import { FormPostPage, formPostScriptSource } from './views/form-post-page.tsx'
import { LoggedOutPage, LogoutPage } from './views/logout-page.tsx'
import { renderPage } from './views/render.ts'

type Refusal = {
  readonly error: string
  readonly description: string | undefined
  readonly status: number
  readonly requestId: string
}

type SignOut = {
  readonly clientName: string | null
  readonly accountEmail: string
  readonly action: string
  readonly hidden: Readonly<Record<string, string>>
}

type SignedOut = {
  readonly isSignedIn: boolean
  readonly clientName: string | null
}

type FormPost = {
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
}

const hint = 'Go back to the app and start again. If it happens again, tell the makers of the app.'

const refused = {
  title: 'This request cannot go on',
  message: 'The app asked for something that is not possible, so nothing was done.',
}

const failed = {
  title: 'Something went wrong',
  message: 'It is not your fault, nor that of the app. Nothing was done.',
}

/** Those that a person meets when an app is set up wrongly, and is therefore not gone back to. */
const refusals: ReadonlyMap<string, typeof refused> = new Map([
  [
    'invalid_client',
    {
      title: 'This app is not known here',
      message: 'The app that sent you here is not registered with this server, or no longer.',
    },
  ],
  [
    'invalid_redirect_uri',
    {
      title: 'This app gave a wrong way back',
      message: 'The address it wants you to go back to is not registered for it, so you stay here.',
    },
  ],
])

export function protocolPages({ development }: { readonly development: boolean }) {
  return {
    refusal: ({ error, description, status, requestId }: Refusal) =>
      renderPage(
        <ErrorPage
          development={development}
          {...(status < 500 ? (refusals.get(error) ?? refused) : failed)}
          reason={description === undefined ? error : `${error}: ${description}`}
          hint={hint}
          requestId={requestId}
          status={status}
        />,
      ),
    signOut: (props: SignOut) => renderPage(<LogoutPage development={development} {...props} />),
    formPost: (props: FormPost) =>
      renderPage(<FormPostPage development={development} {...props} />),
    formPostScript: formPostScriptSource,
    signedOut: (props: SignedOut) =>
      renderPage(<LoggedOutPage development={development} {...props} />),
  }
}
