/** The types of each operation of the contract, by its id: parameters, body and response. */

import type { defaults, operations } from './generated/openapi.ts'

export type OperationId = keyof operations

type Sent<Id extends OperationId> = operations[Id]['parameters']

type InPath<Id extends OperationId> = Sent<Id> extends { readonly path: infer Path } ? Path : object

type InQuery<Id extends OperationId> =
  Sent<Id> extends { readonly query?: infer Query }
    ? [NonNullable<Query>] extends [never]
      ? object
      : NonNullable<Query>
    : object

/** Path and query in one object, as a caller sends them. */
export type Params<Id extends OperationId> = InPath<Id> & InQuery<Id>

/** The JSON of the request; undefined where the operation takes none. */
export type Body<Id extends OperationId> = operations[Id] extends {
  readonly requestBody: { readonly content: { readonly 'application/json': infer Json } }
}
  ? Json
  : undefined

type Filled<Part, Names> = [Names] extends [never]
  ? Part
  : Part & Required<Pick<Part, Names & keyof Part>>

type Defaults<Id, Kind extends 'params' | 'body'> = Id extends keyof defaults
  ? defaults[Id][Kind]
  : never

/** The same when the request was checked: fields that have a default are there. */
export type CheckedParams<Id extends OperationId> = Filled<Params<Id>, Defaults<Id, 'params'>>

export type CheckedBody<Id extends OperationId> = Filled<Body<Id>, Defaults<Id, 'body'>>

type Success<Responses> = Responses[keyof Responses & (200 | 201 | 202)]

/** The JSON document of a successful response; `null` if the operation answers none. */
export type ResponseDocument<Id extends OperationId> =
  Success<operations[Id]['responses']> extends {
    readonly content: { readonly 'application/json': infer Json }
  }
    ? Json
    : null
