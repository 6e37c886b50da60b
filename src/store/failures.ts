/** What an error of Postgres means. The only place that knows its codes. */

import { types } from 'node:util'
import { DomainError } from '../base/errors.ts'

/** Connection exceptions, shutdowns, too many connections, timeouts, read-only, out of space. */
const unavailable =
  /^(08...|53...|57P0[1-5]|57014|55P03|25006|25P03|58030|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)$/
/** A NUL: no text or JSON of Postgres holds one, and no request needs one. */
const unkeepable = ['22021', '22P05']
const unavailableText = /timeout|terminated|not queryable|Connection (?:ended|closed)/i

/** `store_unavailable`, `request_invalid` for what no text can hold, or the error as it is. */
export function asStoreFailure(error: unknown): unknown {
  if (error instanceof DomainError || !types.isNativeError(error)) return error
  const code = codeOf(error)
  if (code !== null && unkeepable.includes(code)) {
    return new DomainError('request_invalid', 'a character that cannot be kept', { cause: error })
  }
  const isAway = code === null ? unavailableText.test(error.message) : unavailable.test(code)
  if (!isAway) return error
  return new DomainError('store_unavailable', 'the database cannot be reached', { cause: error })
}

export function isRetryable(error: unknown): boolean {
  return ['40001', '40P01'].includes(codeOf(error) ?? '')
}

function codeOf(error: unknown): string | null {
  if (!types.isNativeError(error) || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}
