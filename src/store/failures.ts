/** What an error of Postgres means. The only place that knows its codes. */

import { DomainError } from '../base/errors.ts'

/** Connection exceptions, shutdowns, too many connections, timeouts, read-only, out of space. */
const unavailable =
  /^(08...|53...|57P0[1-5]|57014|55P03|25006|25P03|58030|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)$/
const unavailableText = /timeout|terminated|not queryable|Connection (?:ended|closed)/i

/** The store being away becomes `store_unavailable`; anything else stays what it is. */
export function asStoreFailure(error: unknown): unknown {
  if (error instanceof DomainError || !(error instanceof Error)) return error
  const code = codeOf(error)
  const isAway = code === null ? unavailableText.test(error.message) : unavailable.test(code)
  if (!isAway) return error
  return new DomainError('store_unavailable', 'the database cannot be reached', { cause: error })
}

export function isRetryable(error: unknown): boolean {
  return ['40001', '40P01'].includes(codeOf(error) ?? '')
}

export function isUniqueViolation(error: unknown): boolean {
  return codeOf(error) === '23505'
}

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}
