/** A signed-in person changes their password. */

import { DomainError } from '../base/errors.ts'
import type { PasswordFault } from '../model/password.ts'
import { renewSecret } from '../sessions/renew-secret.ts'
import { requireNoWait } from '../throttle/wait.ts'
import { judgePassword } from './password-strength.ts'
import { type ProvingTools, provePassword } from './prove-password.ts'
import { replacePassword } from './replace-password.ts'
import { requireUnchangedPassword } from './require-unchanged-password.ts'

export type PasswordChange = {
  readonly account: { readonly email: string; readonly name: string }
  /** The session of the change; it continues under `secretHash`. */
  readonly sessionId: string
  readonly secretHash: Buffer
  readonly current: string
  readonly next: string
}

export type ChangeRefusal = PasswordFault | 'wrong_current' | 'same'

/** Null on success. Throws `too_many_requests` after too many failed attempts. */
export async function changePassword(
  tools: ProvingTools,
  change: PasswordChange,
): Promise<ChangeRefusal | null> {
  const { db, passwords } = tools
  const { account, current, next } = change
  const proof = await provePassword(tools, { email: account.email, password: current })
  if (proof === null) return 'wrong_current'
  if (next === current) return 'same'
  const fault = await judgePassword(next, { ...account, place: passwords.place })
  if (fault !== null) return fault

  const hash = await passwords.hash(next)
  await db.transaction(async (tx) => {
    // The second of two concurrent changes proved a password that is no longer current.
    await requireUnchangedPassword(tx, proof.account)
    await requireNoWait(tx, proof.tallies)
    const { id: accountId } = proof.account
    const { sessionId, secretHash } = change
    await replacePassword(tx, { accountId, hash, keep: sessionId, type: 'password.changed' })
    const isRenewed = await renewSecret(tx, { sessionId, accountId, secretHash })
    if (!isRenewed) throw new DomainError('session_ended', 'the session ended meanwhile')
  })
  return null
}
