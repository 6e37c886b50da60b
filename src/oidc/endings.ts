/** Turns the library's many calls to revoke one grant into one ending. */

import Provider from 'oidc-provider'
import { endFamily } from '../endings/end-family.ts'
import { endGrant } from '../endings/end-grant.ts'
import { endSession } from '../endings/end-session.ts'
import type { Actor } from '../model/event.ts'
import type { FoundFamily, PresentedFamily } from '../tokens/find-family.ts'
import type { Domain } from './domain.ts'
import { effectivePolicy } from './effective-policy.ts'
import { codeSlot, refreshSlot, requestSlot } from './request.ts'

/** Set when this request ended a grant or session: the library's further calls mean the same. */
const endedSlot = requestSlot<true>()

/**
 * Ends at once and not with the unit of work: the library answers an error, and the ending must
 * stand.
 */
export async function endGrantOnce(domain: Domain, grantId: string): Promise<void> {
  if (endedSlot.get() || isWholeLogout()) return
  endedSlot.set(true)
  const refresh = refreshSlot.get()
  if (refresh?.judgement === 'reused') {
    await endStolen(domain, refresh.family)
    return
  }
  if (refresh?.judgement === 'ahead' && Provider.ctx?.oidc.route === 'token') {
    await recordAhead(domain, refresh)
    return
  }
  await endGrant(domain.db, { grantId, reason: reasonInRequest(), by: actor() })
}

/** The policy says whether only the thief's family ends, or the whole session that it came from. */
export async function endStolen(domain: Domain, family: FoundFamily): Promise<void> {
  const by = actor()
  const policy = await effectivePolicy(domain, { ...family, policyName: family.policy })
  await domain.db.transaction(async (tx) => {
    await endFamily(tx, { family, by })
    if (policy.onRefreshReuse !== 'session') return
    await endSession(tx, { sessionId: family.sessionId, reason: 'refresh_reuse', by })
  })
}

/**
 * The client has a newer token than this database knows, because the database was set back by a
 * restore. That is nobody's fault, so nothing ends; the person signs in again.
 */
async function recordAhead({ recordRefusal }: Domain, { family, presented }: PresentedFamily) {
  await recordRefusal({
    type: 'refresh.ahead',
    outcome: 'failure',
    actor: actor(),
    accountId: family.accountId,
    sessionId: family.sessionId,
    clientId: family.clientId,
    grantId: family.grant.id,
    details: { generation: presented, known: family.generation },
  })
}

function reasonInRequest(): 'code_reuse' | 'logout' | 'revoked' {
  if (codeSlot.get()) return 'code_reuse'
  return Provider.ctx?.oidc.route === 'end_session_confirm' ? 'logout' : 'revoked'
}

/** The session ends next and takes its grants along. */
function isWholeLogout(): boolean {
  const oidc = Provider.ctx?.oidc
  return oidc?.route === 'end_session_confirm' && oidc.params?.['logout'] !== undefined
}

/** The actor of this request, for the ledger. */
export function actor(): Actor {
  const oidc = Provider.ctx?.oidc
  if (oidc?.client) return { kind: 'client', id: oidc.client.clientId }
  const accountId = oidc?.session?.accountId
  return accountId ? { kind: 'account', id: accountId } : { kind: 'nobody' }
}
