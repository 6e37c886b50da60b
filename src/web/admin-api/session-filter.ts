/** The filter of a search for sessions: checked, with an email replaced by the id of its account. */

import { findAccountByEmail } from '../../accounts/find.ts'
import { normaliseEmail } from '../../model/account.ts'
import { type FilterDocument, readFilter, type SessionFilter } from '../../model/session-filter.ts'
import { requireFilter } from '../../sessions/require-filter.ts'
import type { Db } from '../../store/db.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Null when there is no account with this email. Throws `request_invalid`. */
export async function filterOf(db: Db, document: FilterDocument): Promise<SessionFilter | null> {
  const account = await accountIdOf(db, document.account)
  if (account === null) return null
  const filter = readFilter({ ...document, account })
  requireFilter(filter)
  return filter
}

async function accountIdOf(
  db: Db,
  account: string | undefined,
): Promise<string | undefined | null> {
  if (account === undefined || uuid.test(account)) return account
  return (await findAccountByEmail(db, normaliseEmail(account)))?.id ?? null
}
