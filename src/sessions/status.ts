/** When the session behind a caller will end, and why it has. It is never activity. */

import { DomainError } from '../base/errors.ts'
import type { Policy } from '../model/policy.ts'
import { defaultPolicy } from '../model/presets.ts'
import { type ObservedSession, type SessionStatus, statusOf } from '../model/session-status.ts'
import type { PolicyRegistry } from '../policies/registry.ts'
import { isRefused } from '../revocation/refused-tokens.ts'
import { column, orNull, present } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import {
  absoluteEnd,
  idleEnd,
  isGrantStanding,
  reasonOfEnd,
  refreshEnd,
  slidesNow,
  stateUntil,
} from '../store/session-sql.ts'
import { type BoundSession, boundColumns } from './bound.ts'
import { judgeUse } from './judge-use.ts'

/** An application, by its grant (the `sid` of its tokens); or a browser, by its cookie's hash. */
export type SessionCaller =
  | {
      readonly kind: 'application'
      readonly grantId: string
      readonly clientId: string
      /** The id of the caller's access token, because a revoked token is no caller. Null for an ID token. */
      readonly jti: string | null
    }
  | { readonly kind: 'browser'; readonly secretHash: Buffer }

export type StatusSource = {
  readonly db: Db
  readonly policies: Pick<PolicyRegistry, 'find' | 'ofTier'>
}

/** For one application its own families count. A browser has no offline access: for it, it is over. */
const offlineUntil = refreshEnd('f.session_id = s.id AND f.grant_id = g.id')

/**
 * The columns of an `ObservedSession`, for any statement over sessions, their accounts and the
 * caller's grant (aliases `s`, `a`, `g`).
 */
export const observedColumns = `s.id, s.policy, ${slidesNow} AS slides, now() AS "observedAt",
  ${idleEnd} AS "idleEndsAt", ${absoluteEnd} AS "absoluteEndsAt", ${offlineUntil} AS "offlineUntil",
  CASE WHEN a.disabled_at IS NOT NULL THEN 'ended' ELSE ${stateUntil(offlineUntil)} END AS state,
  CASE WHEN s.state <> 'ended' AND a.disabled_at IS NOT NULL THEN 'account_disabled'
    ELSE ${reasonOfEnd} END AS "endReason"`

export const observedKinds = {
  id: column.uuid,
  policy: column.text,
  slides: column.bool,
  observedAt: column.timestamp,
  idleEndsAt: orNull(column.timestamp),
  absoluteEndsAt: orNull(column.timestamp),
  offlineUntil: orNull(column.timestamp),
  state: column.word<ObservedSession['state']>(),
  endReason: column.word<ObservedSession['endReason']>(),
}

/**
 * A grant that ended by itself, and not with its session, has no session to ask about any more. With
 * it means for its reason, or for an ordinary one, when the browser part ended before the rest. A
 * grant that a cut-off hit ends as revoked.
 */
export const isNotWithdrawn = `((${isGrantStanding}) OR (s.state <> 'live'
  AND coalesce(g.end_reason, 'revoked')
    IN (${reasonOfEnd}, 'logout', 'idle_timeout', 'absolute_timeout')))`

const ofGrant = read(
  'status_by_grant',
  `SELECT ${observedColumns}, s.account_id AS "accountId" FROM grants g
   JOIN sessions s ON s.id = g.session_id JOIN accounts a ON a.id = s.account_id
   WHERE g.id = $1 AND g.client_id = $2 AND NOT ${isRefused('$3')} AND ${isNotWithdrawn}`,
  { ...observedKinds, accountId: column.uuid },
)

const ofSecret = read(
  'status_by_secret',
  `SELECT ${observedColumns}, s.account_id AS "accountId", ${boundColumns} FROM sessions s
   JOIN accounts a ON a.id = s.account_id LEFT JOIN grants g ON false
   WHERE s.secret_hash = $1`,
  {
    ...observedKinds,
    accountId: column.uuid,
    network: orNull(column.text),
    userAgent: orNull(column.text),
    device: orNull(column.text),
    noted: present(column.texts),
    isDoubted: column.bool,
    place: orNull(column.text),
    formerPlace: orNull(column.text),
    formerSecondsAgo: orNull(column.number),
  },
)

/** The status with its owner, whom the caller is not told. */
export type OwnStatus = SessionStatus & { readonly accountId: string }

/**
 * Null for a caller without a session, or who has lost it while it lives. Throws
 * `reauthentication_needed` for a browser that its session is not good for as it comes now.
 */
export async function findStatus(
  source: StatusSource,
  caller: SessionCaller,
): Promise<OwnStatus | null> {
  const { db, policies } = source
  if (caller.kind === 'browser') return ofBrowser(source, valuesOf(caller))
  const [observed] = await db.rows<OwnedSession>(ofGrant, valuesOf(caller))
  return observed === undefined ? null : ownStatus(policies, observed)
}

type OwnedSession = ObservedSession & { readonly accountId: string }

function ownStatus(policies: StatusSource['policies'], observed: OwnedSession): OwnStatus {
  return { ...judged(policies, observed), accountId: observed.accountId }
}

async function ofBrowser(
  { db, policies }: StatusSource,
  values: readonly unknown[],
): Promise<OwnStatus | null> {
  const [observed] = await db.rows<ObservedSession & BoundSession>(ofSecret, values)
  if (observed === undefined) return null
  if (observed.state !== 'live') return ownStatus(policies, observed)
  switch (await judgeUse(db, observed, policyOf(policies, observed))) {
    case 'allowed':
      return ownStatus(policies, observed)
    case 'reauthenticate':
      throw new DomainError('reauthentication_needed', 'the person must sign in again first')
    case 'ended':
      return ownStatus(policies, { ...observed, state: 'ended', endReason: 'binding_mismatch' })
  }
}

export function valuesOf(caller: SessionCaller): readonly unknown[] {
  if (caller.kind === 'browser') return [caller.secretHash]
  return [caller.grantId, caller.clientId, caller.jti]
}

export function judged(
  policies: StatusSource['policies'],
  observed: ObservedSession,
): SessionStatus {
  return statusOf(observed, policyOf(policies, observed).warnBeforeSeconds)
}

function policyOf(
  policies: StatusSource['policies'],
  { policy }: Pick<ObservedSession, 'policy'>,
): Policy {
  return policies.find(policy) ?? policies.ofTier(defaultPolicy.name)
}
