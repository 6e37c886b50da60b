/**
 * Marks the rows that a cut-off hit, one by one: each session and grant ends by the one path, with its
 * event and its notices. The cut-off is already effective. Concurrent sweepers share the work.
 */

import { endGrant } from '../endings/end-grant.ts'
import { endSession } from '../endings/end-session.ts'
import type { Actor } from '../model/event.ts'
import type { RevocationScope } from '../model/revocation.ts'
import type { EndReason } from '../model/session.ts'
import { type FilterDocument, readFilter } from '../model/session-filter.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'
import { firstCutOff } from '../store/session-sql.ts'
import { endNext } from './end-searched.ts'

type CutOff = {
  readonly id: string
  readonly scope: Exclude<RevocationScope['kind'], 'token' | 'session' | 'grant'>
  readonly accountId: string | null
  readonly clientId: string | null
  readonly before: Date
  readonly endReason: EndReason
  readonly actor: Actor
  /** The last id that the sweep has looked at. */
  readonly sweptTo: string | null
}

/** Reads do not judge this kind: only the sweep ends its sessions. */
type SearchCutOff = Omit<CutOff, 'scope'> & { readonly filter: FilterDocument | null }

/**
 * Picks first the kinds that take effect only when their rows are marked, here or at verifiers. It
 * waits for every transaction that may have begun a session unseen, so that none is missed. A restored
 * row has the transaction number of another database, so its age counts too.
 */
const pick = write(
  'pick_cut_off',
  `SELECT id, scope, account_id AS "accountId", client_id AS "clientId",
     filter, before, end_reason AS "endReason", swept_to AS "sweptTo",
     json_build_object('kind', actor_kind, 'id', actor_id) AS actor
   FROM revocations WHERE swept_at IS NULL
     AND (xid < pg_snapshot_xmin(pg_current_snapshot()) OR created_at < now() - interval '1 hour')
   ORDER BY scope NOT IN ('sessions', 'network'), id LIMIT 1 FOR UPDATE SKIP LOCKED`,
  {
    id: column.uuid,
    scope: column.word<CutOff['scope'] | 'sessions'>(),
    accountId: orNull(column.uuid),
    clientId: orNull(column.text),
    filter: orNull(column.json<FilterDocument>()),
    before: column.timestamp,
    endReason: column.word<EndReason>(),
    sweptTo: orNull(column.text),
    actor: column.json<Actor>(),
  },
)

/** The next rows by id, hit or not, so that the walk continues from the last one. */
const nextSessions = (name: string, of: string) =>
  write(
    `sweep_sessions_of_${name}`,
    `SELECT s.id, s.state <> 'ended' AND coalesce(${firstCutOff} = $3, false) AS hit
     FROM sessions s WHERE s.id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000')
       AND ${of} ORDER BY s.id LIMIT $2`,
    { id: column.uuid, hit: column.bool },
  )

const nextGrants = (name: string, hit: string) =>
  write(
    `sweep_grants_of_${name}`,
    `SELECT g.id, g.created_at <= $3 AND ${hit} AS hit FROM grants g
     WHERE g.client_id = $4 AND g.ended_at IS NULL AND g.id > coalesce($1, '')
     ORDER BY g.id LIMIT $2`,
    { id: column.text, hit: column.bool },
  )

const statements = {
  everything: nextSessions('everything', 'true'),
  network: nextSessions('network', 'true'),
  account: nextSessions('account', 's.account_id = $4'),
  client: nextGrants('client', 'true'),
  account_client: nextGrants('account_client', 'g.account_id = $5'),
} as const

function valuesOf(cutOff: CutOff, most: number): unknown[] {
  const { scope, id, sweptTo, before, accountId, clientId } = cutOff
  switch (scope) {
    case 'everything':
    case 'network':
      return [sweptTo, most, id]
    case 'account':
      return [sweptTo, most, id, accountId]
    case 'client':
      return [sweptTo, most, before, clientId]
    case 'account_client':
      return [sweptTo, most, before, clientId, accountId]
  }
}

const progress = write(
  'progress_of_cut_off',
  `UPDATE revocations SET swept_to = coalesce($2, swept_to), progressed_at = clock_timestamp(),
     sessions_ended = sessions_ended + $3, grants_ended = grants_ended + $4,
     swept_at = CASE WHEN $5 THEN clock_timestamp() END WHERE id = $1`,
)

type Row = { readonly id: string; readonly hit: boolean }

/** Returns how many rows it looked at, at least one; 0 if nothing is left to mark. */
export function sweepRevocations(db: Db, most: number): Promise<number> {
  return db.transaction(async (tx) => {
    const [cutOff] = await tx.rows(pick)
    if (cutOff === undefined) return 0
    const { scope, ...rest } = cutOff
    const { sweptTo, sessions, grants, isLast, looked } =
      scope === 'sessions'
        ? await markSearched(tx, rest, most)
        : await markCutOff(tx, { ...rest, scope }, most)
    await tx.rows(progress, [cutOff.id, sweptTo, sessions, grants, isLast])
    return Math.max(looked, 1)
  })
}

type Step = {
  readonly sweptTo: string | null
  readonly sessions: number
  readonly grants: number
  readonly isLast: boolean
  readonly looked: number
}

async function markCutOff(tx: Db, cutOff: CutOff, most: number): Promise<Step> {
  const rows = await tx.rows<Row>(statements[cutOff.scope], valuesOf(cutOff, most))
  const isOfGrants = cutOff.scope === 'client' || cutOff.scope === 'account_client'
  const hit = rows.filter((row) => row.hit)
  const ended = await endAll(hit, (id) =>
    (isOfGrants ? endOf.grant : endOf.session)(tx, cutOff, id),
  )
  const counts = isOfGrants ? { sessions: 0, grants: ended } : { sessions: ended, grants: 0 }
  const sweptTo = rows.at(-1)?.id ?? null
  return { sweptTo, ...counts, isLast: rows.length < most, looked: rows.length }
}

async function markSearched(tx: Db, { filter, ...one }: SearchCutOff, most: number): Promise<Step> {
  if (filter === null) throw new Error(`the search of revocation ${one.id} has no filter`)
  const { ended, next } = await endNext(tx, { ...one, filter: readFilter(filter) }, most)
  return { sweptTo: next, sessions: ended, grants: 0, isLast: next === null, looked: 0 }
}

async function endAll(
  rows: readonly Row[],
  end: (id: string) => Promise<boolean>,
): Promise<number> {
  let ended = 0
  for (const { id } of rows) if (await end(id)) ended += 1
  return ended
}

const endOf = {
  session: async (tx: Db, { endReason, actor }: CutOff, id: string): Promise<boolean> => {
    return (await endSession(tx, { sessionId: id, reason: endReason, by: actor })) !== null
  },
  grant: (tx: Db, { actor }: CutOff, id: string): Promise<boolean> => {
    return endGrant(tx, { grantId: id, reason: 'revoked', by: actor })
  },
} as const
