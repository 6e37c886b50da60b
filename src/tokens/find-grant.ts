/** Finding a living grant with its account. It changes nothing. */

import type { AccountSummary } from '../model/account.ts'
import { isRefused } from '../revocation/refused-tokens.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import { accountSummary, formerSub, isGrantLive, joinById } from '../store/session-sql.ts'
import { rowOnce } from '../store/unit-of-work.ts'

export type FoundGrant = {
  readonly id: string
  readonly sessionId: string
  readonly accountId: string
  readonly clientId: string
  readonly allowed: object
  readonly account: AccountSummary
  /** The guest that this client knew before the sign-in. */
  readonly formerSub: string | null
}

/** An offline family keeps its grant good after the browser part of the session is over. */
const byId = read(
  'grant_by_id',
  `SELECT g.id, g.session_id AS "sessionId", g.account_id AS "accountId",
     g.client_id AS "clientId", g.allowed,
     ${accountSummary} AS account,
     ${formerSub('g.client_id')}
   FROM (SELECT o.* FROM grants o WHERE o.id = $1 OFFSET 0) g
   ${joinById('sessions', 's', 'g.session_id')}
   ${joinById('accounts', 'a', 'g.account_id')}
   WHERE ${isGrantLive} AND NOT ${isRefused('$2')} AND a.disabled_at IS NULL`,
  {
    id: column.text,
    sessionId: column.uuid,
    accountId: column.uuid,
    clientId: column.text,
    allowed: column.json<FoundGrant['allowed']>(),
    account: column.json<FoundGrant['account']>(),
    formerSub: orNull(column.uuid),
  },
)

export function findGrant(db: Db, id: string): Promise<FoundGrant | null> {
  return rowOnce<FoundGrant>(db, byId, [id, null])
}

/** The living grant of an access token that was not revoked by itself. */
export function findGrantOfToken(
  db: Db,
  { grantId, jti }: { readonly grantId: string; readonly jti: string },
): Promise<FoundGrant | null> {
  return rowOnce<FoundGrant>(db, byId, [grantId, jti])
}
