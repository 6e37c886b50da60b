/**
 * How a guest becomes a person: the one verb for whoever signs in or registers in a browser that
 * has a guest's session. Nothing of the guest stays usable, and no sign-in is lost over it.
 */

import { randomToken } from '../base/crypto.ts'
import { endSession } from '../endings/end-session.ts'
import { appendEvent } from '../ledger/append.ts'
import { column } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'
import { beginSession, type NewSession } from './begin.ts'

export type Upgrade = {
  /** The session of the cookie that the browser came with. */
  readonly guestSessionId: string
  readonly session: NewSession
}

/** When two tabs sign in at once, one waits here and then finds no guest. */
const claim = write(
  'claim_guest_session',
  `SELECT s.account_id AS sub FROM sessions s
   JOIN accounts a ON a.id = s.account_id AND a.kind = 'guest'
   WHERE s.id = $1 AND s.state = 'live' FOR UPDATE OF s`,
  { sub: column.uuid },
)

/**
 * Begins the session in any case; false when no guest was there to go on from any more. Throws what
 * `beginSession` throws: the guest then lives on.
 */
export async function upgradeGuest(tx: Db, { guestSessionId, session }: Upgrade): Promise<boolean> {
  const [guest] = await tx.rows(claim, [guestSessionId])
  if (guest === undefined) {
    await beginSession(tx, session)
    return false
  }
  const used = await closeGuest(tx, { guestSessionId, sub: guest.sub, by: session.accountId })
  const clients = used.map(({ clientId }) => clientId)
  await beginSession(tx, { ...session, former: { sub: guest.sub, clients } })
  const moved = await moveGrants(tx, session, used)
  await appendEvent(tx, {
    type: 'session.upgraded',
    outcome: 'success',
    actor: { kind: 'account', id: session.accountId },
    accountId: session.accountId,
    sessionId: session.id,
    details: { former_account: guest.sub, former_session: guestSessionId, grants: moved },
  })
  return true
}

type Used = { readonly clientId: string; readonly isLive: boolean }

/** After the lock: whatever was allowed to a client in the meantime is among them. */
const clientsOf = write(
  'clients_of_guest_session',
  `SELECT client_id AS "clientId", bool_or(ended_at IS NULL) AS "isLive" FROM grants
   WHERE session_id = $1 GROUP BY client_id ORDER BY client_id`,
  { clientId: column.text, isLive: column.bool },
)

const closeAccount = write(
  'close_guest_account',
  `UPDATE accounts SET disabled_at = now() WHERE id = $1 AND kind = 'guest'`,
)

/** The clients that knew the guest. */
async function closeGuest(
  tx: Db,
  { guestSessionId, sub, by }: { guestSessionId: string; sub: string; by: string },
): Promise<readonly Used[]> {
  const used = await tx.rows<Used>(clientsOf, [guestSessionId])
  const actor = { kind: 'account', id: by } as const
  await endSession(tx, { sessionId: guestSessionId, reason: 'upgraded', by: actor })
  await tx.rows(closeAccount, [sub])
  return used
}

/** Nobody consented to a guest's grants, so they move only as far as this account has consented. */
const move = write(
  'move_grants_of_guest',
  `INSERT INTO grants (id, session_id, account_id, client_id, allowed)
   SELECT moved.id, $1, c.account_id, c.client_id, c.allowed
   FROM unnest($3::text[], $4::text[]) AS moved (id, client_id)
   JOIN consents c ON c.account_id = $2 AND c.client_id = moved.client_id
     AND c.withdrawn_at IS NULL
   RETURNING id`,
  { id: column.text },
)

/** The client that is being answered has its grant in the session already, or asks for it now. */
async function moveGrants(
  tx: Db,
  { id, accountId, authorizations }: NewSession,
  used: readonly Used[],
): Promise<number> {
  const clients = used
    .filter(({ clientId, isLive }) => isLive && !(clientId in authorizations))
    .map(({ clientId }) => clientId)
  const ids = clients.map(() => randomToken(128))
  return (await tx.rows(move, [id, accountId, ids, clients])).length
}
