/** A person who reads the mail of an account's address chooses a new password for it. */

import type { MailedLink } from '../model/mailed-link.ts'
import type { PasswordFault } from '../model/password.ts'
import type { Db } from '../store/db.ts'
import { findLink, spendLink } from './find-link.ts'
import { judgePassword } from './password-strength.ts'
import type { Passwords } from './passwords.ts'
import { replacePassword } from './replace-password.ts'

export type ResetRefusal = PasswordFault | 'link_dead'

/** Null when it is done. Until then the link stays good, whatever went wrong. */
export async function resetPassword(
  { db, passwords }: { db: Db; passwords: Passwords },
  { token, password }: { token: string; password: string },
): Promise<ResetRefusal | null> {
  const link = await findLink(db, { token, purpose: 'reset' })
  if (link === null || link.accountId === null) return 'link_dead'
  const { email, name } = link
  const fault = await judgePassword(password, {
    email,
    name: name ?? email,
    place: passwords.place,
  })
  if (fault !== null) return fault

  const hash = await passwords.hash(password)
  const isDone = await spend(db, { link, accountId: link.accountId, hash })
  return isDone ? null : 'link_dead'
}

/** It signs nobody in: a second factor is asked for where it always is (ASVS 6.4.3). */
function spend(
  db: Db,
  { link, accountId, hash }: { link: MailedLink; accountId: string; hash: string },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (!(await spendLink(tx, link))) return false
    await replacePassword(tx, { accountId, hash, keep: null, type: 'password.reset' })
    return true
  })
}
