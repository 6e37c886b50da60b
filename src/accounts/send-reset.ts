/**
 * An operator helps a person back into their account by mailing a link to its address. No operator
 * sees the link or chooses a password.
 */

import { DomainError } from '../base/errors.ts'
import type { Actor } from '../model/event.ts'
import type { Db } from '../store/db.ts'
import { lockPerson } from './lock-person.ts'
import { requestResetFor } from './request-link.ts'

/** The limit is per hour; the exact remaining time is not looked up. */
const retryAfterSeconds = 3_600

/** Returns the address. Throws `not_found`, `account_disabled` and `too_many_requests`. */
export function sendReset(
  db: Db,
  { accountId, by }: { accountId: string; by: Actor },
): Promise<string> {
  return db.transaction(async (tx) => {
    const { isDisabled, email } = await lockPerson(tx, accountId)
    if (isDisabled) throw new DomainError('account_disabled', 'enable the account first')
    if (await requestResetFor(tx, { accountId, email, by })) return email
    const rule = 'this address was sent as many links in an hour as it may be'
    throw new DomainError('too_many_requests', rule, { retryAfterSeconds })
  })
}
