/** Redeems an authorization code in the unit of work: once, and only while its session and grant live. */

import { DomainError } from '../base/errors.ts'
import { recordWithUnit } from '../ledger/append.ts'
import { mostFailures } from '../model/code.ts'
import type { Policy } from '../model/policy.ts'
import { isGrantStanding, isSessionCutOff } from '../store/session-sql.ts'
import { currentTraits } from '../store/traits.ts'
import { writeInUnit } from '../store/unit-of-work.ts'
import type { FoundCode } from './find-code.ts'

/**
 * Share locks: an ending of the session or grant waits for this commit, or this statement sees it. The
 * client is checked too, because this node learns only within a second that another disabled it.
 */
const lockLiving = `SELECT s.id FROM sessions s
  JOIN grants g ON g.id = $2 AND g.session_id = s.id AND ${isGrantStanding}
  JOIN clients k ON k.id = g.client_id AND k.disabled_at IS NULL
  WHERE s.id = $1 AND s.state = 'live' AND NOT ${isSessionCutOff} FOR SHARE OF s, g`

const redeem = `UPDATE authorization_codes SET consumed_at = now()
  WHERE code_hash = $1 AND expires_at > now() AND consumed_at IS NULL AND failures < ${mostFailures}
    AND {{guard}}
  RETURNING code_hash`

const insertFamily = `INSERT INTO token_families
    (id, session_id, grant_id, account_id, client_id, offline, idle_seconds, expires_at,
     grace_seconds, payload, network, browser)
  SELECT $1, $2, $3, $4, $5, $6, $7, now() + make_interval(secs => $8::int), $9, $10,
    $11, $12 WHERE {{guard}}`

export function redeemCode(code: FoundCode): void {
  writeInUnit({
    name: 'living',
    text: lockLiving,
    values: [code.sessionId, code.grantId],
    refusal: () => new DomainError('grant_invalid', 'the grant ended meanwhile'),
  })
  writeInUnit({
    name: 'redeemed',
    text: redeem,
    values: [code.codeHash],
    refusal: () => new DomainError('code_reused', 'the code was redeemed before'),
  })
  recordWithUnit({
    type: 'code.redeemed',
    outcome: 'success',
    actor: { kind: 'client', id: code.clientId },
    accountId: code.accountId,
    sessionId: code.sessionId,
    clientId: code.clientId,
    grantId: code.grantId,
  })
}

export type NewFamily = {
  readonly id: string
  readonly offline: boolean
  readonly policy: Policy
  readonly payload: object
}

/** The first refresh token of a new family, generation 0. */
export function beginFamily(code: FoundCode, { id, offline, policy, payload }: NewFamily): void {
  const { sessionId, grantId, accountId, clientId } = code
  const { network, browser } = currentTraits()
  writeInUnit({
    name: 'family',
    text: insertFamily,
    values: [
      id,
      sessionId,
      grantId,
      accountId,
      clientId,
      offline,
      policy.refreshIdleSeconds,
      policy.refreshAbsoluteSeconds,
      policy.reconnectGraceSeconds,
      JSON.stringify(payload),
      network,
      browser,
    ],
  })
}
