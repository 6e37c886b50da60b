/** Issuing an authorization code with the unit of work that authorizes. Stored as SHA-256 only. */

import { sha256 } from '../base/crypto.ts'
import { recordWithUnit } from '../ledger/append.ts'
import { codeSeconds } from '../model/code.ts'
import { writeInUnit } from '../store/unit-of-work.ts'

export type NewCode = {
  readonly code: string
  readonly sessionId: string
  readonly grantId: string
  readonly accountId: string
  readonly clientId: string
  readonly payload: object
}

/** The library counts `auth_time` by this machine's clock; the session's row has the database's. */
const text = `INSERT INTO authorization_codes
    (code_hash, expires_at, session_id, grant_id, account_id, client_id, payload)
  SELECT $1, now() + make_interval(secs => $2::int), s.id, $4, $5, $6,
    $7::jsonb || jsonb_build_object('authTime', floor(extract(epoch FROM s.auth_time)))
  FROM sessions s WHERE s.id = $3 AND {{guard}}`

export function issueCode(code: NewCode): void {
  const { sessionId, grantId, accountId, clientId } = code
  const payload = JSON.stringify(code.payload)
  const values = [sha256(code.code), codeSeconds, sessionId, grantId, accountId, clientId, payload]
  writeInUnit({ name: 'code', text, values })
  recordWithUnit({
    type: 'code.issued',
    outcome: 'success',
    actor: { kind: 'account', id: accountId },
    accountId,
    sessionId,
    clientId,
    grantId,
  })
}
