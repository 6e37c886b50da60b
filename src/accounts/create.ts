/** Creating an account. */

import { appendEvent } from '../audit/append.ts'
import { uuidv7 } from '../base/crypto.ts'
import { DomainError } from '../base/errors.ts'
import {
  type Account,
  isEmail,
  judgePassword,
  normaliseEmail,
  passwordLength,
} from '../model/account.ts'
import type { Actor } from '../model/event.ts'
import { type Db, write } from '../store/db.ts'
import type { Passwords } from './passwords.ts'

export type NewAccount = {
  readonly email: string
  readonly password: string
  readonly name?: string
  readonly tier?: string
  readonly roles?: readonly string[]
  readonly by: Actor
}

const insert = write(
  'insert_account',
  `INSERT INTO accounts (id, email, name, password_hash, tier, roles)
   VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (email) DO NOTHING
   RETURNING id, email, name, tier, roles, disabled_at AS "disabledAt"`,
)

/** Throws `email_invalid`, `email_taken`, `password_too_short`, `password_too_long`. */
export async function createAccount(
  { db, passwords }: { db: Db; passwords: Passwords },
  account: NewAccount,
): Promise<Account> {
  const email = normaliseEmail(account.email)
  checkAccount(email, account.password)
  const hash = await passwords.hash(account.password)
  return db.transaction(async (tx) => {
    const { name = email, tier = 'default', roles = [] } = account
    const [created] = await tx.rows<Account>(insert, [uuidv7(), email, name, hash, tier, roles])
    if (created === undefined) {
      throw new DomainError('email_taken', 'an account with this email exists')
    }
    await appendEvent(tx, {
      type: 'account.created',
      outcome: 'success',
      actor: account.by,
      accountId: created.id,
      details: { tier },
    })
    return created
  })
}

function checkAccount(email: string, password: string): void {
  if (!isEmail(email)) throw new DomainError('email_invalid', 'email: one plain address')
  const { least, most } = passwordLength
  const judged = judgePassword(password)
  if (judged === 'too_short') {
    throw new DomainError('password_too_short', `password: ${least} characters or more`)
  }
  if (judged === 'too_long') {
    throw new DomainError('password_too_long', `password: ${most} characters at most`)
  }
}
