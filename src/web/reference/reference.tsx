/** The reference of the admin API, open to anyone: the contract as a document, and as a page that needs no script. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import type { VNode } from 'preact'
import { sha256 } from '../../base/crypto.ts'
import { contractDocument } from '../admin-api/document.ts'
import type { Brand } from '../ui/brand.ts'
import { lookIn } from '../ui/look.ts'
import { Page, type PageProps } from '../ui/page.tsx'
import { Inline, Prose } from '../ui/prose.tsx'
import { renderPage } from '../ui/render.ts'
import { type Chapter, chaptersOf, type Field, type OperationDocument } from './contents.ts'

export type ReferenceOptions = {
  readonly issuer: string
  readonly development: boolean
  readonly brand: Brand
}

type Rendition = { readonly body: string; readonly etag: string; readonly type: string }

/** The first request makes each of them; later ones are answered from memory. */
export function referenceRoutes(router: Router, options: ReferenceOptions): void {
  const { issuer, development, brand } = options
  const document = lazy(() => {
    const served = { ...contractDocument(), servers: [{ url: issuer, description: 'The issuer.' }] }
    return renditionOf(JSON.stringify(served), 'application/json')
  })
  const page = lazy(() => {
    const chapters = chaptersOf(contractDocument(), issuer)
    const element = <ReferencePage development={development} chapters={chapters} />
    return renditionOf(renderPage(element, lookIn('en', brand)), 'html')
  })
  router.get('/admin/v1/openapi.json', (ctx) => answer(ctx, document()))
  router.get('/admin/v1/reference', (ctx) => answer(ctx, page()))
}

function lazy(make: () => Rendition): () => Rendition {
  let made: Rendition | null = null
  return () => {
    made ??= make()
    return made
  }
}

function renditionOf(body: string, type: string): Rendition {
  return { body, type, etag: `"${sha256(body).toString('base64url').slice(0, 27)}"` }
}

function answer(ctx: Context, { body, etag, type }: Rendition): void {
  ctx.status = 200
  ctx.set('Cache-Control', 'public, max-age=300')
  ctx.set('ETag', etag)
  ctx.type = type
  ctx.body = body
  if (ctx.fresh) ctx.status = 304
}

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
  scope: 'Scope',
  parameters: 'Parameters',
  body: 'Body',
  answers: 'Answers',
  call: 'Call it',
  needed: 'needed',
  example: 'Example',
  fields: 'Fields',
  places: { path: 'in the address', query: 'in the query', header: 'header' },
}

type ReferenceProps = PageProps & { readonly chapters: readonly Chapter[] }

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
                <Operation key={one.id} {...one} />
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

function Operation(props: OperationDocument): VNode {
  const { id, method, path, summary, description, scope } = props
  return (
    <article class="operation" id={id} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{summary}</h3>
      <p class="address">
        <strong>{method}</strong> <code>{path}</code>
      </p>
      <p class="note">
        {text.scope} <code>{scope}</code>
      </p>
      <Prose text={description} />
      {props.parameters.length > 0 && <Fields title={text.parameters} fields={props.parameters} />}
      {props.body !== null && <Fields title={text.body} fields={props.body} />}
      <Answers answers={props.answers} />
      <h4>{text.call}</h4>
      <pre>
        <code>{props.curl}</code>
      </pre>
    </article>
  )
}

function Fields({ title, fields }: { title: string; fields: readonly Field[] }): VNode {
  return (
    <>
      <h4>{title}</h4>
      <FieldList fields={fields} />
    </>
  )
}

function FieldList({ fields }: { fields: readonly Field[] }): VNode {
  return (
    <dl class="fields">
      {fields.map(({ name, place, required, shape, description }) => (
        <div key={`${place} ${name}`}>
          <dt>
            <code>{name}</code>
            {required && <span class="needed">{text.needed}</span>}
          </dt>
          <dd>
            <span class="shape">
              {shape}
              {place === undefined ? '' : `, ${placeOf(place)}`}
            </span>
            <Prose text={description} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function placeOf(place: string): string {
  return new Map(Object.entries(text.places)).get(place) ?? place
}

function Answers({ answers }: Pick<OperationDocument, 'answers'>): VNode {
  return (
    <>
      <h4>{text.answers}</h4>
      <dl class="fields">
        {answers.map(({ status, description, fields, example }) => (
          <div key={status}>
            <dt>
              <code>{status}</code>
            </dt>
            <dd>
              <p>
                <Inline text={description} />
              </p>
              {fields.length > 0 && (
                <details>
                  <summary>{text.fields}</summary>
                  <FieldList fields={fields} />
                </details>
              )}
              {example !== null && (
                <details>
                  <summary>{text.example}</summary>
                  <pre>
                    <code>{example}</code>
                  </pre>
                </details>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
