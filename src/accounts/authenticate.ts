/** Signing in with email and password. An unknown account and a wrong password look the same. */

import { isDomainError } from '../base/errors.ts'
import { type Account, isEmail, normaliseEmail } from '../model/account.ts'
import type { AuditEvent } from '../model/event.ts'
import { limitEvent } from '../model/limit-event.ts'
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
  options: AuthenticateOptions,
  { email, password }: Credentials,
): Promise<Account | null> {
  const { db, recordRefusal } = options
  const normalised = normaliseEmail(email)
  const known = isEmail(normalised) ? await findAccountByEmail(db, normalised) : null
  const tried = [...password].length <= passwordLength.most ? password : ''
  const matches = await verify(options, known?.passwordHash ?? null, tried)
  if (known !== null && matches && known.disabledAt === null) return known

  await recordRefusal(failureOf(known))
  return null
}

/** More than can be hashed in time are turned away, and that is told. */
async function verify(
  { passwords, recordRefusal }: AuthenticateOptions,
  hash: string | null,
  password: string,
): Promise<boolean> {
  try {
    return await passwords.verify(hash, password)
  } catch (error) {
    if (isDomainError(error, 'too_busy')) await recordRefusal(limitEvent('password_hashing'))
    throw error
  }
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
