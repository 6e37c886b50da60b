/** The reference of the admin API on one page, to be read and searched without script. */

import type { VNode } from 'preact'
import { Page, type PageProps } from '../ui/page.tsx'
import { Prose } from '../ui/prose.tsx'
import { type OperationProps, ReferenceOperation } from './operation.tsx'

export type ReferenceProps = PageProps & {
  readonly chapters: readonly Chapter[]
}

type Chapter = { readonly name: string; readonly operations: readonly OperationProps[] }

const text = {
  title: 'Admin API',
  lead: 'Every operation with its scope, what it takes and what it answers, taken from the contract.',
  contents: 'Operations',
  contract: 'The same as an OpenAPI document',
  callers: {
    title: 'Who may call',
    body: 'Send `Authorization: Bearer …` with an access token of this server for its admin API, or with an API key (`parley_…`). Each operation names the scope that it needs; without it the answer is 403.',
  },
  refusals: {
    title: 'Refusals',
    body: 'Problem documents (RFC 9457) with a `code` that never changes its meaning. Any operation may answer 400 (malformed), 401 (no token, or none that is good), 403 (not with this scope), 405, 413, 415 (not JSON), 429 (too often), 500, or 503 (come again), the last and 429 with `Retry-After`. Others stand with the operation.',
  },
  again: {
    title: 'Asking again, and editing',
    body: 'A POST with an `Idempotency-Key` acts once and is answered the same for a day. One client, account or policy comes with an `ETag`: send it back as `If-Match`, and nothing is overwritten that you have not read.',
  },
}

export function ReferencePage({ development, chapters }: ReferenceProps): VNode {
  return (
    <Page title={text.title} development={development} wide>
      <div class="reference">
        <div class="reference-head">
          <h1>{text.title}</h1>
          <p class="lead">{text.lead}</p>
          <p>
            <a href="/admin/v1/openapi.json">{text.contract}</a>
          </p>
        </div>
        <Contents chapters={chapters} />
        <div class="reference-main">
          {[text.callers, text.again, text.refusals].map(({ title, body }) => (
            <section key={title}>
              <h2>{title}</h2>
              <Prose text={body} />
            </section>
          ))}
          {chapters.map(({ name, operations }) => (
            <section key={name} id={anchorOf(name)}>
              <h2 class="chapter">{name}</h2>
              {operations.map((one) => (
                <ReferenceOperation key={one.id} {...one} />
              ))}
            </section>
          ))}
        </div>
      </div>
    </Page>
  )
}

function Contents({ chapters }: Pick<ReferenceProps, 'chapters'>): VNode {
  return (
    <nav class="contents" aria-label={text.contents}>
      <ul>
        {chapters.map(({ name, operations }) => (
          <li key={name}>
            <a href={`#${anchorOf(name)}`}>{name}</a>
            <ul>
              {operations.map(({ id, summary }) => (
                <li key={id}>
                  <a href={`#${id}`}>{summary}</a>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function anchorOf(name: string): string {
  return `of-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`
}
