/** Requests to the admin API, drawn from the contract: mostly right, sometimes wrong in one place. */

import fc, { type Arbitrary } from 'fast-check'
import {
  contract,
  type Operation,
  type Parameter,
  resolved,
  type Schema,
} from '../support/contract.ts'

export type GeneratedRequest = {
  readonly method: string
  /** From `/admin/v1` on, with its query. */
  readonly path: string
  readonly body: unknown
  readonly type: string
  /** Besides the content type. */
  readonly headers: Readonly<Record<string, string>>
}

/** Ids of existing things, so that requests find something. */
export type Known = {
  readonly uuids: readonly string[]
  readonly clientIds: readonly string[]
}

const prefix = '/admin/v1'

export function requestsTo(known: Known): Arbitrary<GeneratedRequest> {
  const each = Object.entries(contract.paths)
    .filter(([path]) => path.startsWith(prefix))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) =>
        requestOf(path.slice(prefix.length), { method, operation }, known),
      ),
    )
  return fc.oneof(...each)
}

function requestOf(
  template: string,
  { method, operation }: { method: string; operation: Operation },
  known: Known,
): Arbitrary<GeneratedRequest> {
  const parameters = (operation.parameters ?? []).map((one) => resolved(one, '').thing)
  const inPath = parameters.filter((one) => one.in === 'path')
  const inQuery = parameters.filter((one) => one.in === 'query')
  const inHeader = parameters.filter((one) => one.in === 'header')
  return fc
    .record({
      ids: fc.tuple(...inPath.map((one) => valueFor(one, known))),
      query: queryOf(inQuery, known),
      headers: headersOf(inHeader),
      body: bodyOf(operation),
      type: fc.oneof(
        { weight: 9, arbitrary: fc.constant('application/json') },
        { weight: 1, arbitrary: fc.constantFrom('text/plain', 'application/json;charset=x', 'x') },
      ),
    })
    .map(({ ids, query, ...sent }) => {
      const path = inPath.reduce(
        (made, { name }, i) => made.replace(`{${name}}`, () => escaped(String(ids[i]))),
        template,
      )
      return { method: method.toUpperCase(), path: `${path}?${query}`, ...sent }
    })
}

function escaped(part: string): string {
  return encodeURIComponent(part.toWellFormed()) || '%20'
}

function valueFor({ name, schema }: Parameter, known: Known): Arbitrary<string> {
  const right = name === 'id' || name === 'account' ? foundBy(schema, known) : drawn(schema)
  return fc.oneof(
    { weight: 7, arbitrary: right.map(String) },
    { weight: 2, arbitrary: drawn(schema).map(String) },
    { weight: 1, arbitrary: junkText },
  )
}

function foundBy({ pattern }: Schema, { uuids, clientIds }: Known): Arbitrary<string> {
  return fc.constantFrom(...(pattern === undefined ? uuids : clientIds))
}

function queryOf(parameters: readonly Parameter[], known: Known): Arbitrary<URLSearchParams> {
  // Nobody but the server makes a good cursor: one that is drawn is refused, so few are sent.
  const pairs = parameters.map((one) =>
    fc.tuple(fc.constant(one.name), valueFor(oneOf(one), known)),
  )
  const kept = parameters.map(({ name }) => fc.integer({ min: 1, max: name === 'cursor' ? 20 : 3 }))
  const unknown = fc.tuple(fc.constantFrom('page', '__proto__', 'constructor', ''), junkText)
  return fc
    .tuple(fc.tuple(...kept), fc.tuple(...pairs), fc.integer({ min: 1, max: 10 }), unknown)
    .map(([chosen, all, oddness, more]) => {
      const query = new URLSearchParams(all.filter((_, i) => chosen[i] === 1))
      if (oddness === 1) query.append(...more)
      return query
    })
}

/** Few keys, so that some stand for another request; tags that match, and others that cannot. */
const headerValues: Readonly<Record<string, Arbitrary<string>>> = {
  'Idempotency-Key': fc.constantFrom('one', '"two"', 'three', 'a b', '"', 'x'.repeat(300), '{}'),
  'If-Match': fc.constantFrom('*', '*', '"nothing"', 'W/"weak"', '', ',', '"'),
  'If-None-Match': fc.constantFrom('*', '"nothing"'),
}

function headersOf(parameters: readonly Parameter[]): Arbitrary<Record<string, string>> {
  const each = parameters.map(({ name }) => [name, headerValues[name] ?? fc.constant('x')] as const)
  return fc
    .record(Object.fromEntries(each), { requiredKeys: [] })
    .map((made) =>
      Object.fromEntries(
        Object.entries(made).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, value]],
        ),
      ),
    )
}

/** A list is repeated parameters; one value is enough here. */
function oneOf(parameter: Parameter): Parameter {
  const { type, items } = parameter.schema
  return type === 'array' ? { ...parameter, schema: items as Schema } : parameter
}

/** Surrogates, NUL, prototypes and the like: what breaks parsers and databases. */
const junkText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('\0', '\ud800', '__proto__', "'; --", '%', '-1', '1e9', '9'.repeat(40), '\u202e'),
)

const junk = fc.oneof(junkText, fc.jsonValue(), fc.constantFrom({ $ref: '#' }, 1e308, -0))

function bodyOf({ requestBody }: Operation): Arbitrary<unknown> {
  const schema = requestBody?.content['application/json']?.schema
  if (schema === undefined) {
    return fc.oneof(
      { weight: 12, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: junk },
    )
  }
  return fc.oneof(
    { weight: 5, arbitrary: drawn(schema) },
    { weight: 3, arbitrary: withOneWrong(schema) },
    { weight: 1, arbitrary: junk },
  )
}

function withOneWrong(schema: Schema): Arbitrary<unknown> {
  const names = Object.keys((resolved<Schema>(schema, '').thing['properties'] as Schema) ?? {})
  return fc
    .tuple(drawn(schema), fc.constantFrom(...names, 'unknown', 'constructor'), junk)
    .map(([right, name, wrong]) => ({ ...(right as object), [name]: wrong }))
}

/** A value as the schema says. */
function drawn(reference: Schema): Arbitrary<unknown> {
  const schema = resolved<Schema>(reference, '').thing
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...schema['enum'])
  const either = schema['anyOf']
  if (Array.isArray(either)) return fc.oneof(...either.map(drawn))
  switch ([schema['type']].flat()[0]) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer({ min: Number(schema['minimum']), max: Number(schema['maximum']) })
    case 'array':
      return fc.uniqueArray(drawn(schema['items'] as Schema), {
        minLength: Number(schema['minItems'] ?? 0),
        maxLength: 3,
      })
    case 'object':
      return drawnObject(schema)
    default:
      return drawnText(schema)
  }
}

function drawnObject({ properties = {}, required = [] }: Schema): Arbitrary<unknown> {
  const fields = Object.entries(properties as Record<string, Schema>)
  return fc.record(Object.fromEntries(fields.map(([name, one]) => [name, drawn(one)])), {
    requiredKeys: required as string[],
  })
}

const drawnTime = fc.date({ noInvalidDate: true }).map((date) => date.toISOString())

function drawnText({ format, pattern, maxLength = 100 }: Schema): Arbitrary<string> {
  if (format === 'uuid') return fc.uuid()
  if (format === 'uri') return fc.webUrl()
  if (format === 'date-time') return drawnTime
  if (typeof pattern === 'string') {
    return fc.stringMatching(new RegExp(pattern)).map((text) => text.slice(0, Number(maxLength)))
  }
  return fc.oneof(fc.emailAddress(), fc.string({ minLength: 1, maxLength: 40 }))
}
