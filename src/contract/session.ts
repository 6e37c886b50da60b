/** The documents of a session: in a list, with its whole story, and as the sample of a dry run. */

import type { SearchedReach } from '../sessions/end-searched.ts'
import type { SessionStory } from '../sessions/read-story.ts'
import type { FoundSession } from '../sessions/search.ts'
import { type Built, timeText } from './built.ts'
import type { SessionDetails, SessionDocument, SessionReach } from './documents.ts'
import { toGrant } from './grant.ts'
import { toNotice } from './notice.ts'

/** The city and country of a network address; null when unknown. */
export type PlaceOf = (address: string | null) => string | null

export function toSession(session: FoundSession, placeOf: PlaceOf): Built<SessionDocument> {
  return {
    id: session.id,
    account_id: session.accountId,
    state: session.state,
    end_reason: session.endReason,
    policy: session.policy,
    acr: session.acr,
    amr: session.amr,
    auth_time: timeText(session.authTime),
    created_at: timeText(session.createdAt),
    last_seen_at: timeText(session.lastSeenAt),
    expires_at: timeText(session.expiresAt),
    ended_at: timeText(session.endedAt),
    network: session.network,
    user_agent: session.userAgent,
    account_email: session.accountEmail,
    first_client_id: session.clientId,
    last_network: session.lastNetwork,
    device: session.device,
    place: placeOf(session.network),
    last_place: placeOf(session.lastNetwork),
  }
}

export function toSessionDetails(story: SessionStory, placeOf: PlaceOf): Built<SessionDetails> {
  const { session, grants, changes, notices } = story
  return {
    ...toSession(session, placeOf),
    grants: grants.map(toGrant),
    changes: changes.map(({ grantId, what, action, after }) => {
      return { what, after, action, grant_id: grantId }
    }),
    notices: notices.map(toNotice),
  }
}

export function toSessionReach(reach: SearchedReach, placeOf: PlaceOf): Built<SessionReach> {
  const { sessions, accounts, isWhole, sample } = reach
  return {
    sessions,
    accounts,
    is_whole: isWhole,
    sample: sample.map((session) => toSession(session, placeOf)),
  }
}
