/** Generates TypeScript from the contract: its paths, schemas and operations, and which fields have defaults. */

import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { parse } from 'yaml'

// The generator prints with the API of TypeScript 5, which the compiler no longer has.
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier === 'typescript' ? '@tsd/typescript' : specifier, context),
})

const header = `/** The types of openapi.yaml, written by \`npm run generate:types\`. It is never edited by hand. */

`

export async function typesOf(contract: URL): Promise<string> {
  const { default: generate, astToString } = await import('openapi-typescript')
  const types = await generate(contract, { immutable: true })
  return `${header}${astToString(types)}${defaultsOf(parse(readFileSync(contract, 'utf8')))}`
}

type Schema = { readonly [keyword: string]: unknown }
type Named = { readonly name: string; readonly in: string; readonly schema: Schema }
type Operation = {
  readonly operationId: string
  readonly parameters?: readonly object[]
  readonly requestBody?: object
}
type Body = { readonly content: Readonly<Record<string, { readonly schema: Schema } | undefined>> }
type Contract = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: Readonly<Record<string, Readonly<Record<string, object>>>>
}

/** Callers may leave these out; what validates the request fills them in. */
function defaultsOf(contract: Contract): string {
  const operations = Object.values(contract.paths).flatMap((methods) => Object.values(methods))
  const lines = operations.flatMap((operation) => {
    const params = (operation.parameters ?? [])
      .map((one): Named => resolved(contract, one))
      .filter(({ schema }) => 'default' in schema)
      .map(({ name }) => name)
    const { content } = resolved<Body>(contract, operation.requestBody ?? { content: {} })
    const { schema = {} } = content['application/json'] ?? {}
    const fields = Object.entries(resolved<Schema>(contract, schema)['properties'] ?? {})
    const body = fields.filter(([, field]) => 'default' in field).map(([name]) => name)
    if (params.length + body.length === 0) return []
    return `    ${operation.operationId}: { params: ${union(params)}; body: ${union(body)} };\n`
  })
  return `export interface defaults {\n${lines.join('')}}\n`
}

function union(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(' | ') || 'never'
}

function resolved<Thing>({ components }: Contract, thing: object): Thing {
  if (!('$ref' in thing)) return thing as Thing
  const [kind = '', name = ''] = String(thing.$ref).split('/').slice(2)
  return components[kind]?.[name] as Thing
}
