/** What a guest sees in the place of account pages: that there is nothing yet, and the way in. */

import type { VNode } from 'preact'
import { Intro, Page, type PageProps, Sheet } from './page.tsx'

export type AccountGuestPageProps = PageProps & { readonly signInAddress: string }

const text = {
  title: 'You are browsing as a guest',
  lead: 'There is nothing to see here yet: a guest has no account.',
  note: 'If you sign in, the app you came from learns that it is you, and can keep what you gathered.',
  offer: 'Do you have an account?',
  signIn: 'Sign in',
}

export function AccountGuestPage({ development, signInAddress }: AccountGuestPageProps): VNode {
  return (
    <Page title={text.title} development={development}>
      <Intro>
        <h1>{text.title}</h1>
        <p class="lead">{text.lead}</p>
        <p class="note">{text.note}</p>
      </Intro>
      <Sheet>
        <p>{text.offer}</p>
        <p class="actions">
          <a class="button primary" href={signInAddress}>
            {text.signIn}
          </a>
        </p>
      </Sheet>
    </Page>
  )
}
