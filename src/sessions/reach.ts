/** The dry run of a revocation: counts what it would reach now, and changes nothing. */

import { DomainError } from '../base/errors.ts'
import type { RevocationScope } from '../model/revocation.ts'
import { requireNetwork } from '../revocation/require-network.ts'
import { column } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import { isGrantStanding, isSessionStanding } from '../store/session-sql.ts'

export type Reach = {
  readonly sessions: number
  readonly accounts: number
  /** Applications that lose their grants in these sessions. */
  readonly clients: number
  /** Their grants, one for each session. */
  readonly grants: number
  /** Applications that are notified by back-channel logout. */
  readonly clientsTold: number
}

type ReachRow = Reach & { readonly isToCome: boolean }

const sessionsBefore = `${isSessionStanding} AND s.created_at <= coalesce($1::timestamptz, now())`
const grantsBefore = `${isSessionStanding} AND ${isGrantStanding}
  AND g.created_at <= coalesce($1::timestamptz, now())`

type Wide = Exclude<RevocationScope, { readonly kind: 'token' }>

const isTold = `c.backchannel_logout_uri IS NOT NULL
  AND (c.backchannel_logout_causes IS NULL OR 'revoked' = ANY (c.backchannel_logout_causes))`

const toCome = 'coalesce($1::timestamptz > now(), false)'

const counts = (kind: Wide['kind'], condition: string, isToCome = toCome) =>
  read(
    `reach_of_${kind}`,
    `SELECT count(DISTINCT s.id)::int AS sessions, count(DISTINCT s.account_id)::int AS accounts,
       count(DISTINCT g.client_id)::int AS clients, count(g.id)::int AS grants,
       (count(DISTINCT c.id) FILTER (WHERE ${isTold}))::int AS "clientsTold",
       ${isToCome} AS "isToCome"
     FROM sessions s LEFT JOIN grants g ON g.session_id = s.id AND g.ended_at IS NULL
       LEFT JOIN clients c ON c.id = g.client_id
     WHERE ${condition}`,
    {
      sessions: column.number,
      accounts: column.number,
      clients: column.number,
      grants: column.number,
      clientsTold: column.number,
      isToCome: column.bool,
    },
  )

const statements = {
  session: counts('session', `${isSessionStanding} AND s.id = $1`, 'false'),
  grant: counts('grant', `${isSessionStanding} AND ${isGrantStanding} AND g.id = $1`, 'false'),
  account: counts(
    'account',
    `${sessionsBefore} AND s.account_id = $2 AND s.id IS DISTINCT FROM $3::uuid`,
  ),
  account_client: counts(
    'account_client',
    `${grantsBefore} AND s.account_id = $2 AND g.client_id = $3`,
  ),
  client: counts('client', `${grantsBefore} AND g.client_id = $2`),
  network: counts('network', `${sessionsBefore} AND s.network <<= $2::inet`),
  everything: counts('everything', sessionsBefore),
} as const

const nothing: Reach = { sessions: 0, accounts: 0, clients: 0, grants: 0, clientsTold: 0 }

/** Throws `request_invalid` for a time in the future or an invalid network. */
export async function reachOf(
  db: Db,
  { scope, before = null }: { scope: RevocationScope; before?: Date | null },
): Promise<Reach> {
  if (scope.kind === 'network') requireNetwork(scope.network)
  // Revoking a token ends nothing else, not even its grant.
  if (scope.kind === 'token') return nothing
  const [counted] = await db.rows<ReachRow>(statements[scope.kind], valuesOf(scope, before))
  if (counted === undefined) throw new Error('a count has one row')
  const { isToCome, ...reach } = counted
  if (isToCome) throw new DomainError('request_invalid', 'before: not in the future')
  return reach
}

function valuesOf(scope: Wide, before: Date | null): unknown[] {
  switch (scope.kind) {
    case 'session':
      return [scope.sessionId]
    case 'grant':
      return [scope.grantId]
    case 'account':
      return [before, scope.accountId, scope.exceptSession ?? null]
    case 'account_client':
      return [before, scope.accountId, scope.clientId]
    case 'client':
      return [before, scope.clientId]
    case 'network':
      return [before, scope.network]
    default:
      return [before]
  }
}
