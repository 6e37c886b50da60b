/** Words for errors of the operating system and of Postgres. It decides nothing. */

import { types } from 'node:util'

/** `instanceof Error` would miss errors of Node's own realm, which Jest's tests are not in. */
export function isKind(error: unknown, ...codes: readonly string[]): boolean {
  return types.isNativeError(error) && 'code' in error && codes.includes(String(error.code))
}

/** A refused connection to a name with two addresses has its reasons one level down. */
export function reasonOf(error: unknown): string {
  if (!types.isNativeError(error)) return String(error)
  if (error.message === '' && error instanceof AggregateError) return reasonOf(error.errors[0])
  return error.message
}
