/** Authorization codes between the library and the domain. */

import type { Adapter } from 'oidc-provider'
import { epochSeconds } from '../base/clock.ts'
import { findCode } from '../tokens/find-code.ts'
import { issueCode } from '../tokens/issue-code.ts'
import { redeemCode } from '../tokens/redeem-code.ts'
import type { Domain } from './domain.ts'
import { endGrantOnce } from './endings.ts'
import { codeSlot } from './request.ts'

export function codeAdapter(domain: Domain): Partial<Adapter> {
  return {
    find: async (value) => {
      const code = await findCode(domain.db, value)
      if (code === null) return undefined
      codeSlot.set(code)
      const consumed = code.isConsumed ? { consumed: true } : {}
      return { ...code.payload, jti: value, exp: epochSeconds(code.expiresAt), ...consumed }
    },
    upsert: async (value, payload) => {
      const { sessionUid, grantId, accountId, clientId } = payload
      if (!sessionUid || !grantId || !accountId || !clientId) {
        throw new Error('a code belongs to a grant in a session')
      }
      const { jti: _, ...kept } = payload
      issueCode({ code: value, sessionId: sessionUid, grantId, accountId, clientId, payload: kept })
    },
    consume: async () => {
      const code = codeSlot.get()
      if (code) redeemCode(code)
    },
    revokeByGrantId: (grantId) => endGrantOnce(domain, grantId),
  }
}
