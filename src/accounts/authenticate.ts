/** Signing in with email and password. An unknown account and a wrong password look the same. */

import { appendEvent } from '../audit/append.ts'
import { type Account, isEmail, normaliseEmail } from '../model/account.ts'
import { passwordLength } from '../model/password.ts'
import type { Db } from '../store/db.ts'
import { findAccountByEmail } from './find.ts'
import type { Passwords } from './passwords.ts'

export type Credentials = { readonly email: string; readonly password: string }

/** The account, or null; null says nothing about why. Throws `too_busy` and `store_unavailable`. */
export async function authenticate(
  { db, passwords }: { db: Db; passwords: Passwords },
  { email, password }: Credentials,
): Promise<Account | null> {
  const normalised = normaliseEmail(email)
  const known = isEmail(normalised) ? await findAccountByEmail(db, normalised) : null
  const tried = [...password].length <= passwordLength.most ? password : ''
  const matches = await passwords.verify(known?.passwordHash ?? null, tried)
  if (known !== null && matches && known.disabledAt === null) return known

  await recordFailure(db, known)
  return null
}

function recordFailure(db: Db, account: Account | null): Promise<void> {
  return db.transaction((tx) =>
    appendEvent(tx, {
      type: 'authentication.failed',
      outcome: 'failure',
      actor: { kind: 'nobody' },
      ...(account === null ? {} : { accountId: account.id }),
      details: { disabled: account?.disabledAt != null },
    }),
  )
}
