/** What a guest sees in the place of account pages: that there is nothing yet, and the way in. */

import type { VNode } from 'preact'
import { useWords } from '../ui/look.ts'
import { Intro, Page, type PageProps, Sheet } from '../ui/page.tsx'

export type AccountGuestPageProps = PageProps & { readonly signInAddress: string }

export function AccountGuestPage({ development, signInAddress }: AccountGuestPageProps): VNode {
  const { guest: text } = useWords().account
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
