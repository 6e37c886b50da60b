/** The operations of the admin API as openapi.yaml states them. It is read, never restated here. */

import { Ajv2020, type SchemaObject, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { contractDocument, type Document, type Operation, parametersOf } from './document.ts'

export type Described = {
  readonly method: string
  readonly path: string
  /** The one scope that the caller's token must carry. */
  readonly scope: string
  /** The types of body that it takes; none where it takes no body. */
  readonly bodyTypes: readonly string[]
  readonly takesKey: boolean
  readonly takesMatch: boolean
  /** Whether it refuses who does not say which version is edited. */
  readonly needsMatch: boolean
  readonly isParams: <Params>() => ValidateFunction<Params>
  readonly isBody: <Body>() => ValidateFunction<Body>
}

let opened: ((operationId: string) => Described) | undefined

/** Compiled once a process. Throws for an operation that the contract does not have: our fault. */
export function openContract(): (operationId: string) => Described {
  opened ??= contractOf(contractDocument())
  return opened
}

function contractOf(document: Document): (operationId: string) => Described {
  const inQuery = newAjv({ coerceTypes: 'array', useDefaults: true })
  inQuery.addSchema(paramsOf(document), 'parameters')
  const inBody = newAjv({ useDefaults: true }).addSchema(document, 'parley')
  const known = new Map<string, Described>()
  const describe = (operationId: string): Described => {
    const { path, method, operation } = locate(document, operationId)
    const pointer = `parley#/paths/${path.replaceAll('/', '~1')}/${method}`
    const bodyTypes = Object.keys(operation.requestBody?.content ?? {})
    const $ref = `${pointer}/requestBody/content/application~1json/schema`
    // Ajv compiles the same object only once.
    const params = { $ref: `parameters#/operations/${operationId}` }
    const body = bodyTypes.length > 0 ? { $ref } : {}
    return {
      method,
      path,
      scope: scopeOf(operation),
      bodyTypes,
      ...headersOf(document, operation),
      isParams: <Params>() => inQuery.compile<Params>(params),
      isBody: <Body>() => inBody.compile<Body>(body),
    }
  }
  return (operationId) => {
    const described = known.get(operationId) ?? describe(operationId)
    known.set(operationId, described)
    return described
  }
}

function newAjv(options: { coerceTypes?: 'array'; useDefaults: boolean }): Ajv2020 {
  const ajv = new Ajv2020({ ...options, strictSchema: false, strictTypes: false })
  formats.default(ajv)
  return ajv
}

function locate({ paths }: Document, operationId: string) {
  for (const [path, operations] of Object.entries(paths)) {
    const found = Object.entries(operations).find(([, one]) => one.operationId === operationId)
    if (found) return { path, method: found[0], operation: found[1] }
  }
  throw new Error(`openapi.yaml has no operation ${operationId}`)
}

function scopeOf({ operationId, security = [] }: Operation): string {
  const [scope] = Object.values(security[0] ?? {}).flat()
  if (scope === undefined) throw new Error(`openapi.yaml names no scope for ${operationId}`)
  return scope
}

function headersOf(document: Document, operation: Operation) {
  const known = parametersOf(document, operation).filter((one) => one.in === 'header')
  const named = (name: string) => known.some((one) => one.name === name)
  const needsMatch = Object.hasOwn(operation.responses, '428')
  return { takesKey: named('Idempotency-Key'), takesMatch: named('If-Match'), needsMatch }
}

/** Every operation's parameters in one schema, which is walked once and not for each of them. */
function paramsOf(document: Document): SchemaObject {
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods))
  return {
    // The schemas of parameters refer to these.
    components: document.components,
    operations: Object.fromEntries(
      operations.map((one) => [one.operationId, paramsOfOperation(document, one)]),
    ),
  }
}

/** Path and query in one object; a parameter that the contract does not name is refused. */
function paramsOfOperation(document: Document, operation: Operation): SchemaObject {
  const known = parametersOf(document, operation).filter((one) => one.in !== 'header')
  return {
    type: 'object',
    properties: Object.fromEntries(known.map(({ name, schema }) => [name, schema])),
    required: known.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  }
}
