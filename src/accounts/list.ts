/** The accounts as an operator sees them, disabled ones included. It never reads a password hash. */

import type { Account, AccountKind } from '../model/account.ts'
import { isProfile, type Profile } from '../model/profile.ts'
import { column, orNull, present } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import { type ColdStore, readWithPrisma } from '../store/prisma-read.ts'

export type ListedAccount = Omit<Account, 'email' | 'emailVerified' | 'passwordChangedAt'> & {
  readonly kind: string
  readonly email: string | null
  readonly emailVerifiedAt: Date | null
  readonly createdAt: Date
  readonly profile: Profile
}

const columns = {
  id: true,
  kind: true,
  email: true,
  name: true,
  tier: true,
  roles: true,
  emailVerifiedAt: true,
  createdAt: true,
  disabledAt: true,
  profile: true,
} as const

export type AccountSearch = {
  /** A normalised email. */
  readonly email?: string | null
  readonly kind: AccountKind
  readonly before?: string | null
  readonly most: number
}

/** At most `most` accounts, newest first, created before the account `before`. */
export async function listAccounts(
  store: ColdStore,
  { email = null, kind, before = null, most }: AccountSearch,
): Promise<readonly ListedAccount[]> {
  const rows = await readWithPrisma(store, ({ account }) =>
    account.findMany({
      select: columns,
      where: {
        kind,
        ...(email === null ? {} : { email }),
        ...(before === null ? {} : { id: { lt: before } }),
      },
      orderBy: { id: 'desc' },
      take: most,
    }),
  )
  return rows.map((row) => ({ ...row, profile: isProfile(row.profile) ? row.profile : {} }))
}

/** The columns of a `ListedAccount`, for any statement on `accounts`. */
export const listedColumns = `id, kind, email, name, tier, roles,
  email_verified_at AS "emailVerifiedAt", created_at AS "createdAt", disabled_at AS "disabledAt",
  profile`

export const listedAccountKinds = {
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
}

const find = read(
  'find_listed_account',
  `SELECT ${listedColumns} FROM accounts WHERE id = $1`,
  listedAccountKinds,
)

export async function findListedAccount(db: Db, id: string): Promise<ListedAccount | null> {
  const [account] = await db.rows<ListedAccount>(find, [id])
  return account ?? null
}
