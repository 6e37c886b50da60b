/** Reads the whole story of a session: its grants, changes and notices. Its events stay in the ledger. */

import { type NotedChange, readMark } from '../model/binding.ts'
import type { ListedGrant } from '../model/grant.ts'
import type { Notice } from '../model/notice.ts'
import { listNotices } from '../revocation/list-notices.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import { searchGrants } from '../tokens/search-grants.ts'
import { type FoundSession, findAnySession } from './search.ts'

/** Far more than the applications of one person; the rest is left out. */
const mostListed = 200

export type SessionStory = {
  readonly session: FoundSession
  /** Oldest first. */
  readonly grants: readonly ListedGrant[]
  readonly changes: readonly SessionChange[]
  readonly notices: readonly Notice[]
}

/** Null for an unknown id. */
export async function readStory(db: Db, sessionId: string): Promise<SessionStory | null> {
  const session = await findAnySession(db, sessionId)
  if (session === null) return null
  const anything = { accountId: null, clientId: null, state: null, before: null, most: mostListed }
  const ofSession = { ...anything, sessionId }
  const grants = await searchGrants(db, ofSession)
  const notices = await listNotices(db, ofSession)
  const changes = await readChanges(db, sessionId)
  return { session, grants: grants.rows.toSorted(byAge), changes, notices: notices.rows }
}

function byAge(a: { createdAt: Date }, b: { createdAt: Date }): number {
  return a.createdAt.getTime() - b.createdAt.getTime()
}

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
async function readChanges(db: Db, sessionId: string): Promise<readonly SessionChange[]> {
  const rows = await db.rows(noted, [sessionId])
  return rows.map(({ grantId, mark }) => ({ grantId, ...readMark(mark) }))
}
