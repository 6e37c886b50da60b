/** The operations of the admin API, read from openapi.yaml. It restates nothing. */

import { Ajv2020, type SchemaObject, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import {
  contractDocument,
  type Document,
  type Operation,
  type Parameter,
  parametersOf,
} from './document.ts'

export type OperationContract = {
  readonly method: string
  readonly path: string
  /** The scope that the caller needs. */
  readonly scope: string
  /** Empty for an operation without a body. */
  readonly bodyTypes: readonly string[]
  readonly takesKey: boolean
  readonly takesMatch: boolean
  /** Requires If-Match or If-None-Match (428 without). */
  readonly needsMatch: boolean
  /** Names of its headers, as the contract spells them. */
  readonly headers: readonly string[]
  readonly isHeaders: ValidateFunction<unknown>
  readonly isParams: <Params>() => ValidateFunction<Params>
  readonly isBody: <Body>() => ValidateFunction<Body>
}

let opened: ((operationId: string) => OperationContract) | undefined

/** Compiled once a process. Throws for an operation that the contract lacks: that is a bug. */
export function openContract(): (operationId: string) => OperationContract {
  opened ??= contractOf(contractDocument())
  return opened
}

function contractOf(document: Document): (operationId: string) => OperationContract {
  const inQuery = newAjv({ coerceTypes: 'array', useDefaults: true })
  inQuery.addSchema(
    parameterSchemas(document, (one) => !isHeader(one)),
    'parameters',
  )
  inQuery.addSchema(parameterSchemas(document, isHeader), 'headers')
  const inBody = newAjv({ useDefaults: true }).addSchema(document, 'parley')
  const known = new Map<string, OperationContract>()
  const describe = (operationId: string): OperationContract => {
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
      ...preconditionsOf(document, operation),
      isHeaders: inQuery.compile({ $ref: `headers#/operations/${operationId}` }),
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

function preconditionsOf(document: Document, operation: Operation) {
  const headers = parametersOf(document, operation).flatMap((one) =>
    one.in === 'header' ? [one.name] : [],
  )
  return {
    headers,
    takesKey: headers.includes('Idempotency-Key'),
    takesMatch: headers.includes('If-Match'),
    needsMatch: Object.hasOwn(operation.responses, '428'),
  }
}

const isHeader = ({ in: place }: Parameter) => place === 'header'

/** The parameters of all operations in one schema, so that it is walked only once. */
function parameterSchemas(
  document: Document,
  belongs: (parameter: Parameter) => boolean,
): SchemaObject {
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods))
  return {
    // The schemas of parameters refer to these.
    components: document.components,
    operations: Object.fromEntries(
      operations.map((one) => {
        return [one.operationId, objectOf(parametersOf(document, one).filter(belongs))]
      }),
    ),
  }
}

/** The parameters as one object. It refuses a parameter that the contract does not name. */
function objectOf(parameters: readonly Parameter[]): SchemaObject {
  return {
    type: 'object',
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  }
}
