/** Grants and removes operator roles. The last owner can never be removed. */

import { appendEvent } from '../ledger/append.ts'
import type { Actor } from '../model/event.ts'
import { isOperatorRole, type OperatorRole } from '../model/operator-role.ts'
import { keepOwner } from '../policies/keep-owner.ts'
import { column, orNull, present } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'
import { lockPerson } from './lock-person.ts'

export type Operator = {
  readonly accountId: string
  readonly email: string
  readonly name: string
  readonly role: OperatorRole
  readonly createdAt: Date
  readonly disabledAt: Date | null
}

const mostListed = 1_000

const list = read(
  'list_operators',
  `SELECT id AS "accountId", email, name, roles, created_at AS "createdAt",
     disabled_at AS "disabledAt"
   FROM accounts WHERE roles <> '{}' AND kind = 'person' ORDER BY id LIMIT ${mostListed}`,
  {
    accountId: column.uuid,
    email: present(column.text),
    name: column.text,
    roles: present(column.texts),
    createdAt: column.timestamp,
    disabledAt: orNull(column.timestamp),
  },
)

type Row = Omit<Operator, 'role'> & { readonly roles: readonly string[] }

/** Oldest first. */
export async function listOperators(db: Db): Promise<readonly Operator[]> {
  const rows = await db.rows<Row>(list)
  return rows.flatMap(({ roles, ...row }) => {
    const role = roleAmong(roles)
    return role === null ? [] : [{ ...row, role }]
  })
}

/** An operator's role. The command line once allowed several, of which the last counts. */
function roleAmong(roles: readonly string[]): OperatorRole | null {
  return roles.findLast(isOperatorRole) ?? null
}

const setRoles = write('set_roles', 'UPDATE accounts SET roles = $2 WHERE id = $1')

export type RoleChange = {
  readonly accountId: string
  /** Null removes the role. */
  readonly role: OperatorRole | null
  readonly by: Actor
}

/** False if nothing changed. Takes effect with the next request. Throws `not_found`, `last_owner`. */
export function setRole(db: Db, { accountId, role, by }: RoleChange): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { roles } = await lockPerson(tx, accountId)
    const before = rolesText(roles.filter(isOperatorRole))
    const after = rolesText(role === null ? [] : [role])
    if (before === after) return false
    const others = roles.filter((one) => !isOperatorRole(one))
    const values = [accountId, role === null ? others : [...others, role]]
    await changeOwner(tx, roles, () => tx.rows(setRoles, values))
    const about = { actor: by, accountId, details: { before, after } }
    await appendEvent(tx, { type: 'operator.role_changed', outcome: 'success', ...about })
    return true
  })
}

function rolesText(roles: readonly OperatorRole[]): string {
  return roles.join(' ') || 'none'
}

/** For every change that an account could stop being an owner by. Throws `last_owner`. */
export function changeOwner<Result>(
  tx: Db,
  roles: readonly string[],
  change: () => Promise<Result>,
): Promise<Result> {
  return roles.includes('owner') ? keepOwner(tx, change) : change()
}
