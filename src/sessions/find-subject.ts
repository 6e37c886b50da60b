/** The account behind a session, a grant or a search, with its roles: whose sessions an act would end. */

import { operatorRoles } from '../model/operator-role.ts'
import type { SessionFilter } from '../model/session-filter.ts'
import { column, present } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import { allHeld, listedValues, valuesOf } from './criteria.ts'

export type Subject = { readonly accountId: string; readonly roles: readonly string[] }

const kinds = { accountId: column.uuid, roles: present(column.texts) }

/** A deleted account has no roles any more. */
const columns = `s.account_id AS "accountId", coalesce(a.roles, '{}') AS roles`

const statements = {
  account: read(
    'subject_of_account',
    'SELECT id AS "accountId", roles FROM accounts WHERE id = $1',
    kinds,
  ),
  session: read(
    'subject_of_session',
    `SELECT ${columns} FROM sessions s LEFT JOIN accounts a ON a.id = s.account_id
     WHERE s.id = $1`,
    kinds,
  ),
  grant: read(
    'subject_of_grant',
    `SELECT ${columns} FROM grants s LEFT JOIN accounts a ON a.id = s.account_id WHERE s.id = $1`,
    kinds,
  ),
} as const

/** Null if nothing has this id. */
export async function findSubject(
  db: Db,
  { kind, id }: { readonly kind: keyof typeof statements; readonly id: string },
): Promise<Subject | null> {
  const [subject] = await db.rows<Subject>(statements[kind], [id])
  return subject ?? null
}

const reached = read(
  'operator_reached',
  `SELECT a.id AS "accountId", a.roles FROM accounts a
   WHERE a.roles <> '{}' AND a.roles && $1::text[] AND a.id IS DISTINCT FROM $2::uuid
     AND EXISTS (SELECT FROM sessions s WHERE s.account_id = a.id AND ${allHeld(3)})
   ORDER BY a.id LIMIT 1`,
  kinds,
)

type Reach = { readonly filter: SessionFilter; readonly exceptAccountId: string | null }

/** An operator, other than the caller, with a session that the filter finds now; null if there is none. */
export async function findReachedOperator(
  db: Db,
  { filter, exceptAccountId }: Reach,
): Promise<Subject | null> {
  const values = await valuesOf(db, { filter, standingBy: 'infinity' })
  if (values === null) return null
  const all = [operatorRoles, exceptAccountId, ...listedValues(values)]
  const [subject] = await db.rows<Subject>(reached, all)
  return subject ?? null
}
