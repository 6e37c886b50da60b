/** Creates an account. */

import { uuidv7 } from '../base/crypto.ts'
import { readDisplayName } from '../base/display-name.ts'
import { DomainError } from '../base/errors.ts'
import { appendEvent } from '../ledger/append.ts'
import { type Account, isEmail, longestAccountName, normaliseEmail } from '../model/account.ts'
import type { Actor } from '../model/event.ts'
import { type PasswordFault, passwordFaults, passwordLength } from '../model/password.ts'
import { column, orNull, present } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'
import { accountColumns } from './find.ts'
import { judgePassword } from './password-strength.ts'
import type { Passwords } from './passwords.ts'

export type NewAccount = {
  readonly email: string
  readonly password: string
  /** Absent: the account has no name. */
  readonly name?: string
  readonly tier?: string
  readonly roles?: readonly string[]
  readonly by: Actor
}

/** Throws `request_invalid`, `email_invalid`, `email_taken`, `password_too_short`, `…_too_long`, `…_too_weak`. */
export async function createAccount(
  { db, passwords }: { db: Db; passwords: Passwords },
  { password, ...account }: NewAccount,
): Promise<Account> {
  const email = normaliseEmail(account.email)
  if (!isEmail(email)) throw new DomainError('email_invalid', 'email: one plain address')
  const name = account.name === undefined ? '' : requireAccountName(account.name, passwords.place)
  const fault = await judgePassword(password, { email, name, place: passwords.place })
  if (fault !== null) throw passwordRefusal(fault)
  const passwordHash = await passwords.hash(password)
  return db.transaction(async (tx) => {
    const created = await insertAccount(tx, { ...account, email, name, passwordHash })
    if (created !== null) return created
    throw new DomainError('email_taken', 'an account with this email exists')
  })
}

/** The name as it is stored. Throws `request_invalid`, which names the rule. */
export function requireAccountName(text: string, brandName: string): string {
  const read = readDisplayName(text, { most: longestAccountName, brandName })
  if ('name' in read) return read.name
  throw new DomainError('request_invalid', `name: ${read.fault.sentence}`)
}

function passwordRefusal(fault: PasswordFault): DomainError {
  const { least, most } = passwordLength
  switch (fault) {
    case 'too_short':
      return new DomainError('password_too_short', `password: ${least} characters or more`)
    case 'too_long':
      return new DomainError('password_too_long', `password: ${most} characters at most`)
    default: {
      const sentence = passwordFaults[fault].replace(/\.$/, '')
      return new DomainError('password_too_weak', `password: ${sentence}`)
    }
  }
}

export type CheckedAccount = Omit<NewAccount, 'password'> & {
  /** A normalised address. */
  readonly email: string
  readonly name: string
  readonly passwordHash: string
  /** True if the person has shown that they read mail at the address. */
  readonly emailVerified?: boolean
}

const insert = write(
  'insert_account',
  `INSERT INTO accounts (id, email, name, password_hash, tier, roles, email_verified_at)
   VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $7 THEN now() END) ON CONFLICT (email) DO NOTHING
   RETURNING ${accountColumns}`,
  {
    id: column.uuid,
    email: present(column.text),
    emailVerified: column.bool,
    name: column.text,
    tier: column.text,
    roles: present(column.texts),
    disabledAt: orNull(column.timestamp),
    passwordChangedAt: column.timestamp,
  },
)

/** Null if the address already has an account. */
export async function insertAccount(tx: Db, account: CheckedAccount): Promise<Account | null> {
  const { email, name, passwordHash, tier = 'default', roles = [] } = account
  const isVerified = account.emailVerified ?? false
  const values = [uuidv7(), email, name, passwordHash, tier, roles, isVerified]
  const [created] = await tx.rows<Account>(insert, values)
  if (created === undefined) return null
  await appendEvent(tx, {
    type: 'account.created',
    outcome: 'success',
    actor: account.by,
    accountId: created.id,
    details: { tier, ...(roles.length === 0 ? {} : { roles: roles.join(' ') }) },
  })
  return created
}
