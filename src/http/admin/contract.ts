/** The operations of the admin API as openapi.yaml states them. It is read, never restated here. */

import { readFileSync } from 'node:fs'
import { Ajv2020, type SchemaObject, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { parse } from 'yaml'

type Parameter = {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required?: boolean
  readonly schema: SchemaObject
}

type Operation = {
  readonly operationId: string
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema: SchemaObject }>> }
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[]
}

type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly parameters: Readonly<Record<string, Parameter>> }
}

export type Described = {
  readonly method: string
  readonly path: string
  /** The one scope that the caller's token must carry. */
  readonly scope: string
  readonly takesBody: boolean
  readonly isParams: <Params>() => ValidateFunction<Params>
  readonly isBody: <Body>() => ValidateFunction<Body>
}

/** Beside src and dist alike, and part of what is published. */
const file = new URL('../../../openapi.yaml', import.meta.url)

/** Throws for an operation that the contract does not have: that is a fault of ours. */
export function openContract(): (operationId: string) => Described {
  const document: Document = parse(readFileSync(file, 'utf8'))
  const inQuery = newAjv({ coerceTypes: 'array', useDefaults: true })
  const inBody = newAjv({ useDefaults: true }).addSchema(document, 'parley')
  return (operationId) => {
    const { path, method, operation } = locate(document, operationId)
    const pointer = `parley#/paths/${path.replaceAll('/', '~1')}/${method}`
    const takesBody = operation.requestBody !== undefined
    const body = `${pointer}/requestBody/content/application~1json/schema`
    return {
      method,
      path,
      scope: scopeOf(operation),
      takesBody,
      isParams: <Params>() => inQuery.compile<Params>(paramsOf(document, operation)),
      isBody: <Body>() => inBody.compile<Body>(takesBody ? { $ref: body } : {}),
    }
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

/** Path and query in one object; a parameter that the contract does not name is refused. */
function paramsOf(document: Document, { parameters = [] }: Operation): SchemaObject {
  const known = parameters.map((one) => ('$ref' in one ? referred(document, one.$ref) : one))
  return {
    // For what the schemas refer to.
    components: document.components,
    type: 'object',
    properties: Object.fromEntries(known.map(({ name, schema }) => [name, schema])),
    required: known.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  }
}

function referred({ components }: Document, ref: string): Parameter {
  const found = components.parameters[ref.replace('#/components/parameters/', '')]
  if (found === undefined) throw new Error(`openapi.yaml has no parameter ${ref}`)
  return found
}
