/** What a schema of the contract allows, in words a person reads. It validates nothing. */

import type { SchemaObject } from 'ajv/dist/2020.js'
import { type Document, named } from '../admin-api/document.ts'

export type Field = {
  readonly name: string
  readonly required: boolean
  readonly shape: string
  readonly description: string
}

/** Its own properties, and those of the schemas that it is made of. */
export function fieldsOf(document: Document, schema: SchemaObject): readonly Field[] {
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

/** Of a reference with words of its own beside it, those win. */
function resolved({ components }: Document, schema: SchemaObject): SchemaObject {
  const { $ref, ...own } = schema
  if (typeof $ref !== 'string') return schema
  return { ...named(components.schemas, $ref), ...own }
}

export function shapeOf(document: Document, schema: SchemaObject): string {
  const whole = resolved(document, schema)
  const { default: usual } = whole
  const told = usual === undefined ? '' : `; ${JSON.stringify(usual)} by default`
  return `${kindOf(document, whole)}${told}`
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

/** A value that could stand there: an example's, else the least that the schema allows. */
export function sampleOf(document: Document, schema: SchemaObject): unknown {
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
