/** A person who reads mail at an account's address chooses a new password for it. */

import type { MailedLink } from '../model/mailed-link.ts'
import type { PasswordFault } from '../model/password.ts'
import type { Db } from '../store/db.ts'
import { letBrowserIn } from '../throttle/let-in.ts'
import type { Guessing } from '../throttle/tally.ts'
import { findLink, spendLink } from './find-link.ts'
import { judgePassword } from './password-strength.ts'
import type { Passwords } from './passwords.ts'
import { replacePassword } from './replace-password.ts'

export type ResetRefusal = PasswordFault | 'link_dead'

type Tools = { readonly db: Db; readonly passwords: Passwords; readonly guessing: Guessing }

export type PasswordReset = {
  readonly token: string
  readonly password: string
  /** The SHA-256 of the device cookie, in hex. Failures elsewhere no longer limit this device. */
  readonly device: string
}

/** Null on success. After a failure the link stays valid. */
export async function resetPassword(
  { db, passwords, guessing }: Tools,
  { token, password, device }: PasswordReset,
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
  const browser = { key: guessing.key, email, device }
  const isDone = await spend(db, { link, accountId: link.accountId, hash, browser })
  return isDone ? null : 'link_dead'
}

type Spending = {
  readonly link: MailedLink
  readonly accountId: string
  readonly hash: string
  readonly browser: Parameters<typeof letBrowserIn>[1]
}

/** Signs nobody in, so that a reset never bypasses a second factor (ASVS 6.4.3). */
function spend(db: Db, { link, accountId, hash, browser }: Spending): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (!(await spendLink(tx, link))) return false
    await replacePassword(tx, { accountId, hash, keep: null, type: 'password.reset' })
    await letBrowserIn(tx, browser)
    return true
  })
}
