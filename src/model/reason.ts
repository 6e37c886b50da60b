/** The reason that someone gives for an action, as the ledger keeps it. */

import { DomainError } from '../base/errors.ts'

export const longestReason = 500

/** Throws `request_invalid` if the text is not a valid reason. */
export function requireReason(reason: string): void {
  if (reason.trim() !== '' && reason.length <= longestReason) return
  throw new DomainError('request_invalid', `reason: 1 to ${longestReason} characters`)
}
