/** Where a mailed link ends outside of the browser that asked for it, or when it is not good. */

import type { VNode } from 'preact'
import { Intro, Page, type PageProps, Sheet } from './page.tsx'

export type LinkEndPageProps = PageProps & {
  readonly end: keyof typeof ends
  /** Where to go on; null where there is nowhere. */
  readonly next: string | null
}

const ends = {
  dead: {
    title: 'This link does not work',
    lead: 'It was used, it is too old, or a newer one was sent. Nothing was done.',
    what: 'What you can do',
    sentence: 'Ask for another message where you asked for this one, and open its link soon.',
    next: 'Choose a new password',
  },
  confirmed: {
    title: 'Your account is ready',
    lead: 'The address is confirmed.',
    what: 'To go on',
    sentence: 'Go back to the browser where you began, and sign in there with your new account.',
    next: 'Go to your account here',
  },
  reset: {
    title: 'Your new password is set',
    lead: 'You are signed out on every device.',
    what: 'To go on',
    sentence: 'Go back to the app you want to use, and sign in with the new password.',
    next: 'Go to your account',
  },
}

export function LinkEndPage({ end, next, development }: LinkEndPageProps): VNode {
  const words = ends[end]
  return (
    <Page title={words.title} development={development}>
      <Intro>
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
      </Intro>
      <Sheet>
        <section>
          <h2>{words.what}</h2>
          <p>{words.sentence}</p>
        </section>
        {next !== null && (
          <p class="ways">
            <a href={next}>{words.next}</a>
          </p>
        )}
      </Sheet>
    </Page>
  )
}
