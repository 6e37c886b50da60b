/** In development: the messages that would have been sent. */

import type { VNode } from 'preact'
import type { Letter } from '../model/mail.ts'
import { useWords } from './ui/look.ts'
import { Intro, Page, Sheet } from './ui/page.tsx'
import { Trait } from './ui/trait.tsx'

export type ShownMailPageProps = {
  readonly letters: readonly (Letter & { readonly at: Date })[]
}

export function ShownMailPage({ letters }: ShownMailPageProps): VNode {
  const { shown: text } = useWords().mail
  return (
    <Page title={text.title} development hasTimes>
      <Intro>
        <h1>{text.title}</h1>
        <p class="lead">{text.lead}</p>
        <p class="note">{text.note}</p>
      </Intro>
      <Sheet>
        {letters.length === 0 ? <p>{text.none}</p> : null}
        <ul class="devices">
          {letters.map((letter, index) => (
            <ShownLetter key={`${letter.at.getTime()} ${index}`} letter={letter} />
          ))}
        </ul>
      </Sheet>
    </Page>
  )
}

/** The link without its origin: it is this server's own. */
function ShownLetter({
  letter,
}: Readonly<{ letter: ShownMailPageProps['letters'][number] }>): VNode {
  const { shown: text } = useWords().mail
  const { link } = letter
  return (
    <li>
      <h2>{letter.subject}</h2>
      <dl class="traits">
        <Trait name={text.to} values={[letter.to]} />
        <Trait name={text.at} values={[letter.at]} />
      </dl>
      {letter.paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      {link !== null && (
        <p>
          <a href={pathOf(link.url)}>{link.label}</a>
        </p>
      )}
      <p>{letter.closing}</p>
    </li>
  )
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url)
  return `${pathname}${search}`
}
