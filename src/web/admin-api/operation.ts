/** One operation of the admin API: the contract checks each request before the operation acts. */

import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import { DomainError } from '../../base/errors.ts'
import type { CheckedBody, CheckedParams, OperationId } from '../../contract/operations.ts'
import type { Actor } from '../../model/event.ts'
import type { OperationContract } from './contract.ts'
import { type Editable, withPreconditions } from './preconditions.ts'

/** A program with a token or a key, or an operator who is signed in. */
export type Caller = {
  readonly by: Actor
  readonly scopes: readonly string[]
  /** The age of an operator's sign-in; null for a program, whose scopes say it all. */
  readonly signedInSecondsAgo: number | null
  /** When the token or the session ends, in seconds since 1970. */
  readonly expiresAt: number
}

/** A request before the contract has checked it. */
export type RawRequest = {
  /** Path and query together. */
  readonly params: Readonly<Record<string, unknown>>
  readonly body: unknown
  /** Undefined for a header that was not sent. */
  readonly header: (name: string) => string | undefined
  /** The type that the caller prefers; the first of them if it accepts anything. */
  readonly preferred: (...types: string[]) => string | false
}

export type CheckedRequest<Params, Body> = {
  readonly params: Params
  readonly body: Body
} & Pick<RawRequest, 'header' | 'preferred'>

export type Reply = {
  readonly status: number
  /** A document, or a stream of the given `type`. */
  readonly body?: object
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
}

export type Question<Id extends OperationId> = {
  readonly operationId: Id
  readonly params: CheckedParams<Id>
  readonly body: CheckedBody<Id>
  readonly caller: Caller
}

/** Runs the act if the caller may; throws otherwise. */
export type Guard = <Id extends OperationId>(
  question: Question<Id>,
  act: () => Promise<Reply>,
) => Promise<Reply>

export type Run = (request: RawRequest, caller: Caller) => Promise<Reply>

export type Operation = {
  readonly operationId: string
  readonly bind: (contract: OperationContract, guard: Guard) => Run
}

export function operation<Id extends OperationId>(
  operationId: Id,
  act: (
    request: CheckedRequest<CheckedParams<Id>, CheckedBody<Id>>,
    caller: Caller,
  ) => Promise<Reply>,
  /** The document that it reads or edits, which gets an ETag. */
  editable?: Editable<CheckedParams<Id>>,
): Operation {
  return {
    operationId,
    bind: (contract, guard) => {
      const isParams = contract.isParams<CheckedParams<Id>>()
      const isBody = contract.isBody<CheckedBody<Id>>()
      return async ({ header, preferred, ...raw }, caller) => {
        const params = checked(raw.params, isParams)
        const body = checked(contract.bodyTypes.length > 0 ? raw.body : undefined, isBody)
        const question = { operationId, params, body, caller }
        const run = () => guard(question, () => act({ params, body, header, preferred }, caller))
        return editable
          ? withPreconditions(editable, { contract, params, header, act: run })
          : run()
      }
    },
  }
}

/** Refuses headers that the contract forbids. An empty header is not a missing one. */
export function withHeadersChecked(run: Run, { headers, isHeaders }: OperationContract): Run {
  return async (request, caller) => {
    const sent = headers.map((name) => [name, request.header(name)] as const)
    checked(Object.fromEntries(sent.filter(([, value]) => value !== undefined)), isHeaders)
    return run(request, caller)
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
