/** Saves a client's grant in the unit of work. */

import { DomainError } from '../base/errors.ts'
import { recordWithUnit } from '../ledger/append.ts'
import { isSessionCutOff } from '../store/session-sql.ts'
import { writeInUnit } from '../store/unit-of-work.ts'

export type NewGrant = {
  readonly id: string
  readonly sessionId: string
  readonly accountId: string
  readonly clientId: string
  readonly allowed: object
}

/** An ended session or grant accepts no change, however long the page was open. */
const save = `INSERT INTO grants (id, session_id, account_id, client_id, allowed)
  SELECT $1, s.id, s.account_id, $4, $5 FROM sessions s
  WHERE s.id = $2 AND s.account_id = $3 AND s.state = 'live'
    AND NOT ${isSessionCutOff} AND {{guard}} FOR SHARE OF s
  ON CONFLICT (id) DO UPDATE SET allowed = excluded.allowed, updated_at = now()
    WHERE grants.ended_at IS NULL
  RETURNING id`

const remember = `INSERT INTO consents (account_id, client_id, allowed)
  SELECT $1, $2, $3 WHERE {{guard}}
  ON CONFLICT (account_id, client_id) DO UPDATE
    SET allowed = excluded.allowed, granted_at = now(), withdrawn_at = NULL`

export function saveGrant({ id, sessionId, accountId, clientId, allowed }: NewGrant): void {
  writeInUnit({
    name: 'granted',
    text: save,
    values: [id, sessionId, accountId, clientId, JSON.stringify(allowed)],
    refusal: () => new DomainError('session_ended', 'the session ended meanwhile'),
  })
}

/** Records the person's consent, which later sign-ins use too. */
export function recordConsent({ id, sessionId, accountId, clientId, allowed }: NewGrant): void {
  writeInUnit({
    name: 'consented',
    text: remember,
    values: [accountId, clientId, JSON.stringify(allowed)],
  })
  recordWithUnit({
    type: 'consent.granted',
    outcome: 'success',
    actor: { kind: 'account', id: accountId },
    accountId,
    sessionId,
    clientId,
    grantId: id,
  })
}
