/** Why something was done, in the words of who does it, for the ledger. */

import { DomainError } from '../base/errors.ts'

export const longestReason = 500

/** Throws `request_invalid` for a text that is none. */
export function requireReason(reason: string): void {
  if (reason.trim() !== '' && reason.length <= longestReason) return
  throw new DomainError('request_invalid', `reason: 1 to ${longestReason} characters`)
}
