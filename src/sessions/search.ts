/** Searching sessions for an operator: anyone's, ended ones too. It changes nothing. */

import type { SessionState } from '../model/session.ts'
import { type Db, read, type Statement } from '../store/db.ts'
import { judgedState, type ListedRow, type ListedSession, listedColumns, toListed } from './list.ts'

/** A guest has no email, and neither has who was deleted. */
export type FoundSession = ListedSession & { readonly accountEmail: string | null }

/** What the session's account allowed one client in it. */
export type FoundGrant = {
  /** The `sid` that the client and its resource servers see. */
  readonly id: string
  readonly clientId: string
  readonly clientName: string | null
  readonly scope: string
  readonly resources: Readonly<Record<string, string>>
  readonly offline: boolean
  readonly createdAt: Date
  readonly endedAt: Date | null
  readonly endReason: string | null
}

export type SessionSearch = {
  readonly accountId: string | null
  readonly clientId: string | null
  readonly state: SessionState | null
  readonly before: string | null
  readonly most: number
}

const conditions = {
  accountId: (place: string) => `s.account_id = ${place}`,
  clientId: (place: string) =>
    `EXISTS (SELECT 1 FROM grants g WHERE g.session_id = s.id AND g.client_id = ${place})`,
  state: (place: string) => `${judgedState} = ${place}`,
  before: (place: string) => `s.id < ${place}`,
} as const

const filters = ['accountId', 'clientId', 'state', 'before'] as const

type Row = ListedRow & { readonly accountEmail: string | null }

const found = `SELECT ${listedColumns}, a.email AS "accountEmail"
  FROM sessions s LEFT JOIN accounts a ON a.id = s.account_id`

/** The newest first. One text for each set of filters, so that each gets a plan of its own. */
export async function searchSessions(
  db: Db,
  search: SessionSearch,
): Promise<readonly FoundSession[]> {
  const used = filters.filter((filter) => search[filter] !== null)
  const values = used.map((filter) => search[filter])
  const rows = await db.rows<Row>(statementFor(used), [search.most, ...values])
  return rows.map(toFound)
}

function statementFor(used: readonly (keyof typeof conditions)[]): Statement {
  const where = used.map((filter, i) => conditions[filter](`$${i + 2}`)).join(' AND ')
  return read(
    `search_sessions_${used.join('_').toLowerCase()}`,
    `${found} ${where && `WHERE ${where}`} ORDER BY s.id DESC LIMIT $1`,
  )
}

const byId = read('found_session_by_id', `${found} WHERE s.id = $1`)

/** Whoever's and whatever its state; null for an id that no session has, or has any more. */
export async function findAnySession(db: Db, id: string): Promise<FoundSession | null> {
  const [row] = await db.rows<Row>(byId, [id])
  return row === undefined ? null : toFound(row)
}

function toFound(row: Row): FoundSession {
  return { ...toListed(row), accountEmail: row.accountEmail }
}

/** Far more than one person's applications; whatever made more is not listed to the end. */
const mostGrants = 500

const grantsOf = read(
  'grants_of_any_session',
  `SELECT g.id, g.client_id AS "clientId", c.name AS "clientName",
     coalesce(g.allowed #>> '{openid,scope}', '') AS scope,
     coalesce(g.allowed -> 'resources', '{}') AS resources,
     EXISTS (SELECT 1 FROM token_families f
       WHERE f.grant_id = g.id AND f.offline AND f.ended_at IS NULL) AS offline,
     g.created_at AS "createdAt", g.ended_at AS "endedAt", g.end_reason AS "endReason"
   FROM grants g LEFT JOIN clients c ON c.id = g.client_id
   WHERE g.session_id = $1 ORDER BY g.created_at, g.id LIMIT ${mostGrants}`,
)

export function listGrants(db: Db, sessionId: string): Promise<readonly FoundGrant[]> {
  return db.rows<FoundGrant>(grantsOf, [sessionId])
}
