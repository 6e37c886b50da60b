/**
 * Revokes anything from one token to everything. A revocation of many rows is one row, a cut-off: it
 * takes effect at once wherever a row is judged, and the sweep marks each row later.
 */

import { uuidv7 } from '../base/crypto.ts'
import { DomainError } from '../base/errors.ts'
import { endGrant } from '../endings/end-grant.ts'
import { endSession } from '../endings/end-session.ts'
import { appendEvent } from '../ledger/append.ts'
import type { Actor } from '../model/event.ts'
import type { FeedEntry } from '../model/feed-entry.ts'
import { requireReason } from '../model/reason.ts'
import type { Revocation, RevocationScope, SearchedSessions } from '../model/revocation.ts'
import { revocationEvent } from '../model/revocation-event.ts'
import type { EndReason } from '../model/session.ts'
import { writeFilter } from '../model/session-filter.ts'
import { appendToFeed } from '../revocation/feed.ts'
import { revocationColumns, revocationKinds } from '../revocation/find-revocation.ts'
import { refuseTokenById } from '../revocation/refused-tokens.ts'
import { requireNetwork } from '../revocation/require-network.ts'
import { column } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'

type Scope = RevocationScope | SearchedSessions

export type NewRevocation = {
  readonly scope: Scope
  /** The cut-off; null for now. A single grant or session ends whatever its age. */
  readonly before?: Date | null
  /** The reason in the actor's words. */
  readonly reason: string
  readonly by: Actor
  /** The end reason of the sessions. */
  readonly endReason?: EndReason
}

const insert = write(
  'insert_revocation',
  `INSERT INTO revocations (id, scope, jti, session_id, grant_id, account_id, client_id, network,
     except_session, filter, before, end_reason, reason, actor_kind, actor_id, created_at,
     swept_at, sessions_ended, grants_ended)
   SELECT $1, $2, $3, $4, $5, $6, $7, $8::inet, $9, $10::jsonb,
     coalesce($11::timestamptz, at), $12, $13, $14, $15, at, CASE WHEN $16 THEN at END, $17, $18
   FROM clock_timestamp() AS at
   WHERE coalesce($11::timestamptz <= now(), true)
   RETURNING ${revocationColumns}`,
  revocationKinds,
)

/**
 * In one transaction, whatever it hits. Throws `request_invalid` for a moment to come, or for a
 * reason or network that is none, and `not_found` for a session or grant that never was.
 */
export async function revoke(db: Db, revocation: NewRevocation): Promise<Revocation> {
  const { reason, scope } = revocation
  requireReason(reason)
  if (scope.kind === 'network') requireNetwork(scope.network)
  return db.transaction(async (tx) => {
    const ended = await endOne(tx, revocation)
    const [made] = await tx.rows<Revocation>(insert, valuesOf(revocation, ended))
    if (made === undefined) throw new DomainError('request_invalid', 'before: not in the future')
    await appendToFeed(tx, ...(await feedEntries(tx, scope, made.before)))
    await appendEvent(tx, revocationEvent(made, revocation))
    return made
  })
}

type Ended = { readonly sessions: number; readonly grants: number }

/** Null for a cut-off: what it ends is counted by the sweep. */
async function endOne(tx: Db, { scope, by, endReason }: NewRevocation): Promise<Ended | null> {
  if (scope.kind === 'token') {
    await refuseTokenById(tx, scope.jti)
    return { sessions: 0, grants: 0 }
  }
  if (scope.kind === 'session') {
    await requireKnown(tx, { kind: 'session', id: scope.sessionId })
    const ending = { sessionId: scope.sessionId, reason: endReason ?? 'revoked', by }
    return { sessions: (await endSession(tx, ending)) === null ? 0 : 1, grants: 0 }
  }
  if (scope.kind === 'grant') {
    await requireKnown(tx, { kind: 'grant', id: scope.grantId })
    const isEnded = await endGrant(tx, { grantId: scope.grantId, reason: 'revoked', by })
    return { sessions: 0, grants: isEnded ? 1 : 0 }
  }
  return null
}

const known = {
  session: read('known_session', 'SELECT id FROM sessions WHERE id = $1', { id: column.uuid }),
  grant: read('known_grant', 'SELECT id FROM grants WHERE id = $1', { id: column.text }),
} as const

async function requireKnown(
  tx: Db,
  { kind, id }: { kind: 'session' | 'grant'; id: string },
): Promise<void> {
  const [row] = await tx.rows(known[kind], [id])
  if (row === undefined) throw new DomainError('not_found', `no ${kind} has this id`)
}

function valuesOf(revocation: NewRevocation, ended: Ended | null): unknown[] {
  const { scope, before = null, reason, by, endReason = 'revoked' } = revocation
  return [
    uuidv7(),
    scope.kind,
    ...subjectOf(scope),
    ended === null ? before : null,
    endReason,
    reason,
    by.kind,
    'id' in by ? by.id : null,
    ended !== null,
    ended?.sessions ?? 0,
    ended?.grants ?? 0,
  ]
}

/** Token, session, grant, account, client, network, the session that is spared, and the filter. */
function subjectOf(scope: Scope): unknown[] {
  return [
    'jti' in scope ? scope.jti : null,
    'sessionId' in scope ? scope.sessionId : null,
    'grantId' in scope ? scope.grantId : null,
    'accountId' in scope ? scope.accountId : null,
    'clientId' in scope ? scope.clientId : null,
    'network' in scope ? scope.network : null,
    'exceptSession' in scope ? scope.exceptSession : null,
    'filter' in scope ? JSON.stringify(writeFilter(scope.filter)) : null,
  ]
}

const grantsOfSession = read(
  'living_grants_of_session',
  'SELECT id FROM grants WHERE session_id = $1 AND ended_at IS NULL',
  { id: column.text },
)

/**
 * The entries that offline verifiers get at once. A single ending has written its own. A token does not
 * carry its network, so for networks and searches verifiers learn of each grant as the sweep ends it.
 */
async function feedEntries(tx: Db, scope: Scope, before: Date): Promise<FeedEntry[]> {
  switch (scope.kind) {
    case 'account': {
      const { accountId, exceptSession } = scope
      if (exceptSession === undefined) return [{ kind: 'account', accountId, before }]
      const kept = await tx.rows(grantsOfSession, [exceptSession])
      return [{ kind: 'account', accountId, before, except: kept.map(({ id }) => id) }]
    }
    case 'account_client':
    case 'client':
      return [{ ...scope, before }]
    case 'everything':
      return [{ kind: 'everything', before }]
    default:
      return []
  }
}
