/** The content of the reference, read from the contract: chapters, operations, and each schema in words. It knows no page. */

import type { SchemaObject } from 'ajv/dist/2020.js'
import {
  type Content,
  type Document,
  named,
  type Operation,
  type Parameter,
  parametersOf,
  type Response,
} from '../admin-api/document.ts'

export type OperationDocument = {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly description: string
  readonly scope: string
  readonly parameters: readonly Field[]
  readonly body: readonly Field[] | null
  readonly answers: readonly Answer[]
  readonly curl: string
}

export type Field = {
  readonly name: string
  readonly required: boolean
  readonly shape: string
  readonly description: string
  /** Only for a parameter: in the path, the query or a header. */
  readonly place?: string
}

type Answer = {
  readonly status: string
  readonly description: string
  readonly fields: readonly Field[]
  /** JSON; null when the contract has no example. */
  readonly example: string | null
}

/** The operations on one kind of thing, named by the path segment after the version. */
export type Chapter = { readonly name: string; readonly operations: readonly OperationDocument[] }

const prefix = '/admin/v1/'

/** Refusals of every operation: the page states them once. */
const usualRefusals = ['400', '401', '403', '405', '413', '415', '429', '500', '503']

export function chaptersOf(document: Document, issuer: string): readonly Chapter[] {
  const operations = Object.entries(document.paths)
    .filter(([path]) => path.startsWith(prefix))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    )
    .filter(({ operation }) => scopeOf(operation) !== null)
  const byChapter = Map.groupBy(operations, ({ path }) => path.slice(prefix.length).split('/')[0])
  return [...byChapter].map(([name = '', group]) => ({
    name: name
      .replaceAll('-', ' ')
      .replace(/^api/, 'API')
      .replace(/^[a-z]/, (a) => a.toUpperCase()),
    operations: group.map((one) => operationDocument(document, { ...one, issuer })),
  }))
}

function scopeOf({ security = [] }: Operation): string | null {
  return Object.values(security[0] ?? {}).flat()[0] ?? null
}

type LocatedOperation = {
  readonly path: string
  readonly method: string
  readonly operation: Operation
  readonly issuer: string
}

function operationDocument(document: Document, located: LocatedOperation): OperationDocument {
  const { path, method, operation } = located
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
    curl: curlOf(document, located, parameters),
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
  { path, method, operation, issuer }: LocatedOperation,
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

/** Its own properties, and those of the schemas under `allOf`. */
function fieldsOf(document: Document, schema: SchemaObject): readonly Field[] {
  const parts = partsOf(document, schema)
  const required = new Set(parts.flatMap((part) => textsOf(part['required'])))
  const properties = parts.flatMap((part) => entriesOf(part['properties']))
  return [...new Map(properties)].map(([name, one]) => ({
    name,
    required: required.has(name),
    shape: shapeOf(document, one),
    description: String(resolved(document, one)['description'] ?? ''),
  }))
}

function partsOf(document: Document, schema: SchemaObject): readonly SchemaObject[] {
  const whole = resolved(document, schema)
  return [...schemasOf(whole['allOf']).flatMap((part) => partsOf(document, part)), whole]
}

/** Words that stand beside a reference replace those of the schema it points to. */
function resolved({ components }: Document, schema: SchemaObject): SchemaObject {
  const { $ref, ...own } = schema
  if (typeof $ref !== 'string') return schema
  return { ...named(components.schemas, $ref), ...own }
}

function shapeOf(document: Document, schema: SchemaObject): string {
  const whole = resolved(document, schema)
  const { default: usual } = whole
  const suffix = usual === undefined ? '' : `; ${JSON.stringify(usual)} by default`
  return `${kindOf(document, whole)}${suffix}`
}

function kindOf(document: Document, schema: SchemaObject): string {
  const { enum: values, const: only, items } = schema
  if (only !== undefined) return JSON.stringify(only)
  if (Array.isArray(values)) return values.map((value) => String(value)).join(' | ')
  const either = schemasOf(schema['oneOf'] ?? schema['anyOf'])
  if (either.length > 0) return either.map((one) => shapeOf(document, one)).join(' | ')
  if (items !== undefined)
    return `list of ${schemasOf([items]).map((one) => shapeOf(document, one))}`
  const fields = fieldsOf(document, schema)
  if (fields.length > 0) return `{ ${fields.map(({ name }) => name).join(', ')} }`
  return plainKindOf(schema)
}

function plainKindOf({ type, format, minimum, maximum, maxLength }: SchemaObject): string {
  const kinds = [type].flat().map((kind) => words[String(kind)] ?? 'anything')
  const name = formats[String(format)] ?? kinds[0] ?? 'anything'
  const range = minimum === undefined ? '' : ` from ${minimum}`
  const limit = maximum ?? undefined
  const bounds = `${range}${limit === undefined ? '' : ` to ${limit}`}`
  const length = maxLength === undefined ? '' : `, at most ${maxLength} characters`
  return [`${name}${bounds}${length}`, ...kinds.slice(1)].join(' or ')
}

const words: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  object: 'object',
  array: 'list',
  null: 'null',
}

const formats: Readonly<Record<string, string>> = {
  uuid: 'UUID',
  uri: 'address',
  email: 'email address',
  'date-time': 'time (RFC 3339)',
}

/** A value that the schema allows: its constant or default, otherwise the smallest. */
function sampleOf(document: Document, schema: SchemaObject): unknown {
  const whole = resolved(document, schema)
  const { type, enum: values, const: only, format, default: usual } = whole
  const [first] = Array.isArray(values) ? values : [only ?? usual]
  if (first !== undefined) return first
  if (format === 'date-time') return '2026-12-31T23:59:59Z'
  const parts = partsOf(document, whole)
  const required = new Set(parts.flatMap((part) => textsOf(part['required'])))
  const entries = parts.flatMap((part) => entriesOf(part['properties']))
  const needed = entries.filter(([name]) => required.has(name))
  if (entries.length > 0) {
    return Object.fromEntries(needed.map(([name, one]) => [name, sampleOf(document, one)]))
  }
  return samples[String([type].flat()[0])] ?? '…'
}

const samples: Readonly<Record<string, unknown>> = {
  integer: 1,
  boolean: true,
  array: [],
  object: {},
}

function entriesOf(properties: unknown): [string, SchemaObject][] {
  if (typeof properties !== 'object' || properties === null) return []
  return Object.entries(properties).filter((entry): entry is [string, SchemaObject] =>
    isSchema(entry[1]),
  )
}

function schemasOf(list: unknown): readonly SchemaObject[] {
  return Array.isArray(list) ? list.filter(isSchema) : []
}

function isSchema(value: unknown): value is SchemaObject {
  return typeof value === 'object' && value !== null
}

function textsOf(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.map(String) : []
}
