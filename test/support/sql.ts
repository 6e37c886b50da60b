/** Looking into a test's database, and setting it back in time. It knows no rule. */

import { createHash } from 'node:crypto'
import { write } from '../../src/store/db.ts'
import type { Cluster } from './cluster.ts'

export function sql<Row = Record<string, unknown>>(
  { store }: Pick<Cluster, 'store'>,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const name = `test_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`
  return store.rows<Row>(write(name, text), values)
}

/** All details of an event, including the personal ones but not the browser. */
export const allDetails = `(details - 'personal' - 'device')
  || coalesce(details -> 'personal', '{}') AS details`

/** How often each type of event is in the ledger for one client. */
export async function eventsOfClient(
  cluster: Pick<Cluster, 'store'>,
  clientId: string,
): Promise<Readonly<Record<string, number>>> {
  const rows = await sql<{ type: string; times: number }>(
    cluster,
    'SELECT type, count(*)::int AS times FROM audit_events WHERE client_id = $1 GROUP BY type',
    [clientId],
  )
  return Object.fromEntries(rows.map(({ type, times }) => [type, times]))
}

/** As if the refresh tokens of one client had been issued and rotated `seconds` earlier. */
export function ageFamilies(
  cluster: Pick<Cluster, 'store'>,
  { clientId, seconds }: { clientId: string; seconds: number },
): Promise<unknown> {
  return sql(
    cluster,
    `UPDATE token_families SET rotated_at = rotated_at - make_interval(secs => $2::int),
       created_at = created_at - make_interval(secs => $2::int),
       expires_at = expires_at - make_interval(secs => $2::int) WHERE client_id = $1`,
    [clientId, seconds],
  )
}

/** As if everything of these sessions had happened `seconds` earlier. */
export function ageSessions(
  cluster: Pick<Cluster, 'store'>,
  { accountId, seconds }: { accountId: string; seconds: number },
): Promise<unknown> {
  return sql(
    cluster,
    `UPDATE sessions SET created_at = created_at - make_interval(secs => $2::int),
       last_seen_at = last_seen_at - make_interval(secs => $2::int),
       auth_time = auth_time - make_interval(secs => $2::int),
       absolute_expires_at = absolute_expires_at - make_interval(secs => $2::int)
     WHERE account_id = $1`,
    [accountId, seconds],
  )
}

/** As if all that this account did had happened `seconds` earlier, what its tokens tell included. */
export async function passTime(
  cluster: Pick<Cluster, 'store'>,
  { accountId, seconds }: { accountId: string; seconds: number },
): Promise<void> {
  await ageSessions(cluster, { accountId, seconds })
  const earlier = (column: string) => `${column} = ${column} - make_interval(secs => $2::int)`
  const told = `payload = payload
    || jsonb_build_object('authTime', (payload->>'authTime')::int - $2::int)`
  for (const change of [
    `sessions SET ${earlier('due_at')}`,
    `token_families SET ${['rotated_at', 'created_at', 'expires_at'].map(earlier)}, ${told}`,
    `authorization_codes SET ${told}`,
  ]) {
    await sql(cluster, `UPDATE ${change} WHERE account_id = $1`, [accountId, seconds])
  }
}
