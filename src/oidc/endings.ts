/** How the library's many calls to revoke one grant become one ending. */

import Provider from 'oidc-provider'
import type { Actor } from '../model/event.ts'
import { endSession } from '../sessions/end.ts'
import { endFamily } from '../tokens/end-family.ts'
import { endGrant } from '../tokens/end-grant.ts'
import type { FoundFamily } from '../tokens/find-family.ts'
import type { Domain } from './domain.ts'
import { effectivePolicy } from './effective-policy.ts'
import { inRequest } from './request.ts'

/** At once, not with the unit of work: the library answers an error, and the ending must stand. */
export async function endGrantOnce(domain: Domain, grantId: string): Promise<void> {
  const request = inRequest()
  if (request.ended || isWholeLogout()) return
  request.ended = true
  if (request.refresh?.judgement === 'reused') {
    await endStolen(domain, request.refresh.family)
    return
  }
  const reason = reasonOf(request)
  await endGrant(domain.db, { grantId, reason, by: actor() })
}

/** By policy the thief's family alone, or the whole session that it came from. */
export async function endStolen(domain: Domain, family: FoundFamily): Promise<void> {
  const by = actor()
  const policy = await effectivePolicy(domain, { ...family, policyName: family.policy })
  await domain.db.transaction(async (tx) => {
    await endFamily(tx, { family, by })
    if (policy.onRefreshReuse !== 'session') return
    await endSession(tx, { sessionId: family.sessionId, reason: 'refresh_reuse', by })
  })
}

function reasonOf({ code }: { code?: unknown }): 'code_reuse' | 'logout' | 'revoked' {
  if (code) return 'code_reuse'
  return Provider.ctx?.oidc.route === 'end_session_confirm' ? 'logout' : 'revoked'
}

/** The session's own ending follows and takes its grants along. */
function isWholeLogout(): boolean {
  const oidc = Provider.ctx?.oidc
  return oidc?.route === 'end_session_confirm' && oidc.params?.['logout'] !== undefined
}

/** Who asks in this request. */
export function actor(): Actor {
  const oidc = Provider.ctx?.oidc
  if (oidc?.client) return { kind: 'client', id: oidc.client.clientId }
  const accountId = oidc?.session?.accountId
  return accountId ? { kind: 'account', id: accountId } : { kind: 'nobody' }
}
