/** Finds accounts by id or email. */

import type { Account, Guest } from '../model/account.ts'
import { column, orNull, present } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import { rowOnce } from '../store/unit-of-work.ts'

export type AccountWithPassword = Account & { readonly passwordHash: string }

/** The columns of an `Account`, for any statement on `accounts`. */
export const accountColumns = `id, email, email_verified_at IS NOT NULL AS "emailVerified", name,
  tier, roles, disabled_at AS "disabledAt", password_changed_at AS "passwordChangedAt"`

const columns = `${accountColumns}, password_hash AS "passwordHash"`

const byEmail = read('account_by_email', `SELECT ${columns} FROM accounts WHERE email = $1`, {
  id: column.uuid,
  email: present(column.text),
  emailVerified: column.bool,
  name: column.text,
  tier: column.text,
  roles: present(column.texts),
  disabledAt: orNull(column.timestamp),
  passwordChangedAt: column.timestamp,
  passwordHash: present(column.text),
})
const byId = read('account_by_id', `SELECT ${columns} FROM accounts WHERE id = $1`, {
  id: column.uuid,
  email: orNull(column.text),
  emailVerified: column.bool,
  name: column.text,
  tier: column.text,
  roles: present(column.texts),
  disabledAt: orNull(column.timestamp),
  passwordChangedAt: column.timestamp,
  passwordHash: orNull(column.text),
})

/** Expects a normalised email. */
export async function findAccountByEmail(
  db: Db,
  email: string,
): Promise<AccountWithPassword | null> {
  const [account] = await db.rows<AccountWithPassword>(byEmail, [email])
  return account ?? null
}

/** Finds guests too. */
export function findAccountById(db: Db, id: string): Promise<Account | Guest | null> {
  return rowOnce<Account | Guest>(db, byId, [id])
}
