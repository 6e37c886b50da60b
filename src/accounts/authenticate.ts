/** Signing in with email and password. An unknown account and a wrong password look the same. */

import { type Account, isEmail, normaliseEmail } from '../model/account.ts'
import type { AuditEvent } from '../model/event.ts'
import { passwordLength } from '../model/password.ts'
import type { Db } from '../store/db.ts'
import { findAccountByEmail } from './find.ts'
import type { Passwords } from './passwords.ts'

export type Credentials = { readonly email: string; readonly password: string }

export type AuthenticateOptions = {
  readonly db: Db
  readonly passwords: Passwords
  /** For what changes nothing, at a bounded rate. */
  readonly recordRefusal: (event: AuditEvent) => Promise<void>
}

/** The account, or null; null says nothing about why. Throws `too_busy` and `store_unavailable`. */
export async function authenticate(
  { db, passwords, recordRefusal }: AuthenticateOptions,
  { email, password }: Credentials,
): Promise<Account | null> {
  const normalised = normaliseEmail(email)
  const known = isEmail(normalised) ? await findAccountByEmail(db, normalised) : null
  const tried = [...password].length <= passwordLength.most ? password : ''
  const matches = await passwords.verify(known?.passwordHash ?? null, tried)
  if (known !== null && matches && known.disabledAt === null) return known

  await recordRefusal(failureOf(known))
  return null
}

function failureOf(account: Account | null): AuditEvent {
  return {
    type: 'authentication.failed',
    outcome: 'failure',
    actor: { kind: 'nobody' },
    ...(account === null ? {} : { accountId: account.id }),
    details: { factor: 'pwd', disabled: account?.disabledAt != null },
  }
}
