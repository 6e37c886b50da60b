/** In development, a page with the mail that is not sent. Production has no such page. */

import type Router from '@koa/router'
import type { VNode } from 'preact'
import type { ShownLetter } from '../mail/mailer.ts'
import { developmentMailPath, type Letter } from '../model/mail.ts'
import { useWords } from './ui/look.ts'
import { Intro, Page, Sheet } from './ui/page.tsx'
import { renderPage } from './ui/render.ts'
import { Trait } from './ui/trait.tsx'

export function developmentMailRoutes(router: Router, shown: () => readonly ShownLetter[]): void {
  router.get(developmentMailPath, (ctx) => {
    ctx.set('Cache-Control', 'no-store')
    ctx.type = 'html'
    ctx.body = renderPage(
      <DevelopmentMailPage
        letters={shown().map(({ sentAt, letter }) => ({ ...letter, at: sentAt }))}
      />,
    )
  })
}

export type DevelopmentMailPageProps = {
  readonly letters: readonly (Letter & { readonly at: Date })[]
}

export function DevelopmentMailPage({ letters }: DevelopmentMailPageProps): VNode {
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
            <LetterItem key={`${letter.at.getTime()} ${index}`} letter={letter} />
          ))}
        </ul>
      </Sheet>
    </Page>
  )
}

/** The link leads to this server, so its origin is left out. */
function LetterItem({
  letter,
}: Readonly<{ letter: DevelopmentMailPageProps['letters'][number] }>): VNode {
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
