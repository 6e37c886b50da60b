/** When the session behind a caller will end, and why it has. It is never activity. */

import { defaultPolicy } from '../model/presets.ts'
import { type ObservedSession, type SessionStatus, statusOf } from '../model/session-status.ts'
import type { PolicyRegistry } from '../policy/registry.ts'
import { isRefused } from '../revocation/refused-tokens.ts'
import { type Db, read } from '../store/db.ts'
import {
  absoluteEnd,
  idleEnd,
  isGrantStanding,
  isLiveNow,
  isSessionCutOff,
  isTooOld,
  offlineEnd,
  sessionCutOffReason,
  slidesNow,
} from '../store/session-sql.ts'

/** An application, by its grant (the `sid` of its tokens); or a browser, by its cookie's hash. */
export type SessionCaller =
  | {
      readonly kind: 'application'
      readonly grantId: string
      readonly clientId: string
      /** Of the access token that asks: one that was revoked is no caller. Null for an ID token. */
      readonly jti: string | null
    }
  | { readonly kind: 'browser'; readonly secretHash: Buffer }

export type StatusSource = {
  readonly db: Db
  readonly policies: Pick<PolicyRegistry, 'find' | 'ofTier'>
}

/** For one application its own families count. A browser has no offline access: for it, it is over. */
const offlineUntil = offlineEnd('f.session_id = s.id AND f.grant_id = g.id')

/**
 * The columns of an `ObservedSession`, for any statement over sessions, their accounts and the
 * caller's grant (aliases `s`, `a`, `g`).
 */
export const observedColumns = `s.id, s.policy, ${slidesNow} AS slides, now() AS "observedAt",
  ${idleEnd} AS "idleEndsAt", ${absoluteEnd} AS "absoluteEndsAt", ${offlineUntil} AS "offlineUntil",
  CASE WHEN s.state = 'ended' OR a.disabled_at IS NOT NULL OR ${isSessionCutOff} THEN 'ended'
    WHEN ${isLiveNow} THEN 'live'
    WHEN ${offlineUntil} IS NOT NULL THEN 'offline' ELSE 'ended' END AS state,
  CASE WHEN s.state = 'ended' THEN s.end_reason
    WHEN a.disabled_at IS NOT NULL THEN 'account_disabled'
    WHEN ${isSessionCutOff} THEN ${sessionCutOffReason}
    WHEN s.end_reason IS NOT NULL THEN s.end_reason
    WHEN ${isTooOld} THEN 'absolute_timeout' ELSE 'idle_timeout' END AS "endReason"`

/**
 * A grant that ended by itself, and not with its session, has no session to ask about any more. With
 * it means for its reason, or for an ordinary one, when the browser part ended before the rest.
 */
export const isNotWithdrawn = `((${isGrantStanding}) OR (s.state <> 'live'
  AND g.end_reason IN (s.end_reason, 'logout', 'idle_timeout', 'absolute_timeout')))`

const ofGrant = read(
  'status_by_grant',
  `SELECT ${observedColumns} FROM grants g
   JOIN sessions s ON s.id = g.session_id JOIN accounts a ON a.id = s.account_id
   WHERE g.id = $1 AND g.client_id = $2 AND NOT ${isRefused('$3')} AND ${isNotWithdrawn}`,
)

const ofSecret = read(
  'status_by_secret',
  `SELECT ${observedColumns} FROM sessions s
   JOIN accounts a ON a.id = s.account_id LEFT JOIN grants g ON false
   WHERE s.secret_hash = $1`,
)

/** Null for a caller without a session, or who has lost it while it lives. */
export async function findStatus(
  { db, policies }: StatusSource,
  caller: SessionCaller,
): Promise<SessionStatus | null> {
  const [observed] = await db.rows<ObservedSession>(
    caller.kind === 'browser' ? ofSecret : ofGrant,
    valuesOf(caller),
  )
  return observed === undefined ? null : judged(policies, observed)
}

export function valuesOf(caller: SessionCaller): readonly unknown[] {
  if (caller.kind === 'browser') return [caller.secretHash]
  return [caller.grantId, caller.clientId, caller.jti]
}

export function judged(
  policies: StatusSource['policies'],
  observed: ObservedSession,
): SessionStatus {
  const policy = policies.find(observed.policy) ?? policies.ofTier(defaultPolicy.name)
  return statusOf(observed, policy.warnBeforeSeconds)
}
