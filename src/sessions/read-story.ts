/** Reads the whole story of a session: its grants, changes and notices. Its events stay in the ledger. */

import type { ListedGrant } from '../model/grant.ts'
import type { Notice } from '../model/notice.ts'
import { listNotices } from '../revocation/list-notices.ts'
import type { Db } from '../store/db.ts'
import { searchGrants } from '../tokens/search-grants.ts'
import { readChanges, type SessionChange } from './read-changes.ts'
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
