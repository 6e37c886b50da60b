/** The one path that replaces an account's password, and ends what depended on the former one. */

import { DomainError } from '../base/errors.ts'
import { currentLanguage } from '../i18n/speaking.ts'
import { appendEvent } from '../ledger/append.ts'
import type { LedgerEvent } from '../model/event.ts'
import { mailJob } from '../model/mail.ts'
import { endSessions } from '../sessions/end-others.ts'
import { column, present } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'
import { enqueue } from '../store/outbox.ts'
import { voidLinks } from './mint-link.ts'

export type Replacement = {
  readonly accountId: string
  /** The hash of the new password. */
  readonly hash: string
  /** The session to keep, which is the person's own; null keeps none. */
  readonly keep: string | null
  readonly type: Extract<LedgerEvent['type'], 'password.changed' | 'password.reset'>
}

/** Locks the row: a concurrent sign-in waits, and is then judged again. */
const replace = write(
  'replace_password',
  `UPDATE accounts SET password_hash = $2, password_changed_at = clock_timestamp(),
     email_verified_at = CASE WHEN $3 THEN coalesce(email_verified_at, now())
       ELSE email_verified_at END
   WHERE id = $1 AND disabled_at IS NULL RETURNING email`,
  { email: present(column.text) },
)

/**
 * Runs inside the transaction `tx`, after the caller has checked the right to do it. Ends every other
 * session with all its grants, offline ones included.
 */
export async function replacePassword(tx: Db, replacement: Replacement): Promise<void> {
  const { accountId, hash, keep, type } = replacement
  const [account] = await tx.rows(replace, [
    accountId,
    hash,
    // The mailed link proves that the person reads mail at the address.
    type === 'password.reset',
  ])
  if (account === undefined) throw new DomainError('account_disabled', 'the account is disabled')
  await voidLinks(tx, { email: account.email, purpose: 'reset' })
  const by = { kind: 'account', id: accountId } as const
  const reason = 'credential_changed'
  const ended = await endSessions(tx, { accountId, keep, only: null, reason, by })
  const factor = type === 'password.reset' ? 'link' : 'pwd'
  const details = { factor, sessions_ended: ended }
  await appendEvent(tx, { type, outcome: 'success', actor: by, accountId, details })
  const language = currentLanguage()
  await enqueue(tx, mailJob({ kind: 'password_changed', accountId, language }))
}
