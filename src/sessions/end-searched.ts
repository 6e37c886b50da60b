/**
 * Ending whatever an operator searched for. The first of them end with the call; the rest by the
 * sweep, on any node, which goes on where the last one stopped.
 */

import { endSession } from '../endings/end-session.ts'
import type { Actor } from '../model/event.ts'
import type { Revocation, RevocationScope, SearchedSessions } from '../model/revocation.ts'
import type { EndReason } from '../model/session.ts'
import { type SessionFilter, writeFilter } from '../model/session-filter.ts'
import { revocationColumns } from '../revocation/find-revocation.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'
import { countSessions } from './look.ts'
import { requireEndingFilter } from './require-filter.ts'
import { revoke } from './revoke.ts'
import { type FoundSession, searchSessions } from './search.ts'

/** As many as one step of the sweep: no transaction is long. */
const mostAtOnce = 100

const tell = write(
  'tell_first_ended',
  `UPDATE revocations SET sessions_ended = sessions_ended + $2 WHERE id = $1
   RETURNING ${revocationColumns}`,
  {
    id: column.uuid,
    scope: column.word<Revocation['scope']>(),
    sessionId: orNull(column.uuid),
    grantId: orNull(column.text),
    jti: orNull(column.text),
    accountId: orNull(column.uuid),
    clientId: orNull(column.text),
    network: orNull(column.text),
    exceptSession: orNull(column.uuid),
    filter: orNull(column.json<NonNullable<Revocation['filter']>>()),
    before: column.timestamp,
    reason: column.text,
    actorKind: column.word<Revocation['actorKind']>(),
    actorId: orNull(column.text),
    createdAt: column.timestamp,
    sweptAt: orNull(column.timestamp),
    sessionsEnded: column.number,
    grantsEnded: column.number,
  },
)

export type Searched = {
  readonly filter: SessionFilter
  /** Why, in the words of who asks. */
  readonly reason: string
  readonly by: Actor
}

/**
 * The receipt. What is a whole account or network is a cut-off, true at once; of anything else
 * nothing is marked as swept yet, since a session that is being begun may be seen by the sweep alone.
 */
export function endSearched(db: Db, { filter, reason, by }: Searched): Promise<Revocation> {
  requireEndingFilter(filter)
  const scope = scopeOf(filter)
  return db.transaction(async (tx) => {
    const made = await revoke(tx, { scope, reason, by })
    if (scope.kind !== 'sessions') return made
    const { id, before } = made
    const first = { filter, before, endReason: 'revoked', actor: by, sweptTo: null } as const
    const { ended } = await endNext(tx, first, mostAtOnce)
    const [told] = await tx.rows<Revocation>(tell, [id, ended])
    if (told === undefined) throw new Error('a revocation is never removed')
    return told
  })
}

/** What one row can say for all of them, it says. */
function scopeOf(filter: SessionFilter): RevocationScope | SearchedSessions {
  const { accountId, network } = filter
  const [only, ...others] = Object.keys(writeFilter(filter))
  if (others.length > 0) return { kind: 'sessions', filter }
  if (only === 'account' && accountId !== null) return { kind: 'account', accountId }
  if (only === 'network' && network !== null) return { kind: 'network', network }
  return { kind: 'sessions', filter }
}

export type Ending = {
  readonly filter: SessionFilter
  /** Those that began later stay. */
  readonly before: Date
  readonly endReason: EndReason
  readonly actor: Actor
  /** The id where the step before ended. */
  readonly sweptTo: string | null
}

/** `next` null: none is left. Each is judged as it is come to: who left the filter since stays. */
export async function endNext(
  tx: Db,
  { filter, before, endReason, actor, sweptTo }: Ending,
  most: number,
): Promise<{ readonly ended: number; readonly next: string | null }> {
  const wanted = { filter, standingBy: before, before: sweptTo, most }
  const { rows, next } = await searchSessions(tx, wanted)
  let ended = 0
  // All who end several go by their ids, so that no two wait for each other.
  for (const { id } of rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const session = await endSession(tx, { sessionId: id, reason: endReason, by: actor })
    if (session !== null) ended += 1
  }
  return { ended, next }
}

export type SearchedReach = {
  /** Exactly so many if `isWhole`, else so many of the newest that one look reads. */
  readonly sessions: number
  readonly accounts: number
  readonly isWhole: boolean
  /** The newest of them. */
  readonly sample: readonly FoundSession[]
}

const sampleSize = 10

/** The dry run: what would end now. It touches nothing. */
export async function reachOfSearched(db: Db, filter: SessionFilter): Promise<SearchedReach> {
  requireEndingFilter(filter)
  const wanted = { filter, standingBy: 'infinity' } as const
  const counted = await countSessions(db, wanted)
  const { rows } = await searchSessions(db, { ...wanted, most: sampleSize })
  return { ...counted, sample: rows }
}
