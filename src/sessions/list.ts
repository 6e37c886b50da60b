/** The sessions of one account, ended ones included. It changes nothing. */

import type { Session } from '../model/session.ts'
import { column, orNull, present } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import {
  isLiveNow,
  isSessionCutOff,
  nextEnd,
  offlineUntil,
  sessionCutOffAt,
  sessionCutOffReason,
  isTooOld as tooOld,
} from '../store/session-sql.ts'

export type ListedSession = Session & {
  /** When it ends without further activity; null if it has ended. */
  readonly expiresAt: Date | null
}

/** The true state of the session, even if the clean-up has not recorded it yet. */
export const judgedState = `CASE WHEN s.state = 'ended' OR ${isSessionCutOff} THEN 'ended' WHEN ${isLiveNow} THEN 'live'
  WHEN ${offlineUntil} IS NOT NULL THEN 'offline' ELSE 'ended' END`

/** The true reason of its end; null if it has not ended. */
export const judgedEndReason = `CASE WHEN (${judgedState}) = 'ended' THEN coalesce(
  CASE WHEN s.ended_at IS NULL THEN ${sessionCutOffReason} END, s.end_reason,
  CASE WHEN ${tooOld} THEN 'absolute_timeout' ELSE 'idle_timeout' END) END`

/** The columns of a `ListedRow`, for any statement on sessions (alias `s`). */
export const listedColumns = `s.id, s.account_id AS "accountId", s.policy,
  s.client_id AS "clientId", s.acr, s.amr, s.auth_time AS "authTime", s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt",
  s.idle_seconds AS "idleSeconds", s.absolute_expires_at AS "absoluteExpiresAt",
  host(s.network) AS network, s.user_agent AS "userAgent",
  s.ended_at AS "storedEndedAt", s.end_reason AS "storedReason", ${offlineUntil} AS "offlineUntil",
  ${nextEnd} AS "timeoutAt",
  ${tooOld} AS "isTooOld", ${sessionCutOffAt} AS "cutOffAt",
  ${sessionCutOffReason} AS "cutOffReason",
  ${judgedState} AS state`

export type ListedRow = Omit<Session, 'endedAt' | 'endReason'> & {
  readonly storedEndedAt: Date | null
  readonly storedReason: Session['endReason']
  readonly offlineUntil: Date | null
  readonly timeoutAt: Date
  readonly isTooOld: boolean
  readonly cutOffAt: Date | null
  readonly cutOffReason: Session['endReason']
}

/** What these columns hold. */
export const listedKinds = {
  id: column.uuid,
  accountId: column.uuid,
  policy: column.text,
  clientId: orNull(column.text),
  acr: orNull(column.text),
  amr: present(column.texts),
  authTime: column.timestamp,
  createdAt: column.timestamp,
  lastSeenAt: column.timestamp,
  idleSeconds: orNull(column.number),
  absoluteExpiresAt: orNull(column.timestamp),
  network: orNull(column.text),
  userAgent: orNull(column.text),
  storedEndedAt: orNull(column.timestamp),
  storedReason: orNull(column.word<NonNullable<ListedRow['storedReason']>>()),
  offlineUntil: orNull(column.timestamp),
  timeoutAt: column.timestamp,
  isTooOld: column.bool,
  cutOffAt: orNull(column.timestamp),
  cutOffReason: orNull(column.word<NonNullable<ListedRow['cutOffReason']>>()),
  state: column.word<ListedRow['state']>(),
}

/** UUIDv7 ids sort by age. */
const newestFirst = read(
  'sessions_of_account_newest_first',
  `SELECT ${listedColumns} FROM sessions s
   WHERE s.account_id = $1 AND ($2::uuid IS NULL OR s.id < $2) ORDER BY s.id DESC LIMIT $3`,
  listedKinds,
)

const byId = read(
  'listed_session_by_id',
  `SELECT ${listedColumns} FROM sessions s WHERE s.id = $1`,
  listedKinds,
)

/** Newest first. The next page comes `before` the last session of this one. */
export async function listSessions(
  db: Db,
  { accountId, before = null, most }: { accountId: string; before?: string | null; most: number },
): Promise<readonly ListedSession[]> {
  const rows = await db.rows<ListedRow>(newestFirst, [accountId, before, most])
  return rows.map(toListed)
}

/** Finds a session in any state; null if there is none. */
export async function findListedSession(db: Db, id: string): Promise<ListedSession | null> {
  const [row] = await db.rows<ListedRow>(byId, [id])
  return row === undefined ? null : toListed(row)
}

export function toListed(row: ListedRow): ListedSession {
  const { storedEndedAt, storedReason, timeoutAt, isTooOld, ...listed } = row
  const { cutOffAt, cutOffReason, offlineUntil: until, ...session } = listed
  switch (session.state) {
    case 'live':
      return { ...session, expiresAt: timeoutAt, endedAt: null, endReason: null }
    case 'offline':
      return { ...session, expiresAt: until, endedAt: null, endReason: null }
    case 'ended': {
      const timeout = isTooOld ? 'absolute_timeout' : 'idle_timeout'
      // An offline session stores the reason of its browser part; a cut-off comes after that.
      const found = (storedEndedAt === null ? cutOffReason : null) ?? storedReason ?? timeout
      const ending = { endedAt: storedEndedAt ?? cutOffAt ?? timeoutAt, endReason: found }
      return { ...session, expiresAt: null, ...ending }
    }
  }
}
