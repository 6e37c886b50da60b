/** One operation of the admin API: what was asked is checked by the contract before it acts. */

import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import { DomainError } from '../../base/errors.ts'
import type { CheckedBody, CheckedParams, OperationId } from '../../contract/operations.ts'
import type { Actor } from '../../model/event.ts'
import type { Described } from './contract.ts'
import { type Editable, editing } from './edits.ts'

/** Who asks: a program by its token, or an operator who is signed in. */
export type Caller = {
  /** As the ledger names them. */
  readonly by: Actor
  readonly scopes: readonly string[]
  /** When the token or the session ends, in seconds since 1970. */
  readonly expiresAt: number
}

/** One text for one caller. */
export function callerName({ by }: Caller): string {
  return `${by.kind}:${'id' in by ? by.id : ''}`
}

/** What was sent, not checked yet. */
export type Given = {
  /** Of path and query together. */
  readonly params: Readonly<Record<string, unknown>>
  readonly body: unknown
  /** Undefined when it was not sent. */
  readonly header: (name: string) => string | undefined
  /** The one of these types that the caller likes best; the first if it takes anything. */
  readonly preferred: (...types: string[]) => string | false
}

/** What was sent, as the contract allows it. */
export type Asked<Params, Body> = {
  readonly params: Params
  readonly body: Body
} & Pick<Given, 'header' | 'preferred'>

export type Reply = {
  readonly status: number
  /** A document, or a stream of what `type` says. */
  readonly body?: object
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
}

export type Run = (given: Given, caller: Caller) => Promise<Reply>

export type Operation = {
  readonly operationId: string
  readonly bind: (described: Described) => Run
}

export function operation<Id extends OperationId>(
  operationId: Id,
  act: (asked: Asked<CheckedParams<Id>, CheckedBody<Id>>, caller: Caller) => Promise<Reply>,
  /** The document that it reads or edits, which then has an ETag. */
  of?: Editable<CheckedParams<Id>>,
): Operation {
  return {
    operationId,
    bind: (described) => {
      const isParams = described.isParams<CheckedParams<Id>>()
      const isBody = described.isBody<CheckedBody<Id>>()
      return async ({ header, preferred, ...given }, caller) => {
        const params = checked(given.params, isParams)
        const body = checked(described.bodyTypes.length > 0 ? given.body : undefined, isBody)
        const acting = () => act({ params, body, header, preferred }, caller)
        return of ? editing(of, { described, params, header, act: acting }) : acting()
      }
    },
  }
}

/** Refuses headers that the contract forbids: an empty one is not one that was left out. */
export function withHeadersChecked(run: Run, { headers, isHeaders }: Described): Run {
  return async (given, caller) => {
    const sent = headers.map((name) => [name, given.header(name)] as const)
    checked(Object.fromEntries(sent.filter(([, value]) => value !== undefined)), isHeaders)
    return run(given, caller)
  }
}

function checked<Value>(value: unknown, isValid: ValidateFunction<Value>): Value {
  if (isValid(value)) return value
  throw new DomainError('request_invalid', ruleOf(isValid.errors?.[0]))
}

/** The field and the rule, such as `limit: must be <= 200`. */
function ruleOf(error: ErrorObject | undefined): string {
  if (error === undefined) return 'the request is invalid'
  const at = error.instancePath.slice(1)
  const within = (name: unknown) => [at, String(name).slice(0, 100)].filter(Boolean).join('/')
  switch (error.keyword) {
    case 'additionalProperties':
      return `${within(error.params['additionalProperty'])}: unknown`
    case 'required':
      return `${within(error.params['missingProperty'])}: needed`
    case 'enum':
      return `${at}: must be one of ${[error.params['allowedValues']].flat().join(', ')}`
    default:
      return `${at || 'body'}: ${error.message ?? error.keyword}`
  }
}
