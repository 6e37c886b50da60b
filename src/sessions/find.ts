/** Finds a live session with everything the request will need. */

import type { AccountSummary } from '../model/account.ts'
import type { Authorization, EndReason, Session } from '../model/session.ts'
import { column, orNull, present } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import {
  accountSummary,
  isGrantStanding,
  isLiveNow,
  joinById,
  nextEnd,
  reasonOfEnd,
} from '../store/session-sql.ts'
import { rowOnce } from '../store/unit-of-work.ts'
import { type BoundSession, boundColumns } from './bound.ts'

export type LiveSession = Session &
  BoundSession & {
    readonly authorizations: Readonly<Record<string, Authorization>>
    readonly logoutState: Record<string, unknown> | null
    readonly remembered: boolean
    readonly authenticatedSecondsAgo: number
    readonly expiresAt: Date
    readonly account: AccountSummary
    /** The client's grant in this session, and the account's consent to it. */
    readonly grant: { readonly id: string; readonly allowed: object } | null
    readonly consent: object | null
    /** The guest that this session went on from. */
    readonly formerGuest: string | null
  }

const columns = `s.id, s.account_id AS "accountId", s.state, s.policy,
  s.client_id AS "clientId", s.acr, s.amr, s.auth_time AS "authTime",
  extract(epoch FROM now() - s.auth_time)::float8 AS "authenticatedSecondsAgo",
  s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt",
  s.idle_seconds AS "idleSeconds", s.absolute_expires_at AS "absoluteExpiresAt",
  ${boundColumns}, s.ended_at AS "endedAt",
  s.end_reason AS "endReason", s.authorizations, s.logout_state AS "logoutState", s.remembered,
  s.former_sub AS "formerGuest",
  ${nextEnd} AS "expiresAt",
  ${accountSummary} AS account`

/** Joins grants by session, because a session has few and a client has many. */
const joinedTo = (found: string) => `FROM (${found} OFFSET 0) s
  ${joinById('accounts', 'a', 's.account_id')}
  LEFT JOIN LATERAL (
    SELECT json_build_object('id', g.id, 'allowed', g.allowed) AS value
    FROM (SELECT o.* FROM grants o WHERE o.session_id = s.id OFFSET 0) g
    WHERE g.client_id = $2 AND ${isGrantStanding}
    ORDER BY g.created_at DESC LIMIT 1
  ) g ON true
  LEFT JOIN consents c
    ON c.account_id = s.account_id AND c.client_id = $2 AND c.withdrawn_at IS NULL`

const liveSessionKinds = {
  id: column.uuid,
  accountId: column.uuid,
  state: column.word<LiveSession['state']>(),
  policy: column.text,
  clientId: orNull(column.text),
  acr: orNull(column.text),
  amr: present(column.texts),
  authTime: column.timestamp,
  authenticatedSecondsAgo: column.number,
  createdAt: column.timestamp,
  lastSeenAt: column.timestamp,
  idleSeconds: orNull(column.number),
  absoluteExpiresAt: orNull(column.timestamp),
  network: orNull(column.text),
  userAgent: orNull(column.text),
  device: orNull(column.text),
  noted: present(column.texts),
  isDoubted: column.bool,
  place: orNull(column.text),
  formerPlace: orNull(column.text),
  formerSecondsAgo: orNull(column.number),
  endedAt: orNull(column.timestamp),
  endReason: orNull(column.word<NonNullable<LiveSession['endReason']>>()),
  authorizations: column.json<LiveSession['authorizations']>(),
  logoutState: orNull(column.json<NonNullable<LiveSession['logoutState']>>()),
  remembered: column.bool,
  expiresAt: column.timestamp,
  account: column.json<LiveSession['account']>(),
  grant: orNull(column.json<NonNullable<LiveSession['grant']>>()),
  consent: orNull(column.json<NonNullable<LiveSession['consent']>>()),
  formerGuest: orNull(column.uuid),
}

const bySecret = read(
  'session_by_secret',
  `SELECT ${columns}, g.value AS "grant", c.allowed AS consent
   ${joinedTo('SELECT o.* FROM sessions o WHERE o.secret_hash = $1')}
   WHERE ${isLiveNow} AND a.disabled_at IS NULL`,
  liveSessionKinds,
)

const byId = read(
  'session_by_id',
  `SELECT ${columns}, g.value AS "grant", c.allowed AS consent
   ${joinedTo('SELECT o.* FROM sessions o WHERE o.id = $1')}
   WHERE ${isLiveNow} AND a.disabled_at IS NULL`,
  liveSessionKinds,
)

export function findSessionBySecret(
  db: Db,
  { secretHash, clientId }: { secretHash: Buffer; clientId: string | null },
): Promise<LiveSession | null> {
  return rowOnce<LiveSession>(db, bySecret, [secretHash, clientId])
}

export function findSessionById(
  db: Db,
  { sessionId, clientId }: { sessionId: string; clientId: string | null },
): Promise<LiveSession | null> {
  return rowOnce<LiveSession>(db, byId, [sessionId, clientId])
}

const endingBySecret = read(
  'ending_by_secret',
  `SELECT ${reasonOfEnd} AS reason FROM sessions s
   WHERE s.secret_hash = $1 AND NOT (${isLiveNow})`,
  { reason: column.word<EndReason>() },
)

/** Why the session of this secret is over; null if it is live, or if there is none. */
export async function findEnding(db: Db, secretHash: Buffer): Promise<EndReason | null> {
  const [ended] = await db.rows(endingBySecret, [secretHash])
  return ended?.reason ?? null
}
