/** The admin API as its reference page tells it, taken from the contract. It knows no page. */

import {
  type Content,
  type Document,
  named,
  type Operation,
  type Parameter,
  parametersOf,
  type Response,
} from '../admin-api/document.ts'
import { type Field, fieldsOf, sampleOf, shapeOf } from './shapes.ts'

export type Told = {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly description: string
  readonly scope: string
  readonly parameters: readonly (Field & { readonly place: string })[]
  readonly body: readonly Field[] | null
  readonly answers: readonly Answer[]
  readonly curl: string
}

export type Answer = {
  readonly status: string
  readonly description: string
  readonly fields: readonly Field[]
  /** As JSON; null where the contract has none. */
  readonly example: string | null
}

/** What one kind of thing can be asked: the part of the address after the version. */
export type Chapter = { readonly name: string; readonly operations: readonly Told[] }

const prefix = '/admin/v1/'

/** Refusals that every operation has; told once. */
const usualRefusals = ['400', '401', '403', '405', '413', '415', '429', '500', '503']

export function chaptersOf(document: Document, issuer: string): readonly Chapter[] {
  const operations = Object.entries(document.paths)
    .filter(([path]) => path.startsWith(prefix))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    )
    .filter(({ operation }) => scopeOf(operation) !== null)
  const byChapter = Map.groupBy(operations, ({ path }) => path.slice(prefix.length).split('/')[0])
  return [...byChapter].map(([name = '', those]) => ({
    name: name
      .replaceAll('-', ' ')
      .replace(/^api/, 'API')
      .replace(/^[a-z]/, (a) => a.toUpperCase()),
    operations: those.map((one) => tell(document, { ...one, issuer })),
  }))
}

function scopeOf({ security = [] }: Operation): string | null {
  return Object.values(security[0] ?? {}).flat()[0] ?? null
}

type Placed = {
  readonly path: string
  readonly method: string
  readonly operation: Operation
  readonly issuer: string
}

function tell(document: Document, placed: Placed): Told {
  const { path, method, operation } = placed
  const parameters = parametersOf(document, operation)
  const body = operation.requestBody?.content['application/json']?.schema
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    summary: operation.summary,
    description: operation.description ?? '',
    scope: scopeOf(operation) ?? '',
    parameters: parameters.map((one) => ({
      name: one.name,
      place: one.in,
      required: one.required === true,
      shape: shapeOf(document, one.schema),
      description: one.description ?? '',
    })),
    body: body ? fieldsOf(document, body) : null,
    answers: answersOf(document, operation),
    curl: curlOf(document, placed, parameters),
  }
}

function answersOf(document: Document, { responses }: Operation): readonly Answer[] {
  return Object.entries(responses)
    .filter(([status]) => !usualRefusals.includes(status))
    .map(([status, one]) => {
      const { description, content = {} } = responseOf(document, one)
      const schema = content['application/json']?.schema
      return {
        status,
        description,
        fields: schema ? fieldsOf(document, schema) : [],
        example: exampleIn(content),
      }
    })
}

function responseOf({ components }: Document, one: Operation['responses'][string]): Response {
  return '$ref' in one ? named(components.responses, one.$ref) : one
}

function exampleIn(content: Content): string | null {
  const [example] = Object.values(content['application/json']?.examples ?? {})
  return example === undefined ? null : JSON.stringify(example.value, null, 2)
}

function curlOf(
  document: Document,
  { path, method, operation, issuer }: Placed,
  parameters: readonly Parameter[],
): string {
  const needed = parameters.filter((one) => one.in === 'query' && one.required)
  const query = needed.map(({ name, schema }) => {
    return `${name}=${encodeURIComponent(String(sampleOf(document, schema))).replace('%E2%80%A6', '…')}`
  })
  const place = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `$${name.toUpperCase()}`)
  const parts = [
    ...(method === 'get' ? [] : [`-X ${method.toUpperCase()}`]),
    '-H "Authorization: Bearer $TOKEN"',
    ...(method === 'post' ? ['-H "Idempotency-Key: $(uuidgen)"'] : []),
    ...('428' in operation.responses ? ['-H "If-Match: $ETAG"'] : []),
    ...bodyIn(document, operation),
    `"${issuer}${[place, query.join('&')].filter(Boolean).join('?')}"`,
  ]
  return `curl ${parts.join(' \\\n  ')}`
}

function bodyIn(document: Document, { requestBody }: Operation): readonly string[] {
  const content = requestBody?.content['application/json']
  if (content === undefined) return []
  const [example] = Object.values(content.examples ?? {})
  const value = example === undefined ? sampleOf(document, content.schema) : example.value
  const text = JSON.stringify(value).replaceAll("'", "'\\''")
  return ['-H "Content-Type: application/json"', `-d '${text}'`]
}
