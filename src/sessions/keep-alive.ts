/** Activity without a page: the person is still there. It changes no right and leaves no event. */

import { DomainError } from '../base/errors.ts'
import type { ObservedSession, SessionStatus } from '../model/session-status.ts'
import { isRefused } from '../revocation/refused-tokens.ts'
import { write } from '../store/db.ts'
import { idleEnd, isGrantStanding, isLiveNow, slidesNow } from '../store/session-sql.ts'
import {
  findStatus,
  judged,
  observedColumns,
  type SessionCaller,
  type StatusSource,
  valuesOf,
} from './status.ts'

/** Never backwards: another node may have marked a later moment while this one waited. */
const mark = 'UPDATE sessions s SET last_seen_at = greatest(s.last_seen_at, now())'

const slides = `${slidesNow} AND ${idleEnd} IS NOT NULL AND ${isLiveNow} AND a.disabled_at IS NULL`

const markByGrant = write(
  'keep_alive_by_grant',
  `${mark} FROM grants g, accounts a
   WHERE g.id = $1 AND g.client_id = $2 AND NOT ${isRefused('$3')} AND ${isGrantStanding}
     AND s.id = g.session_id AND a.id = s.account_id AND ${slides}
   RETURNING ${observedColumns}`,
)

const markBySecret = write(
  'keep_alive_by_secret',
  `${mark} FROM accounts a LEFT JOIN grants g ON false
   WHERE s.secret_hash = $1 AND a.id = s.account_id AND ${slides}
   RETURNING ${observedColumns}`,
)

/**
 * Answers what it has led to; null for a caller without a session. Throws `session_not_extendable`
 * where the policy lets nothing slide, and `session_ended` when it is too late.
 */
export async function keepAlive(
  source: StatusSource,
  caller: SessionCaller,
): Promise<SessionStatus | null> {
  const statement = caller.kind === 'browser' ? markBySecret : markByGrant
  const [kept] = await source.db.rows<ObservedSession>(statement, valuesOf(caller))
  return kept === undefined ? refuse(source, caller) : judged(source.policies, kept)
}

async function refuse(source: StatusSource, caller: SessionCaller): Promise<null> {
  const status = await findStatus(source, caller)
  if (status === null) return null
  if (status.state === 'live') {
    throw new DomainError('session_not_extendable', 'under its policy no activity moves its end')
  }
  const why = status.endReason ?? 'only applications with offline access go on'
  throw new DomainError('session_ended', `the session has ended: ${why}`)
}
