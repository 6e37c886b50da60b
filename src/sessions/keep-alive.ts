/** Activity without a page: the person is still there. It records no event. */

import { DomainError } from '../base/errors.ts'
import type { ObservedSession, SessionStatus } from '../model/session-status.ts'
import { isRefused } from '../revocation/refused-tokens.ts'
import { type Statement, write } from '../store/db.ts'
import { idleEnd, isGrantStanding, isLiveNow, slidesNow } from '../store/session-sql.ts'
import { comparedNow, isUnchanged, usedFrom, usedNow } from './bound.ts'
import {
  findStatus,
  judged,
  observedColumns,
  observedKinds,
  type SessionCaller,
  type StatusSource,
  valuesOf,
} from './status.ts'

/** Never moves backwards: another node may have recorded a later time meanwhile. */
const mark = 'UPDATE sessions s SET last_seen_at = greatest(s.last_seen_at, now())'

const slides = `${slidesNow} AND ${idleEnd} IS NOT NULL AND ${isLiveNow} AND a.disabled_at IS NULL`

const markByGrant = write(
  'keep_alive_by_grant',
  `${mark} FROM grants g, accounts a
   WHERE g.id = $1 AND g.client_id = $2 AND NOT ${isRefused('$3')} AND ${isGrantStanding}
     AND s.id = g.session_id AND a.id = s.account_id AND ${slides}
   RETURNING ${observedColumns}`,
  observedKinds,
)

const ofBrowser = `FROM accounts a LEFT JOIN grants g ON false
   WHERE s.secret_hash = $1 AND a.id = s.account_id AND ${slides}`

/** The usual case in one statement: the browser and its network are unchanged. */
const markUnchanged = write(
  'keep_alive_unchanged',
  `${mark}, place_used_at = now() ${ofBrowser} AND ${isUnchanged(['$2', '$3', '$4', '$5'])}
   RETURNING ${observedColumns}`,
  observedKinds,
)

const markElsewhere = write(
  'keep_alive_elsewhere',
  `${mark}, ${usedFrom('$2', '$3::inet')} ${ofBrowser} RETURNING ${observedColumns}`,
  observedKinds,
)

/**
 * Returns the new status; null for a caller without a session. Throws `session_not_extendable` if the
 * policy does not slide, `session_ended` if it is too late, and, for a browser,
 * `reauthentication_needed`.
 */
export async function keepAlive(
  source: StatusSource,
  caller: SessionCaller,
): Promise<SessionStatus | null> {
  const values = valuesOf(caller)
  const isBrowser = caller.kind === 'browser'
  const kept = isBrowser
    ? await marked(source, markUnchanged, [...values, ...comparedNow()])
    : await marked(source, markByGrant, values)
  if (kept !== null) return kept

  const status = await findStatus(source, caller)
  if (status === null) return null
  const moved =
    isBrowser && status.state === 'live'
      ? await marked(source, markElsewhere, [...values, ...usedNow()])
      : null
  return moved ?? refuse(status)
}

async function marked(
  { db, policies }: StatusSource,
  statement: Statement<ObservedSession>,
  values: readonly unknown[],
): Promise<SessionStatus | null> {
  const [session] = await db.rows(statement, values)
  return session === undefined ? null : judged(policies, session)
}

function refuse(status: SessionStatus): never {
  if (status.state === 'live') {
    throw new DomainError('session_not_extendable', 'under its policy no activity moves its end')
  }
  const why = status.endReason ?? 'only applications with offline access go on'
  throw new DomainError('session_ended', `the session has ended: ${why}`)
}
