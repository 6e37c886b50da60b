/** Saving a live session with the unit of work. It never overwrites another request's client. */

import { DomainError } from '../base/errors.ts'
import type { Authorization } from '../model/session.ts'
import { isSessionCutOff } from '../store/session-sql.ts'
import { writeInUnit } from '../store/unit-of-work.ts'
import { usedFrom, usedNow } from './bound.ts'

export type SessionTouch = {
  readonly sessionId: string
  readonly added: Readonly<Record<string, Authorization>>
  readonly removed: readonly string[]
  /** Left as it is when it is not there: another tab may have changed it. */
  readonly logoutState?: object | null
  /** Whether it moves the idle end: not before the person signed in again, where that is due. */
  readonly isActivity: boolean
}

const text = `UPDATE sessions s SET
    last_seen_at = CASE WHEN $6 THEN greatest(last_seen_at, now()) ELSE last_seen_at END,
    ${usedFrom('$7', '$8::inet')},
    authorizations = (authorizations - $2::text[]) || $3::jsonb,
    logout_state = CASE WHEN $5 THEN $4::jsonb ELSE logout_state END
  WHERE s.id = $1 AND s.state = 'live' AND NOT ${isSessionCutOff} AND {{guard}} RETURNING s.id`

const refusal = () => new DomainError('session_ended', 'the session ended meanwhile')

/** Marks activity and merges what changed; a session that ended meanwhile refuses the unit. */
export function touchSession(touch: SessionTouch): void {
  writeInUnit({ name: 'touched', text, values: valuesOf(touch), refusal })
}

function valuesOf({ sessionId, added, removed, logoutState, isActivity }: SessionTouch): unknown[] {
  const state = logoutState == null ? null : JSON.stringify(logoutState)
  const isOther = logoutState !== undefined
  return [sessionId, removed, JSON.stringify(added), state, isOther, isActivity, ...usedNow()]
}
