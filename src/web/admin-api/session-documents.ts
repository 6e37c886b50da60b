/** Sessions as the admin API shows them: one of a list, and the whole story of one. */

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

/** Far more than one person's applications; whatever made more is not shown to the end. */
const mostShown = 200

export async function tellStory(db: Db, session: FoundSession, places: Places) {
  const { id: sessionId } = session
  const whatever = { accountId: null, clientId: null, state: null, before: null, most: mostShown }
  const ofSession = { ...whatever, sessionId }
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
