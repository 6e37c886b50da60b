/** The sessions of one account, ended ones included. It changes nothing. */

import type { EndReason, Session } from '../model/session.ts'
import { column, orNull, present } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import { cutOffAt, nextEnd, reasonOfEnd, refreshesUntil, stateUntil } from '../store/session-sql.ts'

export type ListedSession = Session & {
  /** When it ends without further activity; null if it has ended. */
  readonly expiresAt: Date | null
}

/** The true state of the session, even if the sweep has not written it down yet. */
export const judgedState = stateUntil(refreshesUntil)

/** The true reason of its end; null if it has not ended. */
export const judgedEndReason = `CASE WHEN (${judgedState}) = 'ended' THEN ${reasonOfEnd} END`

/** The columns of a `ListedRow`, for any statement on sessions (alias `s`). */
export const listedColumns = `s.id, s.account_id AS "accountId", s.policy,
  s.client_id AS "clientId", s.acr, s.amr, s.auth_time AS "authTime", s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt",
  s.idle_seconds AS "idleSeconds", s.absolute_expires_at AS "absoluteExpiresAt",
  host(s.network) AS network, s.user_agent AS "userAgent",
  s.ended_at AS "storedEndedAt", ${reasonOfEnd} AS "reasonOfEnd",
  ${refreshesUntil} AS "offlineUntil", ${nextEnd} AS "timeoutAt", ${cutOffAt} AS "cutOffAt",
  ${judgedState} AS state`

export type ListedRow = Omit<Session, 'endedAt' | 'endReason'> & {
  readonly storedEndedAt: Date | null
  /** Means nothing for a live session. */
  readonly reasonOfEnd: EndReason
  readonly offlineUntil: Date | null
  readonly timeoutAt: Date
  readonly cutOffAt: Date | null
}

/** The kinds of these columns. */
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
  reasonOfEnd: column.word<EndReason>(),
  offlineUntil: orNull(column.timestamp),
  timeoutAt: column.timestamp,
  cutOffAt: orNull(column.timestamp),
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
  const { storedEndedAt, reasonOfEnd, timeoutAt, cutOffAt, offlineUntil, ...session } = row
  switch (session.state) {
    case 'live':
      return { ...session, expiresAt: timeoutAt, endedAt: null, endReason: null }
    case 'offline':
      return { ...session, expiresAt: offlineUntil, endedAt: null, endReason: null }
    case 'ended': {
      const endedAt = storedEndedAt ?? cutOffAt ?? timeoutAt
      return { ...session, expiresAt: null, endedAt, endReason: reasonOfEnd }
    }
  }
}
