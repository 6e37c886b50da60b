/** One operation in the reference: its address, what it takes, what it answers, and how to call it. */

import type { VNode } from 'preact'
import { Inline, Prose } from '../ui/prose.tsx'

type Field = {
  readonly name: string
  readonly required: boolean
  readonly shape: string
  readonly description: string
  /** Where a parameter stands; none for a field. */
  readonly place?: string
}

export type OperationProps = {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly description: string
  readonly scope: string
  readonly parameters: readonly Field[]
  readonly body: readonly Field[] | null
  readonly answers: readonly {
    readonly status: string
    readonly description: string
    readonly fields: readonly Field[]
    readonly example: string | null
  }[]
  readonly curl: string
}

const text = {
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

export function ReferenceOperation(props: OperationProps): VNode {
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

function Answers({ answers }: Pick<OperationProps, 'answers'>): VNode {
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
