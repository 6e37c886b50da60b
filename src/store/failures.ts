/** The meaning of Postgres's errors. Only this file knows their codes. */

import { types } from 'node:util'
import { DomainError } from '../base/errors.ts'

/** Connection exceptions, shutdowns, too many connections, timeouts, read-only, out of space. */
const unavailable =
  /^(08...|53...|57P0[1-5]|57014|55P03|25006|25P03|58030|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)$/
/** The same in Prisma's words: not reachable, timed out, closed, no connection left. */
const unavailableToPrisma = /^P(1001|1002|1008|1017|2024|2037)$/
/** A NUL. Postgres keeps none in a text or in JSON, and no request needs one. */
const unkeepable = ['22021', '22P05']
const unavailableText = /timeout|terminated|not queryable|Connection (?:ended|closed)/i

/**
 * `store_unavailable`, `request_invalid` for a text that cannot be stored, or the error as it is.
 */
export function asStoreFailure(error: unknown): unknown {
  if (error instanceof DomainError || !types.isNativeError(error)) return error
  const code = codeOf(error)
  if (code !== null && unkeepable.includes(code)) {
    return new DomainError('request_invalid', 'a character that cannot be kept', { cause: error })
  }
  const isAway = code === null ? unavailableText.test(error.message) : isUnavailable(code)
  if (!isAway) return error
  return new DomainError('store_unavailable', 'the database cannot be reached', { cause: error })
}

function isUnavailable(code: string): boolean {
  return unavailable.test(code) || unavailableToPrisma.test(code)
}

/** Whether a unique value is taken already. */
export function isDuplicate(error: unknown): boolean {
  return codeOf(error) === '23505'
}

/**
 * SQL that fails unless the part found its row. Only an error undoes the whole statement: if the
 * part merely did nothing, the writes of the parts before it would stay.
 */
export function refusingUnless(part: string): string {
  const word = `CASE WHEN EXISTS (SELECT 1 FROM ${part}) THEN '1' ELSE 'refused ${part}' END`
  return `(${word})::int`
}

/** The part that failed so, or null for any other error. */
export function refusedPart(error: unknown): string | null {
  if (!types.isNativeError(error) || codeOf(error) !== '22P02') return null
  return /"refused (\w+)"/.exec(error.message)?.[1] ?? null
}

/** Whether Postgres refused the statement, so that the connection is still good. */
export function isAnswer(error: unknown): boolean {
  const raw = error instanceof DomainError ? error.cause : error
  return types.isNativeError(raw) && 'severity' in raw && raw.severity === 'ERROR'
}

export function isRetryable(error: unknown): boolean {
  return ['40001', '40P01'].includes(codeOf(error) ?? '')
}

/** For an error through Prisma, the code of Postgres where there is one. */
function codeOf(error: unknown): string | null {
  if (!types.isNativeError(error) || !('code' in error)) return null
  const code = behindPrisma.reduce<unknown>(partOf, error) ?? error.code
  return typeof code === 'string' ? code : null
}

const behindPrisma = ['meta', 'driverAdapterError', 'cause', 'originalCode'] as const

function partOf(whole: unknown, name: string): unknown {
  return typeof whole === 'object' && whole !== null ? Reflect.get(whole, name) : undefined
}
