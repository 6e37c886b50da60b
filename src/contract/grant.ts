/** The document of a grant, with the state of its refresh tokens. */

import type { ListedGrant } from '../model/grant.ts'
import { type Built, timeText } from './built.ts'
import type { GrantDocument } from './documents.ts'

export function toGrant(grant: ListedGrant): Built<GrantDocument> {
  return {
    id: grant.id,
    session_id: grant.sessionId,
    account_id: grant.accountId,
    client_id: grant.clientId,
    client_name: grant.clientName,
    state: grant.state,
    scope: grant.scope,
    resources: grant.resources,
    offline: grant.offline,
    created_at: timeText(grant.createdAt),
    ended_at: timeText(grant.endedAt),
    end_reason: grant.endReason,
    refreshes: grant.refreshes,
    last_refreshed_at: timeText(grant.refreshedAt),
    refresh_tokens: grant.tokens,
  }
}
