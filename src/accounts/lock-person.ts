/** Locks a person's account until the end of the transaction. */

import { DomainError } from '../base/errors.ts'
import { column, present } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'

export type HeldPerson = {
  readonly isDisabled: boolean
  readonly email: string
  readonly emailVerified: boolean
  readonly name: string
  readonly tier: string
  readonly roles: readonly string[]
}

/** The lock that sign-ins take too: a sign-in happens before the whole transaction, or after it. */
const lock = write(
  'lock_person',
  `SELECT disabled_at IS NOT NULL AS "isDisabled", email,
     email_verified_at IS NOT NULL AS "emailVerified", name, tier, roles FROM accounts
   WHERE id = $1 AND kind = 'person' FOR UPDATE`,
  {
    isDisabled: column.bool,
    email: present(column.text),
    emailVerified: column.bool,
    name: column.text,
    tier: column.text,
    roles: present(column.texts),
  },
)

/** Throws `not_found`, also for a guest, whose single session can be ended instead. */
export async function lockPerson(tx: Db, accountId: string): Promise<HeldPerson> {
  const [person] = await tx.rows<HeldPerson>(lock, [accountId])
  if (person === undefined) throw new DomainError('not_found', "no person's account has this id")
  return person
}
