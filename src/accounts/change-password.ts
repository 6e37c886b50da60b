/** A person who is signed in changes their password. */

import { DomainError } from '../base/errors.ts'
import type { PasswordFault } from '../model/password.ts'
import { renewSecret } from '../sessions/renew-secret.ts'
import { type AuthenticateOptions, authenticate } from './authenticate.ts'
import { judgePassword } from './password-strength.ts'
import { replacePassword } from './replace-password.ts'
import { requireUnchangedPassword } from './require-unchanged-password.ts'

export type PasswordChange = {
  readonly account: { readonly email: string; readonly name: string }
  /** The session in which it is changed: it goes on under `secretHash`. */
  readonly sessionId: string
  readonly secretHash: Buffer
  readonly current: string
  readonly next: string
}

export type ChangeRefusal = PasswordFault | 'wrong_current' | 'same'

/** Null when it is done. */
export async function changePassword(
  tools: AuthenticateOptions,
  change: PasswordChange,
): Promise<ChangeRefusal | null> {
  const { db, passwords } = tools
  const { account, current, next } = change
  const known = await authenticate(tools, { email: account.email, password: current })
  if (known === null) return 'wrong_current'
  if (next === current) return 'same'
  const fault = await judgePassword(next, { ...account, place: passwords.place })
  if (fault !== null) return fault

  const hash = await passwords.hash(next)
  await db.transaction(async (tx) => {
    // Of two changes at once the second one gave a password that is no longer the current one.
    await requireUnchangedPassword(tx, known)
    const { id: accountId } = known
    const { sessionId, secretHash } = change
    await replacePassword(tx, { accountId, hash, keep: sessionId, type: 'password.changed' })
    const isRenewed = await renewSecret(tx, { sessionId, accountId, secretHash })
    if (!isRenewed) throw new DomainError('session_ended', 'the session ended meanwhile')
  })
  return null
}
