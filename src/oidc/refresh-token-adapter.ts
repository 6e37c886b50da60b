/** Refresh tokens between the library and the domain: a family, its generations, the grace. */

import type { Adapter, AdapterPayload } from 'oidc-provider'
import { epochSeconds } from '../base/clock.ts'
import { randomToken } from '../base/crypto.ts'
import type { Judgement } from '../model/token-family.ts'
import { endIfOverdue } from '../sessions/end-overdue.ts'
import { combineInUnit } from '../store/unit-of-work.ts'
import type { PresentedFamily } from '../tokens/find-family.ts'
import { beginFamily } from '../tokens/redeem-code.ts'
import { mintRefreshToken, readRefreshToken } from '../tokens/refresh-tokens.ts'
import { requireUnchanged } from './binding.ts'
import type { Domain } from './domain.ts'
import { effectivePolicy } from './effective-policy.ts'
import { endGrantOnce } from './endings.ts'
import { codeSlot, refreshSlot } from './request.ts'

export function refreshTokenAdapter(domain: Domain): Partial<Adapter> {
  return {
    find: (value) => find(domain, value),
    upsert: (value, payload) => save(domain, value, payload),
    // The rotation itself is a conditional update, which the unit of work sends.
    consume: async () => undefined,
    destroy: async () => {
      const refresh = refreshSlot.get()
      if (refresh) await endGrantOnce(domain, refresh.family.grant.id)
    },
    revokeByGrantId: (grantId) => endGrantOnce(domain, grantId),
  }
}

/**
 * The value of the next refresh token: the first of a new family, or the successor of the presented
 * one, which is the same string every time.
 */
export function nextRefreshToken({ refreshKey }: Domain): string {
  const refresh = refreshSlot.get()
  return refresh
    ? mintRefreshToken(refreshKey, refresh.family.id, refresh.presented + 1)
    : mintRefreshToken(refreshKey, randomToken(128), 0)
}

async function find(domain: Domain, value: string): Promise<AdapterPayload | undefined> {
  const token = readRefreshToken(domain.refreshKey, value)
  const refresh = token && (await domain.findFamily(token))
  if (!refresh || (await hasOutlived(domain, refresh))) return undefined
  await requireUnchanged(domain, refresh)
  refreshSlot.set(refresh)
  return payloadOf(refresh, value)
}

/** When a policy stops allowing offline access, the family ends with the browser part. */
async function hasOutlived(domain: Domain, { family }: PresentedFamily): Promise<boolean> {
  if (family.isBrowserLive) return false
  const policy = await effectivePolicy(domain, { ...family, policyName: family.policy })
  return !policy.offlineAccess
}

/** The read judged liveness, so the library need not look for the session again. */
function payloadOf({ family, judgement }: PresentedFamily, value: string): AdapterPayload {
  const { expiresWithSession: _, ...payload } = family.payload
  return {
    ...payload,
    jti: value,
    iat: epochSeconds(family.createdAt),
    exp: epochSeconds(family.expiresAt),
    ...(isSpent(judgement) ? { consumed: true } : {}),
  }
}

/** The library refuses a consumed token, and asks for its ending, which `endings.ts` judges. */
function isSpent(judgement: Judgement): boolean {
  return judgement === 'reused' || judgement === 'ahead'
}

async function save(domain: Domain, value: string, payload: AdapterPayload): Promise<void> {
  const refresh = refreshSlot.get()
  if (refresh) {
    // The rotation would count as activity and revive the browser part.
    if (refresh.family.isOverdue) await endIfOverdue(domain.db, refresh.family.sessionId)
    combineInUnit(() => domain.answerRefresh(refresh))
    return
  }
  const code = codeSlot.get()
  if (!code) throw new Error('a refresh token comes from a code or from another one')
  const id = readRefreshToken(domain.refreshKey, value)?.familyId
  if (!id) throw new Error('the refresh token is not of our making')
  const { jti: _, iat: __, exp: ___, ...kept } = payload
  const policy = await effectivePolicy(domain, { ...code, policyName: code.policy })
  const offline = payload.expiresWithSession !== true && policy.offlineAccess
  beginFamily(code, { id, offline, policy, payload: kept })
}
