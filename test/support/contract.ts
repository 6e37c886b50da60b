/** Holds every answer of the server against openapi.yaml, and pages against their table. Compiled once a process. */

import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { parse } from 'yaml'
import { stylesheetPath } from '../../src/web/ui/stylesheet.ts'
import { pageAnswer, pageRoutes, statusesOf } from './page-routes.ts'

export type Schema = { readonly [keyword: string]: unknown }

export type Reference = { readonly $ref: string }

export type Header = { readonly required?: boolean; readonly schema: Schema }

export type Described = {
  readonly description: string
  readonly headers?: Readonly<Record<string, Header | Reference>>
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>
}

export type Parameter = {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly schema: Schema
}

export type Operation = {
  readonly operationId: string
  readonly summary: string
  readonly tags: readonly string[]
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
  readonly parameters?: readonly (Parameter | Reference)[]
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { schema: Schema; examples?: Schema }>>
  }
  readonly responses: Readonly<Record<string, Described | Reference>>
}

export type Contract = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

export const contractFile = new URL('../../openapi.yaml', import.meta.url)

export const contract: Contract = parse(readFileSync(contractFile, 'utf8'))

const ajv = new Ajv2020({ strictSchema: false, strictTypes: false, allErrors: true })
formats.default(ajv)
ajv.addSchema(contract, 'parley')

export type Located<Thing> = { readonly thing: Thing; readonly pointer: string }

/** The thing itself, or what it refers to, with the place where it stands. */
export function resolved<Thing extends object>(
  thing: Thing | Reference,
  pointer: string,
): Located<Thing> {
  if (!('$ref' in thing) || typeof thing.$ref !== 'string')
    return { thing: thing as Thing, pointer }
  const place = thing.$ref.slice(1)
  const found = place
    .split('/')
    .slice(1)
    .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], contract)
  if (found === undefined) throw new Error(`openapi.yaml has no ${place}`)
  return { thing: found as Thing, pointer: place }
}

const compiled = new Map<string, ValidateFunction>()

/** A validator of the schema that stands at `pointer`. */
export function validatorAt(pointer: string): ValidateFunction {
  const known = compiled.get(pointer)
  if (known) return known
  const $ref = `parley#${pointer.replaceAll('{', '%7B').replaceAll('}', '%7D')}`
  const validate = ajv.compile({ $ref })
  compiled.set(pointer, validate)
  return validate
}

export type Asked = { readonly method: string; readonly path: string }

export type Given = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** `fetch`, and the answer is what the contract says of it. */
export async function checkedFetch(url: string | URL, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(url, init)
  const asked = { method: init.method ?? 'GET', path: new URL(url).pathname }
  const { status, headers } = response
  checkAnswer(asked, { status, headers, text: await response.clone().text() })
  return response
}

/** Throws when neither the contract nor the table of pages allows this answer to this request. */
export function checkAnswer(asked: Asked, given: Given): void {
  const template = templateOf(asked.path)
  const breach = breachOf(template, asked, given)
  if (breach === null) return
  const rule = template !== null && template in pageRoutes ? 'The table of pages' : 'openapi.yaml'
  throw new Error(
    `${rule} does not allow this answer to ${asked.method} ${asked.path}: ${breach}\n` +
      `${given.status} ${given.headers.get('content-type')}\n${given.text.slice(0, 500)}`,
  )
}

/** Preflights and the stylesheet are nobody's operations. */
function breachOf(template: string | null, { method, path }: Asked, given: Given): string | null {
  if (['OPTIONS', 'HEAD'].includes(method) || path === stylesheetPath) return null
  if (template === null) return given.status === 404 ? null : 'the path is not in it'
  const answers = answersOf(template, method)
  if (answers === null) return unknownMethodBreach(given)
  const answer = answers(given.status)
  if (answer === null) return 'the operation has no such status'
  return headerBreach(answer.thing, given.headers) ?? bodyBreach(answer, given)
}

function unknownMethodBreach({ status, headers }: Given): string | null {
  const isTold = status === 405 && headers.has('allow')
  return isTold ? null : 'the path has no such method'
}

type Answers = (status: number) => Located<Described> | null

/** How the method of the path may answer; null if there is no such method. */
function answersOf(template: string, method: string): Answers | null {
  return template in pageRoutes
    ? answersOfPage(template, method)
    : answersOfOperation(template, method.toLowerCase())
}

function answersOfOperation(template: string, method: string): Answers | null {
  const operation = contract.paths[template]?.[method]
  if (operation === undefined) return null
  return (status) => {
    const response = operation.responses[status]
    const pointer = `/paths/${escaped(template)}/${method}/responses/${status}`
    return response === undefined ? null : resolved(response, pointer)
  }
}

function answersOfPage(template: string, method: string): Answers | null {
  const statuses = statusesOf(template, method)
  if (statuses === null) return null
  return (status) =>
    statuses.includes(status) ? { thing: pageAnswer(template, status), pointer: '' } : null
}

const templates = [...Object.keys(contract.paths), ...Object.keys(pageRoutes)].map((template) => ({
  template,
  shape: new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}))

/** A path without gaps goes before a template that it would fit. */
function templateOf(path: string): string | null {
  if (path in contract.paths || path in pageRoutes) return path
  return templates.find(({ shape }) => shape.test(path))?.template ?? null
}

function headerBreach({ headers = {} }: Described, given: Headers): string | null {
  for (const [name, described] of Object.entries(headers)) {
    const { thing, pointer } = resolved(described, '')
    const value = given.get(name)
    if (value === null) {
      if (thing.required) return `${name} is missing`
      continue
    }
    const validate = validatorAt(`${pointer}/schema`)
    if (!validate(value)) return `${name}: ${ajv.errorsText(validate.errors)}`
  }
  return null
}

function bodyBreach({ thing, pointer }: Located<Described>, given: Given): string | null {
  if (thing.content === undefined) return null
  const [type = ''] = (given.headers.get('content-type') ?? '').split(';')
  if (!(type in thing.content)) return `the content type is not ${Object.keys(thing.content)}`
  if (!type.endsWith('json')) return null
  const schema = thing.content[type]?.schema
  const validate =
    schema !== undefined && '$ref' in schema
      ? validatorAt(String(schema['$ref']).slice(1))
      : validatorAt(`${pointer}/content/${escaped(type)}/schema`)
  const documents = type.endsWith('ndjson') ? given.text.split('\n').slice(0, -1) : [given.text]
  const isWrong = documents.some((text) => !validate(JSON.parse(text)))
  return isWrong ? ajv.errorsText(validate.errors) : null
}

function escaped(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1')
}
