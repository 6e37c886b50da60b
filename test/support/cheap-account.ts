/** Accounts whose password costs next to nothing to check: what it costs is proven elsewhere. */

import { createAccount } from '../../src/accounts/create.ts'
import { openPasswords } from '../../src/accounts/passwords.ts'
import type { Account } from '../../src/model/account.ts'
import { type Cluster, testPassword } from './cluster.ts'

const opening = openPasswords({ memoryKib: 8, iterations: 2, parallelism: 1 })

let made = 0

export async function cheapAccount(
  { store }: Pick<Cluster, 'store'>,
  tier: string,
): Promise<Account> {
  made += 1
  const email = `cheap${made}@example.com`
  const account = { email, password: testPassword, name: 'A Person', tier }
  const passwords = await opening
  return createAccount({ db: store, passwords }, { ...account, by: { kind: 'system' } })
}
