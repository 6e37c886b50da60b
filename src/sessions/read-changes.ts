/** The recorded changes of a session that was used from a new place. It changes nothing. */

import { type NotedChange, readMark } from '../model/binding.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'

/** More families than this are not looked at; each notes its last fifteen changes. */
const mostFamilies = 200

const noted = read(
  'noted_changes',
  `SELECT NULL AS "grantId", mark FROM sessions s, unnest(s.noted) AS mark WHERE s.id = $1
   UNION
   SELECT f.grant_id, mark FROM (
     SELECT f.grant_id, f.noted FROM token_families f
     WHERE f.session_id = $1 LIMIT ${mostFamilies}) AS f, unnest(f.noted) AS mark
   ORDER BY 1 NULLS FIRST, 2`,
  { grantId: orNull(column.text), mark: column.text },
)

/** `grantId` null: its cookie was used so; else a refresh token of this grant. */
export type SessionChange = NotedChange & { readonly grantId: string | null }

/** Each new value once, without its time: the ledger has that. */
export async function readChanges(db: Db, sessionId: string): Promise<readonly SessionChange[]> {
  const rows = await db.rows(noted, [sessionId])
  return rows.map(({ grantId, mark }) => ({ grantId, ...readMark(mark) }))
}
