/** The applications that an account allowed, and withdrawing a consent. */

import { endGrant } from '../endings/end-grant.ts'
import { appendEvent } from '../ledger/append.ts'
import { column } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'
import { isGrantStanding, isSessionStanding } from '../store/session-sql.ts'

export type Application = {
  readonly clientId: string
  readonly name: string
  readonly grantedAt: Date
  readonly scopes: readonly string[]
}

type Row = Omit<Application, 'scopes'> & {
  readonly allowed: {
    readonly openid?: { readonly scope?: string }
    readonly resources?: Readonly<Record<string, string>>
  }
}

const allowedBy = read(
  'applications_of_account',
  `SELECT o.client_id AS "clientId", c.name, o.granted_at AS "grantedAt", o.allowed
   FROM consents o JOIN clients c ON c.id = o.client_id
   WHERE o.account_id = $1 AND o.withdrawn_at IS NULL ORDER BY c.name, c.id LIMIT 500`,
  {
    clientId: column.text,
    name: column.text,
    grantedAt: column.timestamp,
    allowed: column.json<Row['allowed']>(),
  },
)

export async function listApplications(db: Db, accountId: string): Promise<readonly Application[]> {
  const rows = await db.rows<Row>(allowedBy, [accountId])
  return rows.map(({ allowed: { openid, resources }, ...application }) => {
    const texts = [openid?.scope ?? '', ...Object.values(resources ?? {})]
    const scopes = texts.flatMap((text) => text.split(' ')).filter(Boolean)
    return { ...application, scopes: [...new Set(scopes)] }
  })
}

const bySession = read(
  'applications_by_session',
  `SELECT s.id AS "sessionId", array_agg(DISTINCT c.name) AS names
   FROM sessions s
   JOIN grants g ON g.session_id = s.id AND ${isGrantStanding}
   JOIN clients c ON c.id = g.client_id
   WHERE s.account_id = $1 AND ${isSessionStanding} GROUP BY s.id`,
  { sessionId: column.uuid, names: column.texts },
)

/** The names of the applications in each living session of the account. */
export async function applicationsBySession(
  db: Db,
  accountId: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db.rows(bySession, [accountId])
  return new Map(rows.map(({ sessionId, names }) => [sessionId, names]))
}

const withdraw = write(
  'withdraw_consent',
  `UPDATE consents SET withdrawn_at = now()
   WHERE account_id = $1 AND client_id = $2 AND withdrawn_at IS NULL RETURNING client_id`,
  { client_id: column.text },
)

/** Searches by the account's sessions, which are few, instead of by the client's grants. */
const grantsOf = read(
  'grants_of_account_and_client',
  `SELECT g.id FROM sessions s
   JOIN grants g ON g.session_id = s.id AND g.client_id = $2 AND g.ended_at IS NULL
   WHERE s.account_id = $1 AND s.state <> 'ended' ORDER BY g.id`,
  { id: column.text },
)

/** False if there was no consent. Ends every token of the application, in every session. */
export function withdrawConsent(
  db: Db,
  { accountId, clientId }: { accountId: string; clientId: string },
): Promise<boolean> {
  const by = { kind: 'account', id: accountId } as const
  return db.transaction(async (tx) => {
    const [withdrawn] = await tx.rows(withdraw, [accountId, clientId])
    if (withdrawn === undefined) return false
    const grants = await tx.rows(grantsOf, [accountId, clientId])
    for (const { id } of grants) await endGrant(tx, { grantId: id, reason: 'revoked', by })
    const about = { actor: by, accountId, clientId }
    await appendEvent(tx, { type: 'consent.withdrawn', outcome: 'success', ...about })
    return true
  })
}
