/** What was sent is text that can be kept, and not nested beyond reason. It knows no schema. */

import { DomainError } from '../../base/errors.ts'

/** No document of the contract is half as deep. */
const deepest = 20

/** Throws `request_invalid`. Postgres takes neither NUL nor half a surrogate pair; no honest request has one. */
export function requireText(value: unknown, depth = 0): void {
  if (typeof value === 'string') {
    if (value.isWellFormed() && !value.includes('\0')) return
    throw new DomainError('request_invalid', 'text: not valid Unicode')
  }
  if (typeof value !== 'object' || value === null) return
  if (depth === deepest) throw new DomainError('request_invalid', 'body: nested too deeply')
  for (const [key, part] of Object.entries(value)) {
    requireText(key)
    requireText(part, depth + 1)
  }
}
