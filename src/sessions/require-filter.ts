/** Validates the filter of a session search, and of a search that ends sessions. */

import { DomainError } from '../base/errors.ts'
import { faultOfPeriods, isEmptyFilter, type SessionFilter } from '../model/session-filter.ts'
import { requireSearchedNetwork } from '../revocation/require-network.ts'

/** Throws `request_invalid` for a filter by which no session can be found. */
export function requireFilter(filter: SessionFilter): void {
  if (filter.network !== null) requireSearchedNetwork(filter.network)
  const fault = faultOfPeriods(filter)
  if (fault !== null) throw new DomainError('request_invalid', fault)
}

/** Throws `request_invalid`, too, for one of all sessions or of ended ones. */
export function requireEndingFilter(filter: SessionFilter): void {
  requireFilter(filter)
  if (isEmptyFilter(filter)) {
    const instead = 'to end everything, revoke everything'
    throw new DomainError('request_invalid', `filter: names nothing; ${instead}`)
  }
  if (filter.state !== 'ended' && filter.endReason === null) return
  throw new DomainError('request_invalid', 'filter: what has ended cannot end again')
}
