/** Signing in again inside a living session: same session, new secret, new time. */

import { DomainError } from '../base/errors.ts'
import { appendEvent } from '../ledger/append.ts'
import type { Authorization } from '../model/session.ts'
import { column } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'
import { isSessionCutOff } from '../store/session-sql.ts'
import { currentOrigin } from '../store/unit-of-work.ts'
import { usedNow } from './bound.ts'
import { meetDevice } from './devices.ts'
import { factorsOf } from './factors.ts'

export type Reauthentication = {
  readonly sessionId: string
  readonly accountId: string
  /** For which the person signed in again. */
  readonly clientId: string
  readonly secretHash: Buffer
  readonly acr: string | null
  readonly amr: readonly string[]
  readonly authorizations: Readonly<Record<string, Authorization>>
  /** The SHA-256 of the device cookie, in hex. */
  readonly device: string
}

const renew = write(
  'reauthenticate_session',
  `UPDATE sessions s SET secret_hash = $3, acr = $4, amr = $5, auth_time = now(),
     last_seen_at = now(), authorizations = authorizations || $6::jsonb, logout_state = NULL,
     network = $7, user_agent = $8, device_hash = decode($9, 'hex'), noted = '{}',
     is_doubted = false, former_place = NULL, former_used_at = NULL, place = $10,
     place_used_at = now(), last_network = $7
   WHERE s.id = $1 AND s.account_id = $2 AND s.state = 'live' AND NOT ${isSessionCutOff}
   RETURNING s.id`,
  { id: column.uuid },
)

/**
 * The former cookie is dead from here on: a stolen or fixed one is worth nothing. Who just proved
 * to be the person is bound to where that was.
 */
export async function reauthenticateSession(tx: Db, again: Reauthentication): Promise<void> {
  const { sessionId, accountId, clientId, secretHash, acr, amr, authorizations } = again
  const values = [sessionId, accountId, secretHash, acr, amr, JSON.stringify(authorizations)]
  const [session] = await tx.rows(renew, [...values, ...boundNow(again)])
  if (session === undefined) throw new DomainError('session_ended', 'the session ended meanwhile')

  const device = await meetDevice(tx, { accountId, sessionId, device: again.device })
  await appendEvent(tx, {
    type: 'session.reauthenticated',
    outcome: 'success',
    actor: { kind: 'account', id: accountId },
    accountId,
    sessionId,
    clientId,
    details: { ...factorsOf(again), device: device.id },
  })
}

function boundNow({ device }: Reauthentication): unknown[] {
  const { network, userAgent } = currentOrigin()
  const [place] = usedNow()
  return [network, userAgent?.slice(0, 512) ?? null, device, place]
}
