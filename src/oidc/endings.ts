/** How the library's many calls to revoke one grant become one ending. */

import Provider from 'oidc-provider'
import type { Actor } from '../model/event.ts'
import { endFamily } from '../tokens/end-family.ts'
import { endGrant } from '../tokens/end-grant.ts'
import type { Domain } from './domain.ts'
import { inRequest } from './request.ts'

/** At once, not with the unit of work: the library answers an error, and the ending must stand. */
export async function endGrantOnce({ db }: Domain, grantId: string): Promise<void> {
  const request = inRequest()
  if (request.ended || isWholeLogout()) return
  request.ended = true
  if (request.refresh?.judgement === 'reused') {
    await endFamily(db, { family: request.refresh.family, by: actor() })
    return
  }
  const reason = reasonOf(request)
  await endGrant(db, { grantId, reason, by: actor() })
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

function actor(): Actor {
  const oidc = Provider.ctx?.oidc
  if (oidc?.client) return { kind: 'client', id: oidc.client.clientId }
  const accountId = oidc?.session?.accountId
  return accountId ? { kind: 'account', id: accountId } : { kind: 'nobody' }
}
