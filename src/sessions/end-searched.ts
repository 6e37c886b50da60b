/**
 * Ends the sessions that an operator's search finds. The first end with the call, the rest by the
 * sweep, which any node continues where the last one stopped.
 */

import { endSession } from '../endings/end-session.ts'
import type { Actor } from '../model/event.ts'
import type { Revocation, RevocationScope, SearchedSessions } from '../model/revocation.ts'
import type { EndReason } from '../model/session.ts'
import { type SessionFilter, writeFilter } from '../model/session-filter.ts'
import { revocationColumns, revocationKinds } from '../revocation/find-revocation.ts'
import { type Db, write } from '../store/db.ts'
import { countSessions } from './look.ts'
import { requireEndingFilter } from './require-filter.ts'
import { revoke } from './revoke.ts'
import { type FoundSession, searchSessions } from './search.ts'
import { withoutSpared } from './without-spared.ts'

/** The size of one step of the sweep, so that no transaction is long. */
const mostAtOnce = 100

const tell = write(
  'tell_first_ended',
  `UPDATE revocations SET sessions_ended = sessions_ended + $2 WHERE id = $1
   RETURNING ${revocationColumns}`,
  revocationKinds,
)

export type Searched = {
  readonly filter: SessionFilter
  /** The reason in the actor's words. */
  readonly reason: string
  readonly by: Actor
}

/**
 * Returns the receipt. A search for a whole account or network becomes a cut-off, effective at once.
 * Any other search is left to the sweep, which also finds sessions that are beginning right now.
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

/** Uses a cut-off if one row can express the whole search. */
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
  /** Sessions that began later stay. */
  readonly before: Date
  readonly endReason: EndReason
  readonly actor: Actor
  /** The last id of the step before. */
  readonly sweptTo: string | null
}

/**
 * `next` is null if none is left. A session that no longer matches the filter stays, and so does that of
 * an operator whom the actor may not end.
 */
export async function endNext(
  tx: Db,
  { filter, before, endReason, actor, sweptTo }: Ending,
  most: number,
): Promise<{ readonly ended: number; readonly next: string | null }> {
  const wanted = { filter, standingBy: before, before: sweptTo, most }
  const { rows, next } = await searchSessions(tx, wanted)
  const allowed = await withoutSpared(tx, rows, actor)
  let ended = 0
  // Everything that ends several sessions goes in order of id, so that there is no deadlock.
  for (const { id } of allowed.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const session = await endSession(tx, { sessionId: id, reason: endReason, by: actor })
    if (session !== null) ended += 1
  }
  return { ended, next }
}

export type SearchedReach = {
  /** Exact if `isWhole`; otherwise the number among the newest that one look reads. */
  readonly sessions: number
  readonly accounts: number
  readonly isWhole: boolean
  /** The newest sessions it would end. */
  readonly sample: readonly FoundSession[]
}

const sampleSize = 10

/** The dry run: counts what would end now, and changes nothing. */
export async function reachOfSearched(db: Db, filter: SessionFilter): Promise<SearchedReach> {
  requireEndingFilter(filter)
  const wanted = { filter, standingBy: 'infinity' } as const
  const counted = await countSessions(db, wanted)
  const { rows } = await searchSessions(db, { ...wanted, most: sampleSize })
  return { ...counted, sample: rows }
}
