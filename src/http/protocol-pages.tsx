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

type FormPost = {
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
}

const text = {
  title: 'This request cannot go on',
  hint: 'Go back to the app and start again. If it happens again, tell the makers of the app.',
}

export function protocolPages({ development }: { readonly development: boolean }) {
  return {
    refusal: ({ error, description, status, requestId }: Refusal) =>
      renderPage(
        <ErrorPage
          development={development}
          title={text.title}
          message={`${error}: ${description ?? 'no more is known'}`}
          hint={text.hint}
          requestId={requestId}
          status={status}
        />,
      ),
    signOut: (props: SignOut) => renderPage(<LogoutPage development={development} {...props} />),
    formPost: (props: FormPost) =>
      renderPage(<FormPostPage development={development} {...props} />),
    formPostScript: formPostScriptSource,
    signedOut: (props: { readonly clientName: string | null }) =>
      renderPage(<LoggedOutPage development={development} {...props} />),
  }
}
