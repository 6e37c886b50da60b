/** Finds revocations and their progress. It changes nothing. */

import type { Revocation } from '../model/revocation.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'

/** The columns of a `Revocation`. */
export const revocationColumns = `id, scope, session_id AS "sessionId", grant_id AS "grantId", jti,
  account_id AS "accountId", client_id AS "clientId", text(network) AS network,
  except_session AS "exceptSession", filter, before, reason, actor_kind AS "actorKind",
  actor_id AS "actorId", created_at AS "createdAt", swept_at AS "sweptAt",
  sessions_ended AS "sessionsEnded", grants_ended AS "grantsEnded"`

/** The kinds of these columns. */
export const revocationKinds = {
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
}

const byId = read(
  'revocation_by_id',
  `SELECT ${revocationColumns} FROM revocations WHERE id = $1`,
  revocationKinds,
)

export async function findRevocation(db: Db, id: string): Promise<Revocation | null> {
  const [revocation] = await db.rows<Revocation>(byId, [id])
  return revocation ?? null
}

/** UUIDv7 ids sort by age. */
const newestFirst = read(
  'revocations_newest_first',
  `SELECT ${revocationColumns} FROM revocations
   WHERE $1::uuid IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`,
  revocationKinds,
)

export function listRevocations(
  db: Db,
  { before, most }: { before: string | null; most: number },
): Promise<readonly Revocation[]> {
  return db.rows<Revocation>(newestFirst, [before, most])
}
