/** The pages of the protocol endpoints: refusals, signing out. */

import { RefusalPage } from '../ui/error-page.tsx'
import { renderPage } from '../ui/render.ts'
import { FormPostPage, formPostScriptSource } from './form-post-page.tsx'
import { LoggedOutPage, LogoutPage } from './logout-page.tsx'

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

export function protocolPages({ development }: { readonly development: boolean }) {
  return {
    refusal: ({ error, description, status, requestId }: Refusal) =>
      renderPage(
        <RefusalPage
          development={development}
          error={error}
          reason={description === undefined ? error : `${error}: ${description}`}
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
