/** Finding a presented authorization code with all that its exchange needs, in one read. */

import { sha256 } from '../base/crypto.ts'
import type { AccountSummary } from '../model/account.ts'
import { mostFailures } from '../model/code.ts'
import type { Authentication } from '../model/step-up.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import {
  accountSummary,
  formerSub,
  isGrantStanding,
  isLiveNow,
  joinById,
  signInOf,
} from '../store/session-sql.ts'
import { rowOnce } from '../store/unit-of-work.ts'

export type FoundCode = {
  readonly codeHash: Buffer
  readonly payload: Readonly<Record<string, unknown>>
  readonly expiresAt: Date
  readonly isConsumed: boolean
  readonly sessionId: string
  readonly grantId: string
  readonly accountId: string
  readonly clientId: string
  readonly policy: string
  readonly grant: {
    readonly id: string
    readonly allowed: object
    readonly statusNumber: number
  }
  readonly account: AccountSummary
  /** The guest that this client knew before the sign-in. */
  readonly formerSub: string | null
  readonly signIn: Authentication
}

/** A spent code is found for as long as its partition stands, so that its reuse is noticed. */
const byHash = read(
  'code_by_hash',
  `WITH presented AS MATERIALIZED (
     SELECT * FROM authorization_codes WHERE code_hash = $1
       AND expires_at > now() - interval '1 day' AND failures < ${mostFailures}
   )
   SELECT c.code_hash AS "codeHash", c.payload, c.expires_at AS "expiresAt",
     c.consumed_at IS NOT NULL AS "isConsumed", c.session_id AS "sessionId",
     c.grant_id AS "grantId", c.account_id AS "accountId", c.client_id AS "clientId", s.policy,
     json_build_object('id', g.id, 'allowed', g.allowed, 'statusNumber', g.status_number)
       AS "grant",
     ${accountSummary} AS account,
     ${formerSub('c.client_id')},
     ${signInOf('c.payload')} AS "signIn"
   FROM presented c
   ${joinById('grants', 'g', 'c.grant_id')}
   ${joinById('sessions', 's', 'c.session_id')}
   ${joinById('accounts', 'a', 'c.account_id')}
   WHERE ${isGrantStanding} AND ${isLiveNow} AND a.disabled_at IS NULL`,
  {
    codeHash: column.bytes,
    payload: column.json<FoundCode['payload']>(),
    expiresAt: column.timestamp,
    isConsumed: column.bool,
    sessionId: column.uuid,
    grantId: column.text,
    accountId: column.uuid,
    clientId: column.text,
    policy: column.text,
    grant: column.json<FoundCode['grant']>(),
    account: column.json<FoundCode['account']>(),
    formerSub: orNull(column.uuid),
    signIn: column.json<FoundCode['signIn']>(),
  },
)

export function findCode(db: Db, code: string): Promise<FoundCode | null> {
  return rowOnce<FoundCode>(db, byHash, [sha256(code)])
}
