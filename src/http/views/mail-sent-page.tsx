/** The answer to whoever asked for a link: the same for every address. */

import type { VNode } from 'preact'
import { linkLimits } from '../../model/mailed-link.ts'
import { Intro, Page, type PageProps, Sheet } from './page.tsx'
import { Sentence } from './sentence.tsx'

export type MailSentPageProps = PageProps & {
  readonly purpose: 'register' | 'reset'
  readonly email: string
  /** Where to ask once more. */
  readonly again: string
}

const text = {
  title: 'Look at your mail',
  lead: {
    register: 'We sent a message to {email}.',
    reset: 'If {email} is the address of an account here, a message is on its way to it.',
  },
  note: `Open the link in it within ${linkLimits.minutes} minutes, best in this browser: then you go on from here.`,
  nothing: 'Nothing arrived?',
  wait: 'It can take a few minutes. Look among the unwanted mail too, and check the address above.',
  limit: `At most ${linkLimits.mostAnHourToAddress} messages an hour go to one address, and only the newest link works.`,
  again: 'Ask once more',
}

export function MailSentPage({ purpose, email, again, development }: MailSentPageProps): VNode {
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
