/**
 * The only statements that end a session, a grant or a token family. Each runs inside the
 * transaction of a verb of this folder, which appends the event.
 */

import type { SessionState } from '../model/session.ts'
import { tellEndedGrants } from '../revocation/feed.ts'
import { notifyClients } from '../revocation/queue-notices.ts'
import { column } from '../store/columns.ts'
import { write } from '../store/db.ts'
import {
  canRefresh,
  isSessionCutOff,
  mayGoOffline,
  offlineUntil,
  refreshesUntil,
} from '../store/session-sql.ts'

/**
 * Every statement that ends a grant or a family first locks the session in a part of its own. When
 * the last two families end at once, the later statement then sees what the earlier one did.
 */
const lock = (session: string) =>
  `SELECT s.id FROM sessions s WHERE s.id = ${session} FOR NO KEY UPDATE`

export const lockSession = write('lock_session', lock('$1'), { id: column.uuid })

/** Ends a session, or takes it offline if `$3` allows that. An offline session keeps its reason. */
export const markSessionEnded = write(
  'mark_session_ended',
  `WITH spared AS (
     SELECT CASE WHEN $3 AND ${mayGoOffline} THEN ${refreshesUntil} END AS until
     FROM sessions s WHERE s.id = $1
   )
   UPDATE sessions s SET
     state = CASE WHEN spared.until IS NULL THEN 'ended' ELSE 'offline' END,
     ended_at = CASE WHEN spared.until IS NULL THEN clock_timestamp() END,
     end_reason = $2,
     due_at = coalesce(spared.until, s.due_at)
   FROM spared
   WHERE s.id = $1 AND s.state <> 'ended' AND NOT (s.state = 'offline' AND spared.until IS NOT NULL)
   RETURNING s.id, s.account_id AS "accountId", s.state`,
  { id: column.uuid, accountId: column.uuid, state: column.word<SessionState>() },
)

/**
 * Ends an offline session if nothing in it can refresh; otherwise the sweep looks at it again when
 * the last of that expires. A session that a cut-off hit is left to the sweep of the cut-off, which
 * knows the reason.
 */
export const settleOfflineSession = write(
  'settle_offline_session',
  `WITH left_over AS (SELECT ${offlineUntil} AS until FROM sessions s WHERE s.id = $1)
   UPDATE sessions s SET
     state = CASE WHEN l.until IS NULL THEN 'ended' ELSE 'offline' END,
     ended_at = CASE WHEN l.until IS NULL THEN clock_timestamp() END,
     end_reason = CASE WHEN l.until IS NULL THEN $2 ELSE s.end_reason END,
     due_at = coalesce(l.until, s.due_at)
   FROM left_over l WHERE s.id = $1 AND s.state = 'offline' AND NOT ${isSessionCutOff}
   RETURNING s.state`,
  { state: column.word<'ended' | 'offline'>() },
)

/** Ends the living families that `where` selects (alias `f`), for the reason `$2`. */
const endFamilies = (where: string) => `UPDATE token_families f
  SET ended_at = now(), end_reason = $2 ${where} AND f.ended_at IS NULL`

export const endOneFamily = write(
  'end_family',
  `WITH locked AS (${lock('$3')})
   ${endFamilies('FROM (SELECT count(*) FROM locked) AS l WHERE f.id = $1')} RETURNING f.id`,
  { id: column.text },
)

export const endFamiliesOfGrant = write(
  'end_families_of_grant',
  endFamilies('WHERE f.grant_id = $1'),
)

/** If `$3` is true, offline families that can still refresh stay. */
export const endFamiliesOfSession = write(
  'end_families_of_session',
  endFamilies(`WHERE f.session_id = $1 AND NOT ($3 AND f.offline AND ${canRefresh})`),
)

/** Ends the living grants that `where` selects (alias `g`), for the reason `$2`. */
const endGrants = (where: string) => `UPDATE grants g
  SET ended_at = now(), end_reason = $2 ${where} AND g.ended_at IS NULL
  RETURNING g.id, g.account_id, g.session_id, g.client_id`

/** The client `$3` ended its own grant and needs no notice; null notifies every client. */
export const endOneGrant = write(
  'end_grant',
  `WITH locked AS (
     ${lock('(SELECT o.session_id FROM grants o WHERE o.id = $1)')}
   ), ended AS (
     ${endGrants('FROM (SELECT count(*) FROM locked) AS l WHERE g.id = $1')}
   ), others AS (
     SELECT id, account_id, client_id FROM ended WHERE client_id IS DISTINCT FROM $3
   ), ${notifyClients({ from: 'others', cause: '$2' })}, told AS (${tellEndedGrants})
   SELECT account_id AS "accountId", session_id AS "sessionId", client_id AS "clientId"
   FROM ended`,
  { accountId: column.uuid, sessionId: column.uuid, clientId: column.text },
)

/** Ends a grant in which no family can refresh any more. */
export const endBareGrant = write(
  'end_bare_grant',
  `WITH ended AS (
     ${endGrants(`WHERE g.id = $1 AND NOT EXISTS (
       SELECT 1 FROM token_families f WHERE f.grant_id = g.id AND ${canRefresh})`)}
   ), ${notifyClients({ from: 'ended', cause: '$2' })}
   ${tellEndedGrants}`,
)

/**
 * Ends the grants whose families have ended. Clients whose offline grants live on are notified too:
 * the browser part is over for them as for the others (Back-Channel Logout 1.0, 2.7). Each row is
 * found by its key, and LIMIT keeps Postgres from reading all families first (docs/decisions/0042).
 */
export const endGrantsOfSession = write(
  'end_grants_of_session',
  `WITH living AS (
     SELECT g.id, g.account_id, g.client_id, coalesce((
       SELECT true FROM token_families f WHERE f.grant_id = g.id AND f.ended_at IS NULL LIMIT 1
     ), false) AS stays
     FROM (SELECT o.* FROM grants o WHERE o.session_id = $1 OFFSET 0) g WHERE g.ended_at IS NULL
   ), ended AS (
     ${endGrants('WHERE g.id = ANY (ARRAY(SELECT l.id FROM living l WHERE NOT l.stays))')}
   ), over AS (
     SELECT id, account_id, client_id FROM ended
     UNION ALL SELECT id, account_id, client_id FROM living WHERE stays
   ), ${notifyClients({ from: 'over', cause: '$2' })}
   ${tellEndedGrants}`,
)
