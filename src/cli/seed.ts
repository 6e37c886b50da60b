/** The accounts of development: made once a database, their passwords known to the printer alone. */

import { createAccount } from '../accounts/create.ts'
import type { Passwords } from '../accounts/passwords.ts'
import { randomToken } from '../base/crypto.ts'
import { isDomainError } from '../base/errors.ts'
import { claimOnce } from '../keys/installation.ts'
import type { Db } from '../store/db.ts'

export type SeededAccount = { readonly email: string; readonly password: string }

export const seedEmails = {
  demo: 'demo@parley.example',
  operator: 'operator@parley.example',
} as const

type Tools = { readonly db: Db; readonly passwords: Passwords }

/** Null when it was done before, here or by another node. */
export function seedAccounts({ db, passwords }: Tools): Promise<readonly SeededAccount[] | null> {
  return db.transaction(async (tx) => {
    if (!(await claimOnce(tx, 'development_seed'))) return null
    const demo = { email: seedEmails.demo, name: 'Dana Demo', roles: [] }
    const operator = { email: seedEmails.operator, name: 'Oona Operator', roles: ['owner'] }
    const seeded: SeededAccount[] = []
    for (const account of [demo, operator]) {
      const password = randomToken(96)
      const isNew = await createUnlessTaken({ db: tx, passwords }, { ...account, password })
      if (isNew) seeded.push({ email: account.email, password })
    }
    return seeded
  })
}

type Person = SeededAccount & { readonly name: string; readonly roles: readonly string[] }

/** Somebody may have made the account by hand in a database of their own. */
async function createUnlessTaken(tools: Tools, person: Person): Promise<boolean> {
  try {
    await createAccount(tools, { ...person, by: { kind: 'system' } })
    return true
  } catch (error) {
    if (isDomainError(error, 'email_taken')) return false
    throw error
  }
}
