/** Signing in again inside a living session: same session, new secret, new time. */

import { appendEvent } from '../audit/append.ts'
import { DomainError } from '../base/errors.ts'
import type { Authorization } from '../model/session.ts'
import { type Db, write } from '../store/db.ts'
import { isSessionCutOff } from '../store/session-sql.ts'

export type Reauthentication = {
  readonly sessionId: string
  readonly accountId: string
  readonly secretHash: Buffer
  readonly acr: string | null
  readonly amr: readonly string[]
  readonly authorizations: Readonly<Record<string, Authorization>>
}

const renew = write(
  'reauthenticate_session',
  `UPDATE sessions s SET secret_hash = $3, acr = $4, amr = $5, auth_time = now(),
     last_seen_at = now(), authorizations = authorizations || $6::jsonb, logout_state = NULL
   WHERE s.id = $1 AND s.account_id = $2 AND s.state = 'live' AND NOT ${isSessionCutOff}
   RETURNING s.id`,
)

/** The former cookie is dead from here on: a stolen or fixed one is worth nothing. */
export async function reauthenticateSession(tx: Db, again: Reauthentication): Promise<void> {
  const { sessionId, accountId, secretHash, acr, amr, authorizations } = again
  const values = [sessionId, accountId, secretHash, acr, amr, JSON.stringify(authorizations)]
  const [session] = await tx.rows(renew, values)
  if (session === undefined) throw new DomainError('session_ended', 'the session ended meanwhile')

  await appendEvent(tx, {
    type: 'session.reauthenticated',
    outcome: 'success',
    actor: { kind: 'account', id: accountId },
    accountId,
    sessionId,
    details: { amr: amr.join(' ') },
  })
}
