/** Where a mailed link ends outside of the browser that asked for it, or when it is not good. */

import type { VNode } from 'preact'
import type { Words } from '../../i18n/words.ts'
import { useWords } from '../ui/look.ts'
import { Intro, Page, type PageProps, Sheet } from '../ui/page.tsx'

export type LinkEndPageProps = PageProps & {
  readonly end: keyof Words['recovery']['linkEnd']
  /** Where to go on; null where there is nowhere. */
  readonly next: string | null
}

export function LinkEndPage({ end, next, development }: LinkEndPageProps): VNode {
  const words = useWords().recovery.linkEnd[end]
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
