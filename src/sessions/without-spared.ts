/**
 * Leaves out the sessions of operators that the maker of a search may not end. They were asked about
 * when the search was made, but a session may come to match it afterwards.
 */

import { findHeldScopes } from '../clients/held-scopes.ts'
import { type Authority, refusalOf } from '../model/authority.ts'
import type { Actor } from '../model/event.ts'
import { scopesOfRoles } from '../model/operator-role.ts'
import { column, present } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'

const operatorsAmong = read(
  'operators_among',
  `SELECT id AS "accountId", roles FROM accounts
   WHERE id = ANY ($1::uuid[]) AND roles <> '{}' AND kind = 'person'`,
  { accountId: column.uuid, roles: present(column.texts) },
)

type OfAccount = { readonly accountId: string }

/** The sessions that `actor` may end, by the rights that they have now. */
export async function withoutSpared<Session extends OfAccount>(
  db: Db,
  sessions: readonly Session[],
  actor: Actor,
): Promise<readonly Session[]> {
  const ids = [...new Set(sessions.map(({ accountId }) => accountId))]
  const operators = ids.length === 0 ? [] : await db.rows(operatorsAmong, [ids])
  if (operators.length === 0) return sessions
  const authority = await authorityOf(db, actor)
  const refused = operators.filter((one) => refusalOf(authority, { kind: 'sessions', ...one }))
  const spared = new Set(refused.map(({ accountId }) => accountId))
  return sessions.filter(({ accountId }) => !spared.has(accountId))
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** An operator without an account is at the command line, with access to the machine. */
async function authorityOf(db: Db, actor: Actor): Promise<Authority> {
  switch (actor.kind) {
    case 'system':
      return { kind: 'machine' }
    case 'client':
    case 'api_key':
      return callerWith(null, await findHeldScopes(db, actor))
    case 'operator': {
      if (!uuid.test(actor.id)) return { kind: 'machine' }
      const [operator] = await db.rows(operatorsAmong, [[actor.id]])
      return callerWith(actor.id, scopesOfRoles(operator?.roles ?? []))
    }
    case 'account':
    case 'nobody':
      return callerWith(null, [])
  }
}

function callerWith(accountId: string | null, scopes: readonly string[] | null): Authority {
  return { kind: 'caller', accountId, scopes: scopes ?? [] }
}
