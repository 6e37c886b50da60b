/** Sessions as documents of the admin API: one in a list, and one with its whole story. */

import { grantDocument } from '../../model/grant.ts'
import { listNotices, noticeDocument } from '../../revocation/list-notices.ts'
import { readChanges, type SessionChange } from '../../sessions/read-changes.ts'
import { type FoundSession, foundDocument } from '../../sessions/search.ts'
import type { Db } from '../../store/db.ts'
import { searchGrants } from '../../tokens/search-grants.ts'
import type { Places } from '../places.ts'

export function showSession(session: FoundSession, places: Places) {
  const { network, lastNetwork } = session
  const place = { place: places(network), last_place: places(lastNetwork) }
  return { ...foundDocument(session), ...place }
}

/** Far more than the applications of one person; the rest is left out. */
const mostListed = 200

export async function sessionStory(db: Db, session: FoundSession, places: Places) {
  const { id: sessionId } = session
  const anything = { accountId: null, clientId: null, state: null, before: null, most: mostListed }
  const ofSession = { ...anything, sessionId }
  const grants = await searchGrants(db, ofSession)
  const notices = await listNotices(db, ofSession)
  const changes = await readChanges(db, sessionId)
  return {
    ...showSession(session, places),
    grants: grants.rows.toSorted(byAge).map(grantDocument),
    changes: changes.map(showChange),
    notices: notices.rows.map(noticeDocument),
  }
}

function byAge(a: { createdAt: Date }, b: { createdAt: Date }): number {
  return a.createdAt.getTime() - b.createdAt.getTime()
}

function showChange({ grantId, what, action, after }: SessionChange) {
  return { what, after, action, grant_id: grantId }
}
