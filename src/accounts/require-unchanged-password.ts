/** Refuses to act on the proof of a password that has been changed since. */

import { DomainError } from '../base/errors.ts'
import type { Account } from '../model/account.ts'
import { column } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'

/** The lock that a password change takes too, so that one waits for the other. */
const lock = write(
  'lock_account_with_password',
  `SELECT id FROM accounts WHERE id = $1 AND password_changed_at = $2 FOR NO KEY UPDATE`,
  { id: column.uuid },
)

/**
 * Throws `session_ended` if the password changed since `account` was read: a delayed sign-in with the
 * former password begins no session.
 */
export async function requireUnchangedPassword(
  tx: Db,
  { id, passwordChangedAt }: Pick<Account, 'id' | 'passwordChangedAt'>,
): Promise<void> {
  const [account] = await tx.rows(lock, [id, passwordChangedAt])
  if (account === undefined) {
    throw new DomainError('session_ended', 'the password was changed meanwhile')
  }
}
