/** One account as an operator sees it, with its factors and the number of its sessions. */

import type { Policy } from '../model/policy.ts'
import { defaultPolicy } from '../model/presets.ts'
import type { Profile } from '../model/profile.ts'
import { listPolicies } from '../policies/registry.ts'
import { column, orNull, present } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import { isSessionStanding, refreshesUntil, stateUntil } from '../store/session-sql.ts'
import { type ListedAccount, listedColumns } from './list.ts'

export type AccountInFull = ListedAccount & {
  /** Null for a guest, who has no password. */
  readonly passwordChangedAt: Date | null
  /** The policy of the account's tier. */
  readonly limits: Policy
  /** Live and offline sessions, counted up to `mostCounted`. */
  readonly openSessions: number
}

const mostCounted = 1_000

const find = read(
  'find_account_in_full',
  `SELECT ${listedColumns},
     CASE WHEN password_hash IS NOT NULL THEN password_changed_at END AS "passwordChangedAt",
     (SELECT count(*)::int FROM (
       SELECT FROM sessions s WHERE s.account_id = a.id AND ${isSessionStanding}
         AND ${stateUntil(refreshesUntil)} <> 'ended'
       LIMIT ${mostCounted}) open) AS "openSessions"
   FROM accounts a WHERE id = $1`,
  {
    id: column.uuid,
    kind: column.text,
    email: orNull(column.text),
    name: column.text,
    tier: column.text,
    roles: present(column.texts),
    emailVerifiedAt: orNull(column.timestamp),
    createdAt: column.timestamp,
    disabledAt: orNull(column.timestamp),
    profile: column.json<Profile>(),
    passwordChangedAt: orNull(column.timestamp),
    openSessions: column.number,
  },
)

export async function findInFull(db: Db, id: string): Promise<AccountInFull | null> {
  const [account] = await db.rows<Omit<AccountInFull, 'limits'>>(find, [id])
  if (account === undefined) return null
  const policies = await listPolicies(db)
  const named = (name: string) => policies.find((policy) => policy.name === name)
  return { ...account, limits: named(account.tier) ?? named(defaultPolicy.name) ?? defaultPolicy }
}
