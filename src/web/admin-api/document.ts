/** The contract, openapi.yaml, parsed once a process. */

import { readFileSync } from 'node:fs'
import type { SchemaObject } from 'ajv/dist/2020.js'
import { parse } from 'yaml'

export type Reference = { readonly $ref: string }

export type Parameter = {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly description?: string
  readonly required?: boolean
  readonly schema: SchemaObject
}

type Example = { readonly value: unknown }

export type Content = Readonly<
  Record<
    string,
    { readonly schema: SchemaObject; readonly examples?: Readonly<Record<string, Example>> }
  >
>

export type Response = { readonly description: string; readonly content?: Content }

export type Operation = {
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly parameters?: readonly (Parameter | Reference)[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, Response | Reference>>
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[]
}

export type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: {
    readonly parameters: Readonly<Record<string, Parameter>>
    readonly responses: Readonly<Record<string, Response>>
    readonly schemas: Readonly<Record<string, SchemaObject>>
    readonly securitySchemes: {
      readonly adminToken: {
        readonly flows: {
          readonly clientCredentials: { readonly scopes: Readonly<Record<string, string>> }
        }
      }
    }
  }
}

/** Next to both src and dist, and part of the published package. */
const file = new URL('../../../openapi.yaml', import.meta.url)

let kept: Document | undefined

export function contractDocument(): Document {
  const document: Document = kept ?? parse(readFileSync(file, 'utf8'))
  kept = document
  return document
}

/** The contract's description of each scope of the admin API. */
export function scopeWords(): Readonly<Record<string, string>> {
  return contractDocument().components.securitySchemes.adminToken.flows.clientCredentials.scopes
}

export function parametersOf(
  { components }: Document,
  { parameters = [] }: Operation,
): readonly Parameter[] {
  return parameters.map((one) => {
    if (!('$ref' in one)) return one
    return named(components.parameters, one.$ref)
  })
}

/** The target of `#/components/…/name`. Throws if there is none. */
export function named<Thing>(things: Readonly<Record<string, Thing>>, ref: string): Thing {
  const found = things[ref.split('/').at(-1) ?? '']
  if (found === undefined) throw new Error(`openapi.yaml has no ${ref}`)
  return found
}
