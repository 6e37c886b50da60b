/** Finding what an account allowed a client at an earlier time. It changes nothing. */

import { column } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'

const byAccountAndClient = read(
  'consent_of_account_and_client',
  `SELECT allowed FROM consents
   WHERE account_id = $1 AND client_id = $2 AND withdrawn_at IS NULL`,
  { allowed: column.json<object>() },
)

export async function findConsent(
  db: Db,
  { accountId, clientId }: { accountId: string; clientId: string },
): Promise<object | null> {
  const [consent] = await db.rows(byAccountAndClient, [accountId, clientId])
  return consent?.allowed ?? null
}
