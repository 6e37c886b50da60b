/**
 * Searches grants for an operator, newest session first, by one index and a bounded number of rows, as
 * docs/decisions/0023 describes for the ledger. It changes nothing.
 */

import { isoText } from '../ledger/events.ts'
import type { GrantState, ListedGrant } from '../model/grant.ts'
import { type Look, type Page, pageOf } from '../store/bounded-look.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import { isGrantLive, isGrantStanding, isLiveNow, isSessionStanding } from '../store/session-sql.ts'

const judgedState = `CASE WHEN ${isGrantLive} THEN 'live' ELSE 'ended' END`

const tokensUntil = `least(f.expires_at, f.rotated_at + make_interval(secs => f.idle_seconds))`

const tokenState = `CASE WHEN f.ended_at IS NOT NULL THEN 'ended'
  WHEN ${tokensUntil} <= now() THEN 'expired'
  WHEN ${isGrantStanding} AND ${isSessionStanding} AND (f.offline OR ${isLiveNow}) THEN 'live'
  ELSE 'ended' END`

/** A client that exchanges codes often has many families; only the last ones matter. */
const mostTokens = 10

const columns = `g.id, g.session_id AS "sessionId", g.account_id AS "accountId",
  g.client_id AS "clientId", (SELECT c.name FROM clients c WHERE c.id = g.client_id) AS "clientName",
  ${judgedState} AS state, coalesce(g.allowed #>> '{openid,scope}', '') AS scope,
  coalesce(g.allowed -> 'resources', '{}') AS resources,
  (SELECT coalesce(bool_or(f.offline AND f.ended_at IS NULL), false) FROM token_families f
    WHERE f.grant_id = g.id) AS offline,
  g.created_at AS "createdAt", g.ended_at AS "endedAt", g.end_reason AS "endReason",
  (SELECT coalesce(sum(f.generation), 0)::int FROM token_families f
    WHERE f.grant_id = g.id) AS refreshes,
  (SELECT max(f.rotated_at) FROM token_families f
    WHERE f.grant_id = g.id AND f.generation > 0) AS "refreshedAt",
  (SELECT coalesce(json_agg(t), '[]') FROM (
    SELECT ${tokenState} AS state, f.offline, f.generation AS refreshes,
      ${isoText('f.created_at')} AS issued_at,
      CASE WHEN f.generation > 0 THEN ${isoText('f.rotated_at')} END AS last_refreshed_at,
      ${isoText(tokensUntil)} AS expires_at,
      ${isoText('f.ended_at')} AS ended_at, f.end_reason, host(f.network) AS network, f.browser
    FROM token_families f WHERE f.grant_id = g.id
    ORDER BY f.created_at DESC, f.id LIMIT ${mostTokens}) AS t) AS tokens`

/** LATERAL makes Postgres look up each session by its id. */
const withSession = `LEFT JOIN LATERAL (
  SELECT o.* FROM sessions o WHERE o.id = g.session_id OFFSET 0) AS s ON true`

/** Null matches every grant. */
export type GrantFilter = {
  readonly sessionId: string | null
  readonly accountId: string | null
  readonly clientId: string | null
  readonly state: GrantState | null
}

export type GrantPlace = { readonly sessionId: string; readonly id: string }

const newest: GrantPlace = { sessionId: 'ffffffff-ffff-ffff-ffff-ffffffffffff', id: '' }

/** A page can be short, even empty, with more to come. */
export function searchGrants(
  db: Db,
  { before, most, ...filter }: GrantFilter & { before: GrantPlace | null; most: number },
): Promise<Page<ListedGrant, GrantPlace>> {
  return pageOf(db, lookFrom(before ?? newest, filter), { columns, most })
}

/** Uses an order that only the key's index has, as in sessions/look.ts. */
const walkBy = (key: string, value: string) => `SELECT g.*, ${key} AS key FROM grants g
  WHERE (${key}, g.session_id, g.id) < (${value}, $1::uuid, $2::text) AND ${key} >= ${value}
  ORDER BY ${key} DESC, g.session_id DESC, g.id DESC`

const walks = {
  session: `SELECT g.*, true AS key FROM grants g
    WHERE g.session_id = $3::uuid AND (g.session_id, g.id) < ($1::uuid, $2::text)
    ORDER BY g.session_id DESC, g.id DESC`,
  account: walkBy('g.account_id', '$3::uuid'),
  client: walkBy('g.client_id', '$3::text'),
  time: `SELECT g.*, true AS key FROM grants g WHERE (g.session_id, g.id) < ($1::uuid, $2::text)
    ORDER BY g.session_id DESC, g.id DESC`,
} as const

function lookFrom(before: GrantPlace, filter: GrantFilter): Look {
  const { lead, led } = leadOf(filter)
  const heldValues = [filter.accountId, filter.clientId, filter.state]
  return {
    name: `grants_${lead}`,
    alias: 'g',
    walk: walks[lead],
    values: [before.sessionId, before.id, ...led],
    order: 'g.key DESC, g.session_id DESC, g.id DESC',
    place: 'g.session_id AS "sessionId", g.id',
    joined: withSession,
    held: (first) => {
      const [account, client, state] = [first, first + 1, first + 2].map((place) => `$${place}`)
      return `(${account}::uuid IS NULL OR g.account_id = ${account})
        AND (${client}::text IS NULL OR g.client_id = ${client})
        AND (${state}::text IS NULL OR ${judgedState} = ${state})`
    },
    heldValues,
  }
}

function leadOf({ sessionId, accountId, clientId }: GrantFilter): {
  lead: keyof typeof walks
  led: readonly string[]
} {
  if (sessionId !== null) return { lead: 'session', led: [sessionId] }
  if (accountId !== null) return { lead: 'account', led: [accountId] }
  return clientId === null ? { lead: 'time', led: [] } : { lead: 'client', led: [clientId] }
}

const byId = read(
  'listed_grant_by_id',
  `SELECT ${columns} FROM grants g ${withSession} WHERE g.id = $1`,
  {
    id: column.text,
    sessionId: column.uuid,
    accountId: column.uuid,
    clientId: column.text,
    clientName: orNull(column.text),
    state: column.word<ListedGrant['state']>(),
    scope: column.text,
    resources: column.json<ListedGrant['resources']>(),
    offline: column.bool,
    createdAt: column.timestamp,
    endedAt: orNull(column.timestamp),
    endReason: orNull(column.text),
    refreshes: column.number,
    refreshedAt: orNull(column.timestamp),
    tokens: column.json<ListedGrant['tokens']>(),
  },
)

/** Finds a grant in any state; null if there is none. */
export async function findListedGrant(db: Db, id: string): Promise<ListedGrant | null> {
  const [grant] = await db.rows<ListedGrant>(byId, [id])
  return grant ?? null
}
