/** A person's account, held until the transaction is over. It changes nothing. */

import { DomainError } from '../base/errors.ts'
import { column, present } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'

export type HeldPerson = {
  readonly isDisabled: boolean
  readonly email: string
  readonly name: string
  readonly tier: string
  readonly roles: readonly string[]
}

/** The lock is the one that a session begins under: a sign-in comes before all of it, or after. */
const lock = write(
  'lock_person',
  `SELECT disabled_at IS NOT NULL AS "isDisabled", email, name, tier, roles FROM accounts
   WHERE id = $1 AND kind = 'person' FOR UPDATE`,
  {
    isDisabled: column.bool,
    email: present(column.text),
    name: column.text,
    tier: column.text,
    roles: present(column.texts),
  },
)

/** Throws `not_found`, for a guest as well: one has a single session, which can be ended. */
export async function lockPerson(tx: Db, accountId: string): Promise<HeldPerson> {
  const [person] = await tx.rows<HeldPerson>(lock, [accountId])
  if (person === undefined) throw new DomainError('not_found', "no person's account has this id")
  return person
}
