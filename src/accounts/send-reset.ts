/**
 * An operator helps a person back into their account: a link goes to its address, and nowhere else.
 * No operator sees it, or chooses a password.
 */

import { DomainError } from '../base/errors.ts'
import type { Actor } from '../model/event.ts'
import type { Db } from '../store/db.ts'
import { lockPerson } from './lock-person.ts'
import { requestResetFor } from './request-link.ts'

/** The limit is one of an hour; how much of it is over is not worth a look. */
const retryAfterSeconds = 3_600

/** The address. Throws `not_found`, `account_disabled` and `too_many_requests`. */
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
