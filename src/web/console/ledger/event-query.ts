/** What an operator typed to look for in the ledger, as the admin API takes it. */

import { DomainError } from '../../../base/errors.ts'
import type { Filters } from '../../ui/pages.ts'
import { findAccount } from '../find-account.ts'
import type { Visit } from '../visit.ts'
import { momentsIn } from './filters.tsx'

/** An email is of an account that is still there. Throws `request_invalid` for one of nobody's. */
export async function askedOf(visit: Visit, filters: Filters): Promise<Filters> {
  const { account } = filters
  const asked = momentsIn(filters)
  if (account === undefined || !account.includes('@')) return asked
  const found = await findAccount(visit, account)
  if (found !== null) return { ...asked, account: found.id }
  throw new DomainError(
    'request_invalid',
    'account: nobody has this email; by its id it is found even when it is gone',
  )
}
