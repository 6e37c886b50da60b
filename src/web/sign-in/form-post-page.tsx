/** The page that carries an answer back by POST (OAuth 2.0 Form Post Response Mode). */

import type { VNode } from 'preact'
import { sha256 } from '../../base/crypto.ts'
import { type Hidden, HiddenFields } from '../ui/form.tsx'
import { useWords } from '../ui/look.ts'
import { Intro, Page, type PageProps } from '../ui/page.tsx'
import { Sentence } from '../ui/sentence.tsx'

export type FormPostPageProps = PageProps & {
  /** The client's redirect URI. */
  readonly action: string
  readonly fields: Hidden
}

/** Taken from the prototype: a field named `submit` would hide the form's own method. */
export const formPostScript = 'HTMLFormElement.prototype.submit.call(document.forms[0])'

/** The only inline script there is, allowed in `script-src` of this page by this source. */
export const formPostScriptSource: string = `'sha256-${sha256(formPostScript).toString('base64')}'`

export function FormPostPage({ action, fields, development }: FormPostPageProps): VNode {
  const { formPost: text } = useWords().steps
  const host = URL.parse(action)?.host ?? ''
  return (
    <Page title={text.title} development={development} alone>
      <Intro>
        <h1>{text.title}</h1>
        <p class="lead">
          {host === '' ? text.leadToApp : <Sentence text={text.lead} values={{ host }} />}
        </p>
        <p class="note">{text.note}</p>
        <form method="post" action={action}>
          <HiddenFields hidden={fields} />
          <button class="button primary" type="submit">
            {text.submit}
          </button>
        </form>
        <script dangerouslySetInnerHTML={{ __html: formPostScript }} />
      </Intro>
    </Page>
  )
}
