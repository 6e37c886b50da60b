/** The reason that someone gives for an action, as the ledger keeps it. */

import { readDisplayName } from '../base/display-name.ts'
import { DomainError } from '../base/errors.ts'

export const longestReason = 500

/** Throws `request_invalid` if the text is not a valid reason. */
export function requireReason(reason: string): void {
  const read = readDisplayName(reason, { most: longestReason, brandName: '' })
  if ('name' in read) return
  throw new DomainError('request_invalid', `reason: ${read.fault.sentence}`)
}
