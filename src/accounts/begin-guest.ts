/** Creates a guest: an account without credentials, in one transaction with its session. */

import { appendEvent } from '../ledger/append.ts'
import { guestAcr, guestName, guestTier, mostGuestsAnHour } from '../model/guest.ts'
import { beginSession, type NewSession } from '../sessions/begin.ts'
import { column } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'
import { currentOrigin } from '../store/unit-of-work.ts'

/** The network is one IPv4 address, or the 64 bits of IPv6 that one subscriber gets. */
const ofNetwork = read(
  'guests_of_network',
  `WITH here AS (
     SELECT set_masklen($1::inet, CASE family($1::inet) WHEN 4 THEN 32 ELSE 64 END) AS prefix,
       CASE family($1::inet) WHEN 4 THEN 32 ELSE 128 END AS bits
   )
   SELECT count(*)::int AS begun FROM (
     SELECT 1 FROM sessions s WHERE s.acr = '${guestAcr}'
       AND s.network >= (SELECT network(prefix)::inet FROM here)
       AND s.network <= (SELECT set_masklen(broadcast(prefix), bits) FROM here)
       AND s.created_at > now() - interval '1 hour' LIMIT $2) recent`,
  { begun: column.number },
)

/** False if this network began too many guests. Approximate, because nothing is locked. */
export async function mayBeginGuest(db: Db): Promise<boolean> {
  const { network } = currentOrigin()
  if (network === null) return true
  const [recent] = await db.rows(ofNetwork, [network, mostGuestsAnHour])
  return (recent?.begun ?? 0) < mostGuestsAnHour
}

const insert = write(
  'insert_guest',
  `INSERT INTO accounts (id, kind, name, tier) VALUES ($1, 'guest', $2, $3)`,
)

/** Runs in the transaction of the response: without a response there is no guest. */
export async function beginGuest(
  tx: Db,
  { session, clientId }: { session: NewSession; clientId: string },
): Promise<void> {
  const { accountId, id: sessionId } = session
  await tx.rows(insert, [accountId, guestName, guestTier])
  await beginSession(tx, session)
  await appendEvent(tx, {
    type: 'guest.begun',
    outcome: 'success',
    actor: { kind: 'account', id: accountId },
    accountId,
    sessionId,
    clientId,
  })
}
