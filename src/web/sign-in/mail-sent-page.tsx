/** The answer to whoever asked for a link: the same for every address. */

import type { VNode } from 'preact'
import { useWords } from '../ui/look.ts'
import { Intro, Page, type PageProps, Sheet } from '../ui/page.tsx'
import { Sentence } from '../ui/sentence.tsx'

export type MailSentPageProps = PageProps & {
  readonly purpose: 'register' | 'reset'
  readonly email: string
  /** Where to ask once more. */
  readonly again: string
}

export function MailSentPage({ purpose, email, again, development }: MailSentPageProps): VNode {
  const { mailSent: text } = useWords().recovery
  return (
    <Page title={text.title} development={development}>
      <Intro>
        <h1>{text.title}</h1>
        <p class="lead">
          <Sentence text={text.lead[purpose]} values={{ email }} />
        </p>
        <p class="note">{text.note}</p>
      </Intro>
      <Sheet>
        <section>
          <h2>{text.nothing}</h2>
          <p>{text.wait}</p>
          <p>{text.limit}</p>
        </section>
        <p class="ways">
          <a href={again}>{text.again}</a>
        </p>
      </Sheet>
    </Page>
  )
}
